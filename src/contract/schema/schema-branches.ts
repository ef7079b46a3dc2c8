import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Follows a chain of `$ref`s to its target. */
export type Resolve = (schema: JsonObject) => JsonObject;

/**
 * Returns a schema and every subschema that may apply to the same value: the target of its `$ref` (siblings of a `$ref`
 * apply too, JSON Schema 2020-12 section 8.2.3.1), and the branches of `allOf`, `anyOf`, `oneOf`, `then` and `else`, at
 * every depth, each once.
 */
export function branchesOf(schema: JsonObject, resolve: Resolve): readonly JsonObject[] {
  return collect(schema, resolve, COMBINATORS);
}

/** Returns the subset of `branchesOf` that every value must match: the targets of `$ref`s and the `allOf` branches. */
export function requiredBranchesOf(schema: JsonObject, resolve: Resolve): readonly [JsonObject, ...JsonObject[]] {
  const [, ...branches] = collect(schema, resolve, ['allOf']);
  return [schema, ...branches];
}

/** Returns the names of the properties that every object of a schema must have, also those of its `allOf` branches. */
export function requiredNamesOf(schema: JsonObject | undefined, resolve: Resolve): ReadonlySet<string> {
  const branches = schema === undefined ? [] : requiredBranchesOf(schema, resolve);
  return new Set(branches.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])));
}

/**
 * Returns the properties that the branches declare: by name, every schema that applies to the property. Undefined when
 * no branch has `properties`.
 */
export function propertiesOf(branches: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> | undefined {
  const holders = branches.map((branch) => branch['properties']).filter(isJsonObject);
  if (holders.length === 0) return undefined;
  const properties = new Map<string, JsonObject[]>();
  for (const [name, schema] of holders.flatMap((holder) => Object.entries(holder))) {
    const schemas = getOrCreate(properties, name, () => []);
    if (isJsonObject(schema)) schemas.push(schema);
  }
  return properties;
}

function collect(schema: JsonObject, resolve: Resolve, combinators: readonly string[]): readonly JsonObject[] {
  const seen = new Set<JsonObject>();
  const visit = (node: JsonValue | undefined): void => {
    if (!isJsonObject(node) || seen.has(node)) return;
    seen.add(node);
    if (typeof node['$ref'] === 'string') visit(resolve(node));
    for (const branch of combinators.flatMap((keyword) => node[keyword] ?? [])) visit(branch);
  };
  visit(schema);
  return [...seen];
}

const COMBINATORS = ['allOf', 'anyOf', 'oneOf', 'then', 'else'];
