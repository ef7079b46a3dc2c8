import type { Platform } from '../../behaviour/platform.ts';
import { alignAll, isAligned } from '../../behaviour/time/recurring-work.ts';
import type { World } from '../../store/port/world.ts';

/**
 * Schedules the recurring work that the records of a world call for, if a state that was written by an earlier version
 * lacks it. Writes nothing to any other state.
 */
export async function alignWorld({ store, clock }: World, platform: Platform | undefined): Promise<void> {
  const works = platform?.recurringWork;
  if (works === undefined || isAligned(store, works, clock.now())) return;
  await store.transaction((transaction) => alignAll(transaction, works, clock.now()));
}
