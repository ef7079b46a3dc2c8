import { findOwn, setOwn, type JsonObject, type JsonValue } from './json.ts';

/**
 * Returns a value of a schema's kind: its example, or the simplest one with what is required. It may break other rules
 * of the schema, and lacks fields where very many are required. `resolve` follows references.
 */
export function toSimpleValue(schema: JsonObject, resolve: (value: JsonValue | undefined) => JsonObject): JsonValue {
  return toValue(schema, { resolve, depth: 0, made: { fields: 0 } });
}

interface Walk {
  readonly resolve: (value: JsonValue | undefined) => JsonObject;
  /** How many objects the value is in. */
  readonly depth: number;
  /** How many fields there are so far, in all of the value. */
  readonly made: { fields: number };
}

function toValue(schema: JsonObject, walk: Walk): JsonValue {
  const { example, examples, enum: values, default: given, const: constant, type, properties, required } = schema;
  const first = [constant, example, firstOf(examples), given, firstOf(values)].find((one) => one !== undefined);
  if (first !== undefined) return first;
  const kind = Array.isArray(type) ? firstOf(type) : type;
  if (kind !== 'object' && properties === undefined) return findOwn(SIMPLE, String(kind)) ?? '…';
  const value: Record<string, JsonValue> = {};
  if (walk.depth >= MAX_DEPTH || !Array.isArray(required)) return value;
  const declared = walk.resolve(properties);
  for (const name of required.map(String)) {
    // Schemas may require themselves in each of their fields.
    if (walk.made.fields >= MAX_FIELDS) break;
    walk.made.fields += 1;
    setOwn(value, name, toValue(walk.resolve(findOwn(declared, name)), { ...walk, depth: walk.depth + 1 }));
  }
  return value;
}

function firstOf(list: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(list) ? (list[0] as JsonValue | undefined) : undefined;
}

const SIMPLE: Readonly<Record<string, JsonValue>> = { integer: 1, number: 1, boolean: true, array: [] };
/** Objects within each other. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 1000;
