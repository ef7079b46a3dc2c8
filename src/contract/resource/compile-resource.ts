import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { compileAccess } from './compile-access.ts';
import { compileComputed } from './compile-computed.ts';
import { compileFilters } from './compile-filters.ts';
import { compileRelations } from './compile-relations.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { checkKeywords, readText, readTexts, toFieldPath, toText, toTexts } from '../model/read-source.ts';
import type { KeyRelation, Relation, Resource } from '../model/resource.ts';
import type { ValidatorFactory } from '../schema/create-validator-factory.ts';
import { requiredBranchesOf } from '../schema/schema-branches.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';

/** What resources are compiled with. */
export interface ResourceContext {
  readonly reader: SchemaReader;
  readonly validators: ValidatorFactory;
  readonly faults: FaultCollector;
}

/**
 * Compiles a schema's `x-resource` (grammar: spec/README.md). Adds a fault for each error, and returns undefined when
 * there is no collection.
 */
export function compileResource(name: string, { reader, validators, faults }: ResourceContext): Resource | undefined {
  const pointer = `/components/schemas/${name}`;
  const schema = reader.resolve({ $ref: `#${pointer}` });
  const source = schema['x-resource'];
  const at = `${pointer}/x-resource`;
  if (!isJsonObject(source) || typeof source['collection'] !== 'string') {
    faults.add(
      at,
      'x-resource needs a "collection".',
      'Name the collection that holds its records: { collection: accounts }.',
    );
    return undefined;
  }
  checkKeywords(source, KEYWORDS, at, faults);
  const relations = compileRelations(source['relations'], `${at}/relations`, faults);
  const owner = toOwner(source['owner'], relations, `${at}/owner`, faults);
  const [own, ...others] = requiredBranchesOf(schema, reader.resolve);
  const branches = [...others, own];
  return {
    name,
    pointer,
    schema,
    validate: validators.at(pointer),
    properties: toProperties(branches, reader),
    required: new Set(branches.flatMap((branch) => toTexts(branch['required']))),
    collection: source['collection'],
    key: readText(source['key'], `${at}/key`, faults) ?? 'uuid',
    model: readText(source['model'], `${at}/model`, faults) ?? name,
    owner,
    ...compileAccess(source, { relations, owner, at, faults }),
    relations,
    computed: compileComputed(source['computed'], `${at}/computed`, faults),
    counts: readTexts(source['counts'], `${at}/counts`, faults),
    stored: new Set(readTexts(source['stored'], `${at}/stored`, faults)),
    filters: compileFilters(source['filters'], `${at}/filters`, faults),
    search: readTexts(source['search'], `${at}/search`, faults).map(toFieldPath),
    sort: readTexts(source['sort'], `${at}/sort`, faults),
  };
}

function toOwner(
  source: JsonValue | undefined,
  relations: ReadonlyMap<string, Relation>,
  at: string,
  faults: FaultCollector,
): KeyRelation | undefined {
  const relation = relations.get(toText(source) ?? '');
  if (relation?.kind === 'key') return relation;
  if (source !== undefined) {
    faults.add(
      at,
      `The owner "${String(source)}" is not a relation with a "key".`,
      'Name one of its relations that has a key.',
    );
  }
  return undefined;
}

/** Merges the properties of the branches. The schema itself comes last, so its own declarations win. */
function toProperties(branches: readonly JsonObject[], reader: SchemaReader): ReadonlyMap<string, JsonObject> {
  const properties = new Map<string, JsonObject>();
  for (const branch of branches) {
    if (!isJsonObject(branch['properties'])) continue;
    for (const [property, value] of Object.entries(branch['properties'])) {
      if (isJsonObject(value))
        properties.set(
          property,
          reader.resolve(value) === value
            ? value
            : { ...reader.resolve(value), ...withoutReference(value), $ref: value['$ref'] ?? '' },
        );
    }
  }
  return properties;
}

function withoutReference({ $ref: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

const KEYWORDS = [
  'collection',
  'key',
  'model',
  'owner',
  'visible_to',
  'editable_by',
  'deletable_by',
  'permits',
  'relations',
  'computed',
  'counts',
  'stored',
  'filters',
  'search',
  'sort',
];
