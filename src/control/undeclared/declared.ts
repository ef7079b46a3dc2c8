import { branchesOf, propertiesOf, requiredBranchesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { memoize } from '../../kernel/memoize.ts';

/** What schemas declare of a value that is an object or a list. */
export interface Declared {
  /** Every property that any of them names, also in an alternative, with its schemas. */
  readonly properties: ReadonlyMap<string, readonly JsonObject[]>;
  /** Whether nothing can be said of other properties: they are allowed expressly, rejected, or the object is free. */
  readonly isOpen: boolean;
  /** Whether the value may be an object of which something is declared. */
  readonly isObject: boolean;
  /** The schemas of the elements of a list. */
  readonly items: readonly JsonObject[];
}

/** Returns what several schemas of the same value declare together. */
export type ReadDeclared = (schemas: readonly JsonObject[]) => Declared;

/** Creates a reader of what schemas declare, which reads each schema once. */
export function createReadDeclared(resolve: Resolve): ReadDeclared {
  const readOne = memoize((schema: JsonObject) => readSchema(schema, resolve));
  return memoize((schemas: readonly JsonObject[]): Declared => {
    const all = schemas.filter((schema) => allowsObject(schema, resolve)).map(readOne);
    const properties = new Map<string, Set<JsonObject>>();
    for (const [name, own] of all.flatMap((each) => [...each.properties])) {
      const known = getOrCreate(properties, name, () => new Set());
      for (const schema of own) known.add(schema);
    }
    return {
      properties: new Map([...properties].map(([name, own]) => [name, [...own]])),
      isOpen: all.length === 0 || all.some(({ isOpen }) => isOpen),
      isObject: all.some(({ isObject }) => isObject),
      items: [...new Set(schemas.flatMap((schema) => readOne(schema).items))],
    };
  });
}

function readSchema(schema: JsonObject, resolve: Resolve): Declared {
  const branches = withConditions(branchesOf(schema, resolve), resolve);
  const properties = propertiesOf(branches) ?? new Map<string, readonly JsonObject[]>();
  return {
    properties: new Map([...properties].map(([name, own]) => [name, toTargets(own, resolve)])),
    isOpen: properties.size === 0 || branches.some(isCovered) || hasFreeAlternative(schema, branches, resolve),
    isObject: branches.some((branch) => branch['properties'] !== undefined || isCovered(branch) || isFree(branch)),
    items: toTargets(
      branches.flatMap((branch) => ITEMS.flatMap((keyword) => listSchemas(branch[keyword]))),
      resolve,
    ),
  };
}

/**
 * Returns schemas, those that references lead to in their place, each once: where every alternative of a schema refers
 * to it again, their number would double with each level of a value.
 */
function toTargets(schemas: readonly JsonObject[], resolve: Resolve): readonly JsonObject[] {
  return [...new Set(schemas.map((schema) => (isReference(schema) ? resolve(schema) : schema)))];
}

/** Adds the schemas of conditions: a property that one of them names is known. */
function withConditions(branches: readonly JsonObject[], resolve: Resolve): readonly JsonObject[] {
  const conditions = branches.flatMap(({ if: condition, dependentSchemas }) => [
    ...listSchemas(condition),
    ...(isJsonObject(dependentSchemas) ? Object.values(dependentSchemas).flatMap(listSchemas) : []),
  ]);
  return [...branches, ...conditions.flatMap((condition) => branchesOf(condition, resolve))];
}

/** Returns whether a schema is a reference and nothing else. */
function isReference(schema: JsonObject): boolean {
  return schema['$ref'] !== undefined && Object.keys(schema).length === 1;
}

/** Returns whether a schema says itself what other properties may be: the contract allows or rejects them. */
function isCovered(schema: JsonObject): boolean {
  return COVERING.some((keyword) => schema[keyword] !== undefined);
}

/** Returns whether one of the alternatives of a value is an object of which nothing is declared. */
function hasFreeAlternative(schema: JsonObject, branches: readonly JsonObject[], resolve: Resolve): boolean {
  if (propertiesOf(requiredBranchesOf(schema, resolve)) !== undefined) return false;
  const alternatives = branches.flatMap(({ anyOf, oneOf }) => [...listSchemas(anyOf), ...listSchemas(oneOf)]);
  return alternatives.some((alternative) => {
    const own = branchesOf(alternative, resolve);
    return propertiesOf(own) === undefined && own.some(isFree);
  });
}

/** Returns whether a value of a schema may be an object. */
function allowsObject(schema: JsonObject, resolve: Resolve): boolean {
  return requiredBranchesOf(schema, resolve).every(({ type }) => type === undefined || hasObject(type));
}

/** Returns whether a schema allows any object: by its type, or since it says nothing. */
function isFree(schema: JsonObject): boolean {
  const { type } = schema;
  return type === undefined ? Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword)) : hasObject(type);
}

function hasObject(type: JsonValue): boolean {
  return [type].flat().includes('object');
}

/** Returns the schemas that a keyword has: one, or a list of them. */
function listSchemas(value: JsonValue | undefined): readonly JsonObject[] {
  return (Array.isArray(value) ? (value as readonly JsonValue[]) : [value]).filter(isJsonObject);
}

const COVERING = ['additionalProperties', 'unevaluatedProperties', 'patternProperties', '$dynamicRef', '$recursiveRef'];
const ITEMS = ['items', 'prefixItems', 'contains', 'additionalItems', 'unevaluatedItems'];
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'nullable',
  'example',
  'examples',
  'default',
]);
