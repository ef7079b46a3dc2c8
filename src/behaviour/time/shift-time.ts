import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * Shifts every timestamp in a record by a number of milliseconds: text values of the form `2024-01-15T10:30:00Z`, at
 * any depth.
 */
export function shiftTimes(record: JsonObject, milliseconds: number): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, shift(value, milliseconds)]));
}

function shift(value: JsonValue, milliseconds: number): JsonValue {
  if (typeof value === 'string')
    return TIMESTAMP.test(value) ? toTimestamp((parseTimestamp(value) ?? 0) + milliseconds) : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => shift(item, milliseconds));
  return isJsonObject(value) ? shiftTimes(value, milliseconds) : value;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
