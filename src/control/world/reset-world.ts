import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { Checkpoint } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/** Dependencies of a reset. */
export interface ResetDeps {
  readonly worlds: Worlds;
  readonly dueWork: DueWorkRunner;
  readonly faults: FaultBook;
}

/** Restores the initial state of a world, its time and scheduled work included, and removes its fault rules. */
export async function resetWorld(world: World, { worlds, dueWork, faults }: ResetDeps): Promise<void> {
  await drain(world, dueWork);
  await world.store.rewind(await findInitialState(world, { worlds }));
  await faults.of(world).clear();
}

/** Returns the state that a reset restores: the same for all processes that share the world. */
export async function findInitialState(world: World, { worlds }: Pick<ResetDeps, 'worlds'>): Promise<Checkpoint> {
  return (await world.store.log.findResetPoint()) ?? worlds.resetPoint(world);
}

/** Waits for running work, which would otherwise write into the new state. Starts no other work. */
export function drain(world: World, dueWork: DueWorkRunner): Promise<void> {
  return dueWork.run(world, Number.NEGATIVE_INFINITY);
}
