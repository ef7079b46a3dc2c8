import { createControlledClock } from '../../behaviour/time/clock-control.ts';
import type { Fixtures } from '../../document/load-fixtures.ts';
import { createLogicalClock, createSystemClock, parseTimestamp } from '../../kernel/time/clock.ts';
import { createIds } from '../../kernel/random/ids.ts';
import { createPace, type Pace, type Speed } from '../../kernel/time/pace.ts';
import { createSeededRandom, createSystemRandom } from '../../kernel/random/random.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import type { Checkpoint, CollectionSpec, Store } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { openState, type StateOptions } from './open-state.ts';

/** What a world is made from. */
export interface WorldOptions extends StateOptions {
  /** How fast what takes time goes; by default as in life, and at once where a seed lets time stand still. */
  readonly speed?: Speed | undefined;
  /** Instead of a speed: one that may change. */
  readonly pace?: Pace;
}

/** A world and how many records it began with. */
export interface OpenedWorld {
  readonly world: World;
  readonly records: number;
  /** A sandbox: begins with what the world holds now, and goes on with a time, keys and randomness of its own. */
  readonly fork: (name: string) => World;
  /** What a reset goes back to: the demo world, whatever the data folder held. Worked out when it is asked for. */
  readonly createResetPoint: () => Checkpoint;
  /** All that its store keeps. */
  readonly collections: readonly CollectionSpec[];
}

/**
 * Opens the baseline world: what the data folder holds, else the demo world. Throws a BootError that lists what breaks
 * the contract.
 */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const { store, fixtures, ...rest } = await openState(options);
  const create = prepareWorld(fixtures, options);
  return { ...rest, world: create(BASELINE, store), fork: (name) => create(name, store.fork()) };
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

/** Where logical time starts when no demo world says: 2025-01-01T00:00:00Z. */
export const DEFAULT_NOW = 1_735_689_600_000;
