import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Access, Viewpoint } from '../representation/access.ts';
import { isKey } from '../representation/record-key.ts';

/** A record that the caller may see (or may change), or the outcome that says why not. */
export type FoundRecord =
  | { readonly kind: 'found'; readonly record: StoredRecord }
  | { readonly kind: 'refused'; readonly outcome: Outcome };

/**
 * Finds the record that a path names, for an action: `see`, `edit`, `delete` or one that the resource's `permits`
 * names. One that the caller may not see is not found; one that the caller may see and not do this with is forbidden.
 */
export type FindRecord = (path: JsonObject, action: string, viewpoint: Viewpoint) => FoundRecord;

/** Compiles the lookup for an operation by the last key in its path. */
export function compileFindRecord(operation: Operation, resource: Resource, access: Access): FindRecord {
  const parameter = operation.path.match(/\{([^{}]+)\}[^{}]*$/)?.[1] ?? resource.key;
  return (path, action, viewpoint) => {
    const key = findOwn(path, parameter);
    const record = isKey(key) ? viewpoint.reader.get(resource.collection, key) : undefined;
    if (record === undefined || !access.canSee(resource, record, viewpoint)) {
      return { kind: 'refused', outcome: { kind: 'not_found', model: resource.model, key: String(key) } };
    }
    if (action !== 'see' && !access.may(action, resource, record, viewpoint))
      return { kind: 'refused', outcome: { kind: 'forbidden' } };
    return { kind: 'found', record };
  };
}
