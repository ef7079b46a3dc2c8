import type { WireSchema } from '../wire/wire-types.ts';
import type { CollectionDiff, StateDiff } from './compare-states.ts';

/** Returns the records that differ between two states as a list: created, updated and deleted ones. */
export function toRecordChanges({ collections }: Pick<StateDiff, 'collections'>): readonly RecordChange[] {
  return Object.entries(collections).flatMap(([collection, diff]) => listChanges(collection, diff));
}

type RecordChange = WireSchema<'RecordChange'>;

function listChanges(collection: string, { added, changed, removed }: CollectionDiff): readonly RecordChange[] {
  return [
    ...added.map(({ key, record }) => ({ kind: 'created', collection, key, fields: [], record }) as const),
    ...changed.map(({ key, fields }) => ({ kind: 'updated', collection, key, fields }) as const),
    ...removed.map(({ key, record }) => ({ kind: 'deleted', collection, key, fields: [], record }) as const),
  ];
}
