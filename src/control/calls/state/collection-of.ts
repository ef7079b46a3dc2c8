import { Problem } from '../../../kernel/problem.ts';
import type { CollectionSpec, RecordKey, StoredRecord } from '../../../store/port/store.ts';
import { findUnknownCollection } from '../../world/check-state.ts';
import { specOf } from '../../world/edit-state.ts';

/** Returns the collection that a call's path names. Throws a 404 that lists the collections. */
export function collectionOf(
  { collection: name }: { readonly collection: string },
  collections: readonly CollectionSpec[],
): CollectionSpec {
  const unknown = findUnknownCollection(name, collections);
  if (unknown !== undefined) throw new Problem('RECORD_NOT_FOUND', { message: `${unknown.message} ${unknown.remedy}` });
  return specOf(name, collections);
}

/** Returns the key of a stored record. */
export function keyOf(record: StoredRecord, { key }: CollectionSpec): RecordKey {
  return record[key] as RecordKey;
}
