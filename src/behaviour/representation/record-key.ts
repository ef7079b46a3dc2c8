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
