import { findOwn, setOwn, type JsonObject, type JsonValue } from './json.ts';

/**
 * Returns a value of a schema's kind: its example, or the simplest one with what is required. It may break other rules
 * of the schema. `resolve` follows references.
 */
export function toSimpleValue(
  schema: JsonObject,
  resolve: (value: JsonValue | undefined) => JsonObject,
  depth = 0,
): JsonValue {
  const { example, examples, enum: values, default: given, const: constant, type, properties, required } = schema;
  const first = [constant, example, firstOf(examples), given, firstOf(values)].find((one) => one !== undefined);
  if (first !== undefined) return first;
  const kind = Array.isArray(type) ? firstOf(type) : type;
  if (kind !== 'object' && properties === undefined) return SIMPLE[String(kind)] ?? '…';
  const value: Record<string, JsonValue> = {};
  if (depth >= MAX_DEPTH || !Array.isArray(required)) return value;
  const declared = resolve(properties);
  for (const name of required.map(String))
    setOwn(value, name, toSimpleValue(resolve(findOwn(declared, name)), resolve, depth + 1));
  return value;
}

function firstOf(list: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(list) ? (list[0] as JsonValue | undefined) : undefined;
}

const SIMPLE: Readonly<Record<string, JsonValue>> = { integer: 1, number: 1, boolean: true, array: [] };
/** Objects within each other. */
const MAX_DEPTH = 4;
