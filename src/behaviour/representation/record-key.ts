import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { RecordKey, StoredRecord } from '../../store/port/store.ts';

/** Returns whether a value can be a record's key. */
export function isKey(value: JsonValue | undefined): value is RecordKey {
  return typeof value === 'string' || typeof value === 'number';
}

/** Returns the key of a stored record. Throws if it has none, which the store never allows. */
export function getKey(resource: Resource, record: StoredRecord): RecordKey {
  const key = findOwn(record, resource.key);
  if (!isKey(key)) throw new Error(`A record of ${resource.collection} has no ${resource.key}.`);
  return key;
}

/** Returns a record as a phrase: `Ann (users/1)`, or `users/1` when it has no name. */
export function nameRecord(collection: string, key: JsonValue, record: StoredRecord): string {
  return nameOf(record, `${collection}/${String(key)}`);
}

/** Returns the name of a record with its address: `Ann (1)`, or `1` when it has no name. */
export function nameOf(record: StoredRecord, address: RecordKey): string {
  for (const field of NAMES) {
    const name = findOwn(record, field);
    if (typeof name === 'string' && name !== '') return `${name.slice(0, MAX_NAME_LENGTH)} (${address})`;
  }
  return String(address);
}

/** The fields that name a record for people, the best first. */
const NAMES = ['name', 'title', 'email'];
const MAX_NAME_LENGTH = 80;
