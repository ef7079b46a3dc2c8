import type { Operation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { findOwn, type JsonObject } from '../kernel/json.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { StoredRecord } from '../store/store.ts';
import type { Access, Viewpoint } from './access.ts';
import { isKey } from './record-key.ts';

/** A record that the caller may see (or may change), or the outcome that says why not. */
export type FoundRecord =
  | { readonly kind: 'found'; readonly record: StoredRecord }
  | { readonly kind: 'refused'; readonly outcome: Outcome };

/** What a record may be wanted for. */
export type Purpose = 'see' | 'edit';

/** Finds the record that a path names. One that the caller may not see is not found; one that the caller may see and not change is forbidden. */
export type FindRecord = (path: JsonObject, purpose: Purpose, viewpoint: Viewpoint) => FoundRecord;

/** Compiles the lookup for an operation whose path ends in a key. */
export function compileFindRecord(operation: Operation, resource: Resource, access: Access): FindRecord {
  const parameter = operation.path.match(/\{([^{}]+)\}\/?$/)?.[1] ?? resource.key;
  return (path, purpose, viewpoint) => {
    const key = findOwn(path, parameter);
    const record = isKey(key) ? viewpoint.reader.get(resource.collection, key) : undefined;
    if (record === undefined || !access.canSee(resource, record, viewpoint)) {
      return { kind: 'refused', outcome: { kind: 'not_found', model: resource.model, key: String(key) } };
    }
    if (purpose === 'edit' && !access.canEdit(resource, record, viewpoint)) return { kind: 'refused', outcome: { kind: 'forbidden' } };
    return { kind: 'found', record };
  };
}
