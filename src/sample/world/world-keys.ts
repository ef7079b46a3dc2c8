import type { Ids } from '../../kernel/random/ids.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { toId, type WorldRecords } from './world-records.ts';

/** Creates the keys and numbers of new records. */
export interface Keys {
  /** Returns a key or number that is free in the collection, of the same type as `like`. */
  readonly next: (collection: string, field: string, like: JsonValue) => JsonValue;
}

/** Creates keys that continue after the existing records': the next number, a UUID, or the text with a number. */
export function createKeys(records: WorldRecords, ids: Ids): Keys {
  const counters = new Map<string, number>();
  const highest = (collection: string, field: string): number =>
    (records.get(collection) ?? []).reduce(
      (most, record) => (typeof record[field] === 'number' ? Math.max(most, record[field]) : most),
      0,
    );
  return {
    next: (collection, field, like) => {
      const place = toId(collection, field);
      const number = (counters.get(place) ?? highest(collection, field)) + 1;
      counters.set(place, number);
      if (typeof like === 'number') return number;
      return typeof like === 'string' && UUID.test(like) ? ids.uuid(place, number) : `${String(like)}-${number}`;
    },
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
