import { advanceClock, freezeClock, readClockSetting, resumeClock } from '../../behaviour/time/clock-control.ts';
import { FAILED_WORK } from '../../behaviour/time/failed-work.ts';
import { findNextWork, SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import { toTimestamp, withinTimestamps } from '../../kernel/time/clock.ts';
import type { World } from '../../store/port/world.ts';

/** How the time of a world stands. */
export interface ClockInfo {
  /** ISO 8601, in whole seconds. */
  readonly now: string;
  /** The same in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now_ms: number;
  readonly frozen: boolean;
  /**
   * Time passes by itself: it is the machine's, and not frozen. With a seed it moves a second with each change of the
   * state.
   */
  readonly flows: boolean;
  /** What has been added to it, in milliseconds. */
  readonly offset_ms: number;
  /** Work that waits for its time, and when the next is due. */
  readonly scheduled: number;
  readonly next_due: string | null;
  /** Work that could not be done and is not tried again. */
  readonly failed_work: readonly FailedWorkInfo[];
}

/** Why a piece of scheduled work could not be done. */
export interface FailedWorkInfo {
  readonly kind: string;
  /** What it belonged to. */
  readonly owner: string | null;
  readonly message: string;
  /** ISO 8601, by the world's clock. */
  readonly failed_at: string;
}

/** Looks at the time of a world. */
export function lookAtClock({ store, clock }: World): ClockInfo {
  const { offset, frozenAt } = readClockSetting(store);
  const next = findNextWork(store);
  const now = clock.now();
  return {
    now: toTimestamp(now),
    now_ms: now,
    frozen: frozenAt !== undefined,
    flows: clock.flows,
    offset_ms: offset,
    scheduled: store.all(SCHEDULED_WORK.name).length,
    next_due: next === undefined || withinTimestamps(next.due) !== next.due ? null : toTimestamp(next.due),
    failed_work: store.all(FAILED_WORK.name).map(({ kind, owner, message, failed_at: at }) => ({
      kind: String(kind),
      owner: typeof owner === 'string' ? owner : null,
      message: String(message),
      failed_at: String(at),
    })),
  };
}

/** Stops the time of a world, where it is or at a given one. Resolves when all that is due then is done. */
export async function freeze(world: World, at: number | undefined, settle: RunDueWork): Promise<void> {
  await world.store.transaction((transaction) => freezeClock(transaction, at ?? world.clock.now()));
  await settle.run(world);
}

/** Moves the time of a world forward by milliseconds. Resolves when all that has fallen due is done, in its order. */
export async function advance(world: World, milliseconds: number, settle: RunDueWork): Promise<void> {
  await world.store.transaction((transaction) => advanceClock(transaction, milliseconds));
  await settle.run(world);
}

/** Lets the time of a world go on from where it stands. */
export async function resume(world: World): Promise<void> {
  await world.store.transaction((transaction) => resumeClock(transaction, world.clock));
}
