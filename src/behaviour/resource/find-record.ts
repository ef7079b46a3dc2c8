import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { AccessDecision, Outcome, TriedRule } from '../../kernel/outcome.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Access, Viewpoint } from '../representation/access.ts';
import { getKey, isKey } from '../representation/record-key.ts';

/** A record on which the caller may do the action, or the outcome that rejects the request. */
export type FoundRecord =
  | { readonly kind: 'found'; readonly record: StoredRecord; readonly decision: AccessDecision }
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
    const subject = { collection: resource.collection, key: String(key), exists: record !== undefined };
    const seen = record === undefined ? undefined : access.findGrant('see', resource, record, viewpoint);
    if (record === undefined || seen === undefined) {
      const list = (which: string): readonly TriedRule[] =>
        record === undefined ? NOTHING : access.listRules(which, resource, record, viewpoint);
      const intended = action === 'see' || record === undefined ? undefined : { action, tried: list(action) };
      const decision = { ...subject, action: 'see', grant: undefined, tried: list('see'), intended };
      return { kind: 'rejected', outcome: { kind: 'not_found', model: resource.model, key: String(key), decision } };
    }
    const grant = action === 'see' ? seen : access.findGrant(action, resource, record, viewpoint);
    if (grant === undefined)
      return { kind: 'rejected', outcome: forbid(action, { resource, record }, { access, viewpoint }) };
    return { kind: 'found', record, decision: { ...subject, action, grant, tried: NOTHING } };
  };
}

/** Returns the outcome of an action that the caller may not do with a record, with the rules that were tried. */
export function forbid(
  action: string,
  { resource, record }: { readonly resource: Resource; readonly record: StoredRecord },
  { access, viewpoint }: { readonly access: Access; readonly viewpoint: Viewpoint },
): Outcome {
  const tried = access.listRules(action, resource, record, viewpoint);
  const { collection } = resource;
  const key = String(getKey(resource, record));
  return { kind: 'forbidden', decision: { action, collection, key, exists: true, grant: undefined, tried } };
}

/** Finds a record by its key. As in databases, a UUID in upper case finds the record of the one in lower case. */
export function findByKey(collection: string, key: RecordKey, reader: StoreReader): StoredRecord | undefined {
  const record = reader.get(collection, key);
  return record === undefined && typeof key === 'string' && UPPER_CASE_UUID.test(key)
    ? reader.get(collection, key.toLowerCase())
    : record;
}

const UPPER_CASE_UUID = /^(?=.*[A-F])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
const NOTHING: readonly never[] = [];
