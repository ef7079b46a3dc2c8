import { join } from 'node:path';
import { ignoreWriteFailure } from '../../behaviour/due-work-runner.ts';
import { createControlledClock } from '../../behaviour/time/clock-control.ts';
import { alignWorld } from '../../control/world/align-world.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { createLogicalClock, createSystemClock, parseTimestamp } from '../../kernel/time/clock.ts';
import { createIds } from '../../kernel/random/ids.ts';
import { createPace, type Pace, type Speed } from '../../kernel/time/pace.ts';
import { createSeededRandom, createSystemRandom } from '../../kernel/random/random.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { createFolderBlobs } from '../../store/blobs/folder-blobs.ts';
import { createMemoryBlobs } from '../../store/blobs/memory-blobs.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { Checkpoint, CollectionSpec, Store } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { DEFAULT_NOW } from './first-state.ts';
import { openState, type StateOptions } from './open-state.ts';

/** Options for `openWorld`. */
export interface WorldOptions extends StateOptions {
  /** The speed-up factor for runs and executions. Defaults to 1, or to `instant` with a seed. */
  readonly speed?: Speed | undefined;
  /** A speed that may change later. Takes precedence over `speed`. */
  readonly pace?: Pace;
  /** Where blobs are stored. Defaults to the data folder, else to memory. */
  readonly blobs?: Blobs | undefined;
}

/** An opened world, and what sandboxes and resets need. */
export interface OpenedWorld {
  readonly world: World;
  /** How many records the world started with. */
  readonly records: number;
  /**
   * Forks a sandbox from the current state of a world, by default this one, with its own clock, keys and randomness.
   */
  readonly fork: (name: string, source?: World) => World;
  /** Creates a world over a store, with its own clock, keys and randomness. */
  readonly createWorld: (name: string, store: Store) => World;
  /** Derives the state that a reset restores: the demo world, independent of the data folder. */
  readonly createResetPoint: () => Checkpoint;
  /** The time that the demo world was written for; undefined if it does not say. */
  readonly writtenFor: string | undefined;
  /** The bytes that its records refer to: in the data folder, or in memory. */
  readonly blobs: Blobs;
  /** Every collection that its store holds. */
  readonly collections: readonly CollectionSpec[];
}

/**
 * Opens the baseline world with the state of the data folder, else of the demo world. Throws a BootError that lists
 * every violation of the contract.
 */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const { store, fixtures, checkOwnership, ...rest } = await openState(options);
  const create = prepareWorld(fixtures, options);
  const { data } = options;
  const createOwn = (): Blobs =>
    data === undefined ? createMemoryBlobs() : createFolderBlobs({ folder: join(data, BLOB_FOLDER), checkOwnership });
  const blobs = options.blobs ?? createOwn();
  const world = create(BASELINE, store);
  await alignWorld(world, options.platform).catch(ignoreWriteFailure);
  return {
    ...rest,
    writtenFor: fixtures.now,
    blobs,
    world,
    fork: (name, source = world) => create(name, source.store.fork()),
    createWorld: create,
  };
}

function prepareWorld(
  fixtures: Fixtures,
  { seed, speed = seed === null ? 1 : 'instant', pace = createPace(speed) }: WorldOptions,
): (name: string, store: Store) => World {
  const start = parseTimestamp(fixtures.now ?? '') ?? DEFAULT_NOW;
  return (name, store) => {
    const random = seed === null ? createSystemRandom() : createSeededRandom(`${seed}/${name}`);
    const base = seed === null ? createSystemClock() : createLogicalClock(start, () => store.position);
    return { name, store, clock: createControlledClock(base, store), random, ids: createIds(random), pace };
  };
}

/** The folder of blobs in a data folder. */
export const BLOB_FOLDER = 'blobs';
