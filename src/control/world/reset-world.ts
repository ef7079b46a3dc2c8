import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { RateLimit } from '../../pipeline/request/rate-limit.ts';
import type { Checkpoint } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/** Dependencies of a reset. */
export interface ResetDeps {
  readonly worlds: Worlds;
  readonly dueWork: DueWorkRunner;
  readonly faults: FaultBook;
  readonly rateLimit: RateLimit | undefined;
}

/**
 * Restores the initial state of a world, its time and scheduled work included, removes its fault rules, and forgets how
 * many requests its callers have sent.
 */
export async function resetWorld(world: World, { worlds, dueWork, faults, rateLimit }: ResetDeps): Promise<void> {
  await drain(world, dueWork);
  await world.store.rewind(await findInitialState(world, { worlds }));
  await faults.of(world).clear();
  rateLimit?.forget(world);
}

/** Returns the state that a reset restores: the same for all processes that share the world. */
export async function findInitialState(world: World, { worlds }: Pick<ResetDeps, 'worlds'>): Promise<Checkpoint> {
  return (await world.store.log.findResetPoint()) ?? worlds.resetPoint(world);
}

/** Waits for running work, which would otherwise write into the new state. Starts no other work. */
export function drain(world: World, dueWork: DueWorkRunner): Promise<void> {
  return dueWork.run(world, Number.NEGATIVE_INFINITY);
}
