import { isJsonObject, type Json, type JsonObject } from '../../api/types.ts';
import { listResources, type Resource } from './model.ts';
import { listObjects, readObject, readRule, resolve, type ObjectSchema, type ValueRule } from './read-schema.ts';

/** What the contract says about the records of a collection. */
export interface CollectionSchema extends ObjectSchema {
  /** The properties that only the server sets. */
  readonly computed: ReadonlySet<string>;
  /** The properties that responses show and records do not store. */
  readonly derived: ReadonlySet<string>;
  /** The properties that hold keys of other records, and what a key is. */
  readonly keys: ReadonlyMap<string, ValueRule>;
}

/** Returns the schema of a collection: of its `x-resource`, else of the path of its items; undefined without one. */
export function findCollectionSchema(
  document: Json | undefined,
  collection: string,
  values: JsonObject,
): CollectionSchema | undefined {
  const resources = listResources(document);
  const resource = resources.find((one) => one.collection === collection);
  if (resource !== undefined) return readResource(document, resource, resources);
  const item = findItemSchema(document, collection, values);
  return item === undefined ? undefined : { ...item, computed: NONE, derived: NONE, keys: new Map() };
}

function readResource(
  document: Json | undefined,
  { source, relations, computed, counts }: Resource,
  resources: readonly Resource[],
): CollectionSchema {
  const object = readObject(document, source);
  const rules = Object.entries(computed);
  const keys = Object.entries(relations).flatMap(([name, relation]) => {
    const key = isJsonObject(relation) ? (relation['key'] ?? relation['keys']) : undefined;
    if (!isJsonObject(relation) || typeof key !== 'string') return [];
    const target = resources.find(({ schema }) => schema === relation['schema']);
    const shown = readRule(document, object.properties.get(name) ?? {});
    const one = readKey(document, target);
    const rule = relation['keys'] === undefined ? one : { ...one, types: ['array'], choices: undefined };
    return [[key, { ...rule, isNullable: shown.isNullable, isReadOnly: false }] as const];
  });
  return {
    ...object,
    computed: new Set(rules.flatMap(([name, rule]) => (isDerived(rule) ? [] : [name]))),
    derived: new Set([
      ...Object.keys(relations),
      ...counts.map((name) => `${name}_count`),
      ...rules.flatMap(([name, rule]) => (isDerived(rule) ? [name] : [])),
    ]),
    keys: new Map(keys),
  };
}

/** Whether a computed property is read from other records, or from who asks, whenever it is shown. */
function isDerived(rule: Json): boolean {
  return rule === 'owned' || (isJsonObject(rule) && ('count' in rule || 'field' in rule));
}

function readKey(document: Json | undefined, target: Resource | undefined): ValueRule {
  const { properties } = readObject(document, target?.source ?? {});
  return readRule(document, properties.get(target?.key ?? '') ?? {});
}

/**
 * Finds the schema of an item by its path, in a document without `x-resource`: the collection `api.pets` is that of
 * `/api/pets/{id}`. Responses may wrap an item: of the schemas in question, the one with most of the item's properties
 * is taken.
 */
function findItemSchema(document: Json | undefined, collection: string, values: JsonObject): ObjectSchema | undefined {
  const paths = isJsonObject(document) && isJsonObject(document['paths']) ? document['paths'] : {};
  const items = Object.entries(paths).flatMap(([path, item]) =>
    toCollectionName(path) === collection && isJsonObject(item) ? [item] : [],
  );
  const found = items
    .flatMap((item) => METHODS.flatMap((method) => listSchemas(document, item[method])))
    .map((schema) => readObject(document, schema));
  const wrapped = found.flatMap(({ properties }) => [...properties.values()].map((one) => readObject(document, one)));
  const fit = ({ properties }: ObjectSchema): number => Object.keys(values).filter((name) => properties.has(name)).length;
  const [best] = [...found, ...wrapped].toSorted((left, right) => fit(right) - fit(left));
  return best === undefined || fit(best) === 0 ? undefined : best;
}

/** Returns the name of the collection whose items have this path; undefined for other paths. */
function toCollectionName(path: string): string | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isItem = /^\{[^{}]+\}$/.test(segments.at(-1) ?? '') && segments.at(-2)?.includes('{') === false;
  return isItem ? segments.filter((segment) => !segment.includes('{')).join('.') : undefined;
}

/** Returns the JSON schemas of an operation's successful responses, then of its request body. */
function listSchemas(document: Json | undefined, operation: Json | undefined): readonly JsonObject[] {
  if (!isJsonObject(operation)) return [];
  const responses = isJsonObject(operation['responses']) ? operation['responses'] : {};
  const successes = Object.entries(responses).flatMap(([status, response]) => (status.startsWith('2') ? [response] : []));
  return listObjects([...successes, operation['requestBody'] ?? null]).flatMap((holder) => {
    const { content } = resolve(document, holder);
    const media = isJsonObject(content) ? content['application/json'] : undefined;
    return isJsonObject(media) && isJsonObject(media['schema']) ? [media['schema']] : [];
  });
}

const METHODS = ['get', 'put', 'patch'] as const;
const NONE: ReadonlySet<string> = new Set();
