import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { CollectionSpec, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { SCHEDULED_WORK, type ScheduledWork } from './schedule.ts';

/** Scheduled work that could not be done, with the reason: nothing tries it again. Hidden: no contract declares it. */
export const FAILED_WORK: CollectionSpec = { name: 'failed_work', key: 'id', indexes: [] };

/** What a platform does about work of its own that could not be done: whatever waits for it has to end. */
export type HandleFailedWork = (
  transaction: Transaction,
  payload: JsonObject,
  context: { readonly world: World; readonly now: number; readonly message: string },
) => void;

/** Why work was given up, and who has to know. */
export interface FailedWork {
  readonly work: ScheduledWork;
  readonly message: string;
  readonly handle: HandleFailedWork | undefined;
}

/**
 * Marks work as failed, keeps why, and tells whatever waits for it. Does nothing where the work was cancelled
 * meanwhile.
 */
export async function markFailed(world: World, { work, message, handle }: FailedWork): Promise<void> {
  await world.store.transaction((transaction) => {
    if (!transaction.delete(SCHEDULED_WORK.name, work.id)) return;
    handle?.(transaction, work.payload, { world, now: work.due, message });
    const { id, kind, due, owner = null } = work;
    transaction.insert(FAILED_WORK.name, { id, kind, due, owner, message, failed_at: toTimestamp(world.clock.now()) });
    // The oldest first: what fails again and again must not fill the state.
    for (const { id: oldest } of transaction.all(FAILED_WORK.name).slice(0, -MAX_FAILED_WORK))
      transaction.delete(FAILED_WORK.name, Number(oldest));
  });
}

const MAX_FAILED_WORK = 100;
