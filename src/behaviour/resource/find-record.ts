import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Access, Viewpoint } from '../representation/access.ts';
import { isKey } from '../representation/record-key.ts';

/** A record on which the caller may do the action, or the outcome that rejects the request. */
export type FoundRecord =
  | { readonly kind: 'found'; readonly record: StoredRecord }
  | { readonly kind: 'rejected'; readonly outcome: Outcome };

/**
 * Finds the record that a path names, for an action: `see`, `edit`, `delete` or one that the resource's `permits`
 * names. The outcome is "not found" if the caller may not see the record, and "forbidden" if the caller may not do the
 * action.
 */
export type FindRecord = (path: JsonObject, action: string, viewpoint: Viewpoint) => FoundRecord;

/** Compiles the lookup for an operation, by the last parameter of its path. */
export function compileFindRecord(operation: Operation, resource: Resource, access: Access): FindRecord {
  const parameter = operation.path.match(/\{([^{}]+)\}[^{}]*$/)?.[1] ?? resource.key;
  return (path, action, viewpoint) => {
    const key = findOwn(path, parameter);
    const record = isKey(key) ? findByKey(resource.collection, key, viewpoint.reader) : undefined;
    if (record === undefined || !access.canSee(resource, record, viewpoint)) {
      return { kind: 'rejected', outcome: { kind: 'not_found', model: resource.model, key: String(key) } };
    }
    if (action !== 'see' && !access.may(action, resource, record, viewpoint))
      return { kind: 'rejected', outcome: { kind: 'forbidden' } };
    return { kind: 'found', record };
  };
}

/** Finds a record by its key. As in databases, a UUID in upper case finds the record of the one in lower case. */
export function findByKey(collection: string, key: RecordKey, reader: StoreReader): StoredRecord | undefined {
  const record = reader.get(collection, key);
  return record === undefined && typeof key === 'string' && UPPER_CASE_UUID.test(key)
    ? reader.get(collection, key.toLowerCase())
    : record;
}

const UPPER_CASE_UUID = /^(?=.*[A-F])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
