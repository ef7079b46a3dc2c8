import { alignSchedule, isScheduleAligned } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { World } from '../../store/port/world.ts';

/**
 * Schedules the work that the records of a world call for, if a state that was written by an earlier version lacks it.
 * Writes nothing to any other state.
 */
export async function alignWorld({ store, clock }: World, platform: Platform | undefined): Promise<void> {
  if (isScheduleAligned(store, platform, clock.now())) return;
  await store.transaction((transaction) => alignSchedule(transaction, platform, clock.now()));
}
