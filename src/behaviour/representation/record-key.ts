import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { RecordKey, StoredRecord } from '../../store/port/store.ts';

/** True for what can identify a record. */
export function isKey(value: JsonValue | undefined): value is RecordKey {
  return typeof value === 'string' || typeof value === 'number';
}

/** The key of a stored record. Throws where it has none: the store never holds such a record. */
export function getKey(resource: Resource, record: StoredRecord): RecordKey {
  const key = findOwn(record, resource.key);
  if (!isKey(key)) throw new Error(`A record of ${resource.collection} has no ${resource.key}.`);
  return key;
}
