import { isSettableTime, parseTimestamp, toDate } from '../kernel/time/clock.ts';
import { parseDuration } from '../kernel/time/duration.ts';
import type { StoreSnapshot } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { ControlCallDeps } from './context/control.ts';
import { restoreSnapshot, saveSnapshot } from './world/save-snapshots.ts';
import { advance, freeze, readClock, resume, type ClockInfo } from './world/move-clock.ts';
import { resetWorld } from './world/reset-world.ts';

/** What a test can do with a world, without a request. */
export interface WorldControls {
  /** Goes back to the state that it began with: records, sign-ins, time, scheduled work; takes back its faults. */
  reset(): Promise<void>;
  /** Keeps the state; gives the name that it is kept under, one that is free where none is given. */
  snapshot(name?: string): Promise<string>;
  /** Goes back to a snapshot: of its own, or of the baseline. */
  restore(name: string): Promise<void>;
  readonly clock: ClockControls;
  /** The records as they are stored, by collection. */
  state(): StoreSnapshot;
}

/** The time of a world. */
export interface ClockControls {
  now(): Date;
  /** Stops it, at the given time or where it is. */
  freeze(at?: Date | string | number): Promise<ClockInfo>;
  /** Moves it forward by milliseconds or an ISO 8601 duration (`PT1H`). Resolves when all that falls due is done. */
  advance(by: number | string): Promise<ClockInfo>;
  /** Lets it go on from where it stands. */
  resume(): Promise<ClockInfo>;
}

/** The controls of a world that is looked up at each use, and the tools with it. */
export function createWorldControls(findWorld: () => World, findTools: () => ControlCallDeps): WorldControls {
  return {
    reset: () => resetWorld(findWorld(), findTools()),
    snapshot: async (name) => {
      const [world, tools] = [findWorld(), findTools()];
      const free = name ?? (await findFreeName(world, tools));
      await saveSnapshot(world, { name: free, replace: name !== undefined }, tools);
      return free;
    },
    restore: async (name) => void (await restoreSnapshot(findWorld(), name, findTools())),
    clock: createClockControls(findWorld, findTools),
    state: () => findWorld().store.snapshot(),
  };
}

function createClockControls(findWorld: () => World, findTools: () => ControlCallDeps): ClockControls {
  return {
    now: () => toDate(findWorld().clock.now()),
    freeze: async (at) => {
      const world = findWorld();
      return lookAfter(world, freeze(world, at === undefined ? undefined : toTime(at), findTools().runDueWork));
    },
    advance: async (by) => {
      const world = findWorld();
      return lookAfter(world, advance(world, toLength(by, world), findTools().runDueWork));
    },
    resume: () => {
      const world = findWorld();
      return lookAfter(world, resume(world));
    },
  };
}

async function lookAfter(world: World, moved: Promise<void>): Promise<ClockInfo> {
  await moved;
  return readClock(world);
}

async function findFreeName(world: World, { snapshotStores: shelves }: ControlCallDeps): Promise<string> {
  const taken = new Set((await shelves.of(world).list()).map(({ name }) => name));
  let number = 1;
  while (taken.has(`snapshot-${number}`)) number += 1;
  return `snapshot-${number}`;
}

function toTime(at: Date | string | number): number {
  const time = typeof at === 'string' ? parseTimestamp(at) : Number(at);
  if (time === undefined || !isSettableTime(time))
    throw new RangeError(`Failed to freeze the clock: ${String(at)} is not a time of the years 1970 to 9899.`);
  return time;
}

function toLength(by: number | string, { clock }: World): number {
  const length = typeof by === 'string' ? parseDuration(by) : by;
  if (length !== undefined && length >= 0 && isSettableTime(clock.now() + length)) return Math.round(length);
  throw new RangeError(
    `Failed to advance the clock: ${String(by)} is neither milliseconds nor a duration such as PT1H.`,
  );
}
