import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * Merges two schemas into one that requires what both require. Subschemas (properties, items) become an `allOf`, to be
 * merged later. Of two patterns, formats or constants the right one wins, because they cannot be merged.
 */
export function mergeSchemas(left: JsonObject, right: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const known = merged[keyword];
    merged[keyword] = known === undefined ? value : mergeKeyword(keyword, known, value);
  }
  const properties = isJsonObject(merged['properties']) ? merged['properties'] : undefined;
  if (properties !== undefined) merged['properties'] = withoutRejected(properties, [left, right]);
  return merged;
}

function mergeKeyword(keyword: string, left: JsonValue, right: JsonValue): JsonValue {
  const isNumeric = typeof left === 'number' && typeof right === 'number';
  if (isNumeric && UPPER_BOUNDS.has(keyword)) return Math.min(left, right);
  if (isNumeric && LOWER_BOUNDS.has(keyword)) return Math.max(left, right);
  if (isNumeric && keyword === 'multipleOf') return toCommonMultiple(left, right);
  if (keyword === 'type') return mergeTypes(toList(left), toList(right));
  if (keyword === 'enum') return intersect(toList(left), toList(right));
  if (keyword === 'required') return [...new Set([...toList(left), ...toList(right)])];
  if (keyword === 'uniqueItems') return left === true || right === true;
  if (SUBSCHEMAS.has(keyword)) return { allOf: [left, right] };
  if (SCHEMA_MAPS.has(keyword) && isJsonObject(left) && isJsonObject(right)) return mergeMaps(left, right);
  return right;
}

function mergeMaps(left: JsonObject, right: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...left };
  for (const [name, schema] of Object.entries(right)) {
    const known = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = known === undefined || isSame(known, schema) ? schema : mergeEntries(known, schema);
  }
  return merged;
}

/** Merges two schemas, or two lists of names of `dependentRequired`. */
function mergeEntries(left: JsonValue, right: JsonValue): JsonValue {
  return Array.isArray(left) ? [...new Set([...toList(left), ...toList(right)])] : { allOf: [left, right] };
}

/** Drops properties that one side rejects by `additionalProperties: false`. */
function withoutRejected(properties: JsonObject, sides: readonly JsonObject[]): JsonObject {
  const closed = sides.filter(
    (side) => side['additionalProperties'] === false && side['patternProperties'] === undefined,
  );
  if (closed.length === 0) return properties;
  const isKnown = (name: string): boolean =>
    closed.every(({ properties: declared }) => isJsonObject(declared) && Object.hasOwn(declared, name));
  return Object.fromEntries(Object.entries(properties).filter(([name]) => isKnown(name)));
}

/** Intersects two lists of types. `integer` is a subset of `number`. */
function mergeTypes(left: readonly JsonValue[], right: readonly JsonValue[]): JsonValue {
  const both = [...left, ...right].filter((type) => accepts(left, type) && accepts(right, type));
  const types = [...new Set(both)].filter((type) => type !== 'number' || !both.includes('integer'));
  return types.length === 1 ? (types[0] ?? []) : types;
}

function accepts(types: readonly JsonValue[], type: JsonValue): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function intersect(left: readonly JsonValue[], right: readonly JsonValue[]): JsonValue {
  return left.filter((value) => right.some((other) => isSame(value, other)));
}

function toCommonMultiple(left: number, right: number): number {
  if (left % right === 0) return left;
  return right % left === 0 ? right : left * right;
}

function toList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

function isSame(left: JsonValue, right: JsonValue): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

const UPPER_BOUNDS: ReadonlySet<string> = new Set([
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
]);
const LOWER_BOUNDS: ReadonlySet<string> = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
]);
const SUBSCHEMAS: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'contains', 'propertyNames']);
const SCHEMA_MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
]);
