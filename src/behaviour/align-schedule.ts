import { getOrCreate } from '../kernel/get-or-create.ts';
import type { StoredRecord, StoreReader, StoreSnapshot, Transaction } from '../store/port/store.ts';
import type { Platform } from './platform.ts';
import { canOpenGaps, closeGaps, hasNoGaps } from './time/awaited-work.ts';
import { alignAll, isAligned, planFirst } from './time/recurring-work.ts';
import { SCHEDULED_WORK, toRecord } from './time/schedule.ts';

/** The part of a platform that says which work the records of a state call for. */
type RecordWork = Pick<Platform, 'recurringWork' | 'awaitedWork'>;

/**
 * Makes the schedule of a state what its records call for. For records that were written past the rules: by the control
 * plane, a scenario, or an earlier version.
 */
export function alignSchedule(transaction: Transaction, platform: RecordWork | undefined, now: number): void {
  const { recurringWork, awaitedWork } = platform ?? {};
  if (recurringWork !== undefined) alignAll(transaction, recurringWork, now);
  if (awaitedWork !== undefined) closeGaps(transaction, awaitedWork);
}

/**
 * Does the same after a transaction has edited records of an aligned state. Looks for gaps only where the edit can have
 * opened some: that reads every record that may await work.
 */
export function alignEdited(transaction: Transaction, platform: RecordWork | undefined, now: number): void {
  const { awaitedWork, ...others } = platform ?? {};
  const isConcerned = awaitedWork !== undefined && canOpenGaps(transaction, awaitedWork);
  alignSchedule(transaction, isConcerned ? platform : others, now);
}

/** Returns whether `alignSchedule` would change nothing. */
export function isScheduleAligned(
  reader: Pick<StoreReader, 'all' | 'get'>,
  platform: RecordWork | undefined,
  now: number,
): boolean {
  const { recurringWork, awaitedWork } = platform ?? {};
  return (
    (recurringWork === undefined || isAligned(reader, recurringWork, now)) &&
    (awaitedWork === undefined || hasNoGaps(reader, awaitedWork))
  );
}

/** Returns the records of a new state, with the scheduled work that they call for. */
export function planSchedule(
  lists: StoreSnapshot['collections'],
  platform: RecordWork | undefined,
  { keys, now }: { readonly keys: ReadonlyMap<string, string>; readonly now: number },
): StoreSnapshot['collections'] {
  const { recurringWork, awaitedWork } = platform ?? {};
  if (recurringWork === undefined && awaitedWork === undefined) return lists;
  const { [SCHEDULED_WORK.name]: own, ...records } = lists;
  const planned = own ?? (recurringWork === undefined ? [] : planFirst(toReader(records, keys), recurringWork, now));
  const missing = awaitedWork?.findGaps(toReader({ ...records, [SCHEDULED_WORK.name]: planned }, keys)).missing ?? [];
  const last = Math.max(0, ...planned.map(({ id }) => Number(id)));
  const added = missing.map((work, index) => toRecord(work, last + index + 1));
  return { [SCHEDULED_WORK.name]: [...planned, ...added], ...records };
}

function toReader(
  lists: StoreSnapshot['collections'],
  keys: ReadonlyMap<string, string>,
): Pick<StoreReader, 'all' | 'get'> {
  const indexes = new Map<string, ReadonlyMap<unknown, StoredRecord>>();
  const indexOf = (name: string): ReadonlyMap<unknown, StoredRecord> =>
    getOrCreate(
      indexes,
      name,
      () => new Map((lists[name] ?? []).map((record) => [record[keys.get(name) ?? 'id'], record])),
    );
  return { all: (name) => lists[name] ?? [], get: (name, key) => indexOf(name).get(key) };
}
