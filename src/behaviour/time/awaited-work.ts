import type { StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import { schedule, SCHEDULED_WORK, type Work } from './schedule.ts';

/** What a state has to have scheduled, or not, for what its records await once, such as the end of a wait. */
export interface WorkGaps {
  /** Work that records await, and that is not scheduled: they came without it. */
  readonly missing: readonly Work[];
  /** Scheduled work that such records no longer await at its time. */
  readonly outdated: readonly StoredRecord[];
}

/** The work that the records of a platform await once. */
export interface AwaitedWork {
  /** The collections whose records await it: only writes to them, or to scheduled work, open gaps. */
  readonly collections: readonly string[];
  /** Compares what the records of a state await with what it has scheduled. */
  readonly findGaps: (reader: Pick<StoreReader, 'all' | 'get'>) => WorkGaps;
}

/** Schedules the missing work of a state, and cancels what is outdated. */
export function closeGaps(transaction: Transaction, { findGaps }: AwaitedWork): void {
  const { missing, outdated } = findGaps(transaction);
  for (const { id } of outdated) transaction.delete(SCHEDULED_WORK.name, Number(id));
  for (const work of missing) schedule(transaction, work);
}

/** Returns whether `closeGaps` would change nothing. */
export function hasNoGaps(reader: Pick<StoreReader, 'all' | 'get'>, { findGaps }: AwaitedWork): boolean {
  const { missing, outdated } = findGaps(reader);
  return missing.length === 0 && outdated.length === 0;
}

/** Returns whether a transaction has written records that can open gaps. */
export function canOpenGaps(transaction: Transaction, { collections }: AwaitedWork): boolean {
  const read = new Set([SCHEDULED_WORK.name, ...collections]);
  return transaction.written().some(({ collection }) => read.has(collection));
}
