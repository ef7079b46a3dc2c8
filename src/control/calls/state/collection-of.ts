import type { Call } from '../../../behaviour/rule/behaviour.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { CollectionSpec, RecordKey, StoredRecord } from '../../../store/port/store.ts';
import { findUnknownCollection } from '../../world/check-state.ts';
import { specOf } from '../../world/edit-state.ts';

/** The collection that a call's path names. Throws a 404 that says which there are. */
export function collectionOf({ path }: Pick<Call, 'path'>, collections: readonly CollectionSpec[]): CollectionSpec {
  const name = String(path['collection']);
  const unknown = findUnknownCollection(name, collections);
  if (unknown !== undefined) throw new Problem('RECORD_NOT_FOUND', { message: `${unknown.message} ${unknown.remedy}` });
  return specOf(name, collections);
}

/** The key of a stored record: it has one. */
export function keyOf(record: StoredRecord, { key }: CollectionSpec): RecordKey {
  return record[key] as RecordKey;
}
