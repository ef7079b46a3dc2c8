import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** Maps a time to another, both in milliseconds. */
export type MapTime = (time: number) => number;

/** Maps every timestamp in a record: text values of the form `2024-01-15T10:30:00Z`, at any depth. */
export function mapTimes(record: JsonObject, mapTime: MapTime): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, mapValue(value, mapTime)]));
}

function mapValue(value: JsonValue, mapTime: MapTime): JsonValue {
  if (typeof value === 'string')
    return TIMESTAMP.test(value) ? toTimestamp(mapTime(parseTimestamp(value) ?? 0)) : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => mapValue(item, mapTime));
  return isJsonObject(value) ? mapTimes(value, mapTime) : value;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
