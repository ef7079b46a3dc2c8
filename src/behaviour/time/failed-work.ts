import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { CollectionSpec, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { isSameWork, SCHEDULED_WORK, type ScheduledWork } from './schedule.ts';

/** The collection of failed work, with the reason. It is not tried again. Hidden: no contract declares it. */
export const FAILED_WORK: CollectionSpec = { name: 'failed_work', key: 'id', indexes: [] };

/** Handles a platform's failed work: ends whatever waits for it. */
export type HandleFailedWork = (
  transaction: Transaction,
  payload: JsonObject,
  context: { readonly world: World; readonly now: number; readonly message: string },
) => void;

/** Work that failed, why, and the platform's handler for it. */
export interface FailedWork {
  readonly work: ScheduledWork;
  readonly message: string;
  readonly handle: HandleFailedWork | undefined;
}

/**
 * Marks work as failed, stores the reason and calls the handler, in one transaction. Does nothing if the work was
 * cancelled meanwhile.
 */
export async function markFailed(world: World, { work, message, handle }: FailedWork): Promise<void> {
  await world.store.transaction((transaction) => {
    if (!isSameWork(work, transaction.get(SCHEDULED_WORK.name, work.id))) return;
    transaction.delete(SCHEDULED_WORK.name, work.id);
    handle?.(transaction, work.payload, { world, now: work.due, message });
    const { id, kind, due, owner = null } = work;
    transaction.insert(FAILED_WORK.name, { id, kind, due, owner, message, failed_at: toTimestamp(world.clock.now()) });
    // Deletes the oldest: repeated failures must not fill the state.
    for (const { id: oldest } of transaction.all(FAILED_WORK.name).slice(0, -MAX_FAILED_WORK))
      transaction.delete(FAILED_WORK.name, Number(oldest));
  });
}

const MAX_FAILED_WORK = 100;
