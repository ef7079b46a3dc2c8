import type { Platform } from '../../behaviour/platform.ts';
import { advanceClock, freezeClock, readClockSetting, resumeClock } from '../../behaviour/time/clock-control.ts';
import { FAILED_WORK } from '../../behaviour/time/failed-work.ts';
import { planAgain, planAhead } from '../../behaviour/time/recurring-work.ts';
import { findNextWork, SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import { toTimestamp, withinTimestamps } from '../../kernel/time/clock.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { CamelCased } from '../wire/wire-names.ts';
import type { components } from '../wire/control.generated.ts';
import { createWorkTally } from './tally-work.ts';

/** The state of a world's clock. */
export type ClockInfo = CamelCased<components['schemas']['Clock']>;

/** The state of a world's clock after a move, and the work that ran. */
export type MovedClockInfo = CamelCased<components['schemas']['MovedClock']>;

/** Returns the state of a world's clock. */
export function readClock({ store, clock }: World): ClockInfo {
  const { offset, frozenAt } = readClockSetting(store);
  const next = findNextWork(store);
  const now = clock.now();
  return {
    now: toTimestamp(now),
    nowMs: now,
    frozen: frozenAt !== undefined,
    flows: clock.flows,
    offsetMs: offset,
    scheduled: store.all(SCHEDULED_WORK.name).length,
    nextDue: next === undefined || withinTimestamps(next.due) !== next.due ? null : toTimestamp(next.due),
    failedWork: store.all(FAILED_WORK.name).map(({ kind, owner, message, failed_at: at }) => ({
      kind: String(kind),
      owner: typeof owner === 'string' ? owner : null,
      message: String(message),
      failedAt: String(at),
    })),
  };
}

/** Dependencies of setting a clock. */
export interface ClockDeps {
  readonly dueWork: DueWorkRunner;
  readonly platform: Platform | undefined;
}

/**
 * Stops a world's clock, at its current time by default. A clock that is set back plans recurring work anew. Resolves
 * when all due work is done.
 */
export async function freeze(world: World, at: number | undefined, deps: ClockDeps): Promise<MovedClockInfo> {
  const { platform } = deps;
  const works = platform?.recurringWork;
  const isBack = at !== undefined && at < world.clock.now();
  const planned = isBack && works !== undefined ? await planAhead(world.store, works, at) : works;
  return move(world, deps, (transaction) => {
    const now = world.clock.now();
    freezeClock(transaction, at ?? now);
    if (at !== undefined && at < now && planned !== undefined) planAgain(transaction, planned, at);
  });
}

/** Moves a world's clock forward by milliseconds. Resolves when all due work is done, in the order of its times. */
export function advance(world: World, milliseconds: number, deps: ClockDeps): Promise<MovedClockInfo> {
  return move(world, deps, (transaction) => advanceClock(transaction, milliseconds));
}

/** Lets a world's time pass again, from the current time. */
export async function resume(world: World): Promise<ClockInfo> {
  await world.store.transaction((transaction) => resumeClock(transaction, world.clock));
  return readClock(world);
}

/** Moves a clock and runs what is due then. A request that comes meanwhile may run some of it, which counts too. */
async function move(
  world: World,
  { dueWork, platform }: ClockDeps,
  write: (transaction: Transaction) => void,
): Promise<MovedClockInfo> {
  const tally = createWorkTally(platform ?? {});
  const stop = dueWork.watch(world, tally.add);
  try {
    await world.store.transaction(write);
    await dueWork.run(world);
  } finally {
    stop();
  }
  return { ...readClock(world), ranWork: tally.list(world.store) };
}
