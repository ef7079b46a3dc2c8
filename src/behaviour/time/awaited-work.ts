import type { StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import { schedule, SCHEDULED_WORK, type Work } from './schedule.ts';

/** What a state has to have scheduled, or not, for what its records await once, such as the end of a wait. */
export interface WorkGaps {
  /** Work that records await, and that is not scheduled: they came without it. */
  readonly missing: readonly Work[];
  /** Scheduled work that such records no longer await at its time. */
  readonly outdated: readonly StoredRecord[];
}

/** Compares what the records of a state await with what it has scheduled. */
export type FindWorkGaps = (reader: Pick<StoreReader, 'all' | 'get'>) => WorkGaps;

/** Schedules the missing work of a state, and cancels what is outdated. */
export function closeGaps(transaction: Transaction, find: FindWorkGaps): void {
  const { missing, outdated } = find(transaction);
  for (const { id } of outdated) transaction.delete(SCHEDULED_WORK.name, Number(id));
  for (const work of missing) schedule(transaction, work);
}

/** Returns whether `closeGaps` would change nothing. */
export function hasNoGaps(reader: Pick<StoreReader, 'all' | 'get'>, find: FindWorkGaps): boolean {
  const { missing, outdated } = find(reader);
  return missing.length === 0 && outdated.length === 0;
}
