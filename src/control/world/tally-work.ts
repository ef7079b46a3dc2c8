import type { Platform } from '../../behaviour/platform.ts';
import { labelWork } from '../../behaviour/time/label-work.ts';
import type { ScheduledWork } from '../../behaviour/time/schedule.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { StoreReader } from '../../store/port/store.ts';
import type { components } from '../wire/control.generated.ts';
import type { CamelCased } from '../wire/wire-names.ts';

type RanWork = CamelCased<components['schemas']['MovedClock']>['ranWork'][number];

/** Counts work that has run, by its kind and by the records that it belongs to. */
export interface WorkTally {
  readonly add: (work: ScheduledWork) => void;
  /** Returns what ran, in the order of the kinds, with the records as they are called now. */
  readonly list: (reader: StoreReader) => RanWork[];
}

/** Creates an empty tally. */
export function createWorkTally({ findName, workLabels }: Pick<Platform, 'findName' | 'workLabels'>): WorkTally {
  const counts = new Map<string, { total: number; readonly owners: Map<string, number> }>();
  return {
    add({ kind, owner }) {
      const ofKind = getOrCreate(counts, kind, () => ({ total: 0, owners: new Map<string, number>() }));
      ofKind.total += 1;
      // A move by a year may run work of any number of records.
      if (owner === undefined || (ofKind.owners.size >= MAX_RECORDS && !ofKind.owners.has(owner))) return;
      ofKind.owners.set(owner, (ofKind.owners.get(owner) ?? 0) + 1);
    },
    list: (reader) =>
      [...counts]
        .map(([kind, { total, owners }]) => ({
          kind,
          label: labelWork(kind, workLabels),
          count: total,
          records: [...owners].map(([owner, count]) => toRecord(owner, count, { reader, findName })),
        }))
        .toSorted((left, right) => (left.kind < right.kind ? -1 : 1)),
  };
}

/** Returns a record that work belongs to (`collection/key`). It may be deleted by now. */
function toRecord(
  owner: string,
  count: number,
  { reader, findName }: { readonly reader: StoreReader; readonly findName: Platform['findName'] },
): RanWork['records'][number] {
  const end = owner.indexOf('/');
  const [collection, key] = [owner.slice(0, end), owner.slice(end + 1)];
  const record = reader.get(collection, key);
  const own = record?.['name'] ?? record?.['title'];
  const name = typeof own === 'string' || record === undefined ? own : findName?.(record, collection, reader);
  return { collection, key, name: typeof name === 'string' ? name : null, count };
}

/** Records that are told of one kind of work. */
const MAX_RECORDS = 100;
