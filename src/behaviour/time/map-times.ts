import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { mapElements, mapMembers } from '../../kernel/json/map-json.ts';

/** Maps a time to another, both in milliseconds. */
export type MapTime = (time: number) => number;

/**
 * Maps every timestamp in a record: text values of the form `2024-01-15T10:30:00Z`, at any depth. Parts without one are
 * shared with the record.
 */
export function mapTimes(record: JsonObject, mapTime: MapTime): JsonObject {
  const mapValue = (value: JsonValue): JsonValue => {
    if (typeof value === 'string')
      return TIMESTAMP.test(value) ? toTimestamp(mapTime(parseTimestamp(value) ?? 0)) : value;
    if (Array.isArray(value)) return mapElements(value, mapValue);
    return isJsonObject(value) ? mapMembers(value, mapValue) : value;
  };
  return mapMembers(record, mapValue);
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
