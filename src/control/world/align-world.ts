import { alignSchedule, isScheduleAligned } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { World } from '../../store/port/world.ts';

/**
 * Schedules the work that the records of a world call for, if its state lacks it: one that was written by an earlier
 * version, or that has copies of records. Writes nothing to any other state.
 */
export async function alignWorld(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  platform: Platform | undefined,
): Promise<void> {
  if (isScheduleAligned(store, platform, clock.now())) return;
  await store.transaction((transaction) => alignSchedule(transaction, platform, clock.now()));
}
