import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/worlds.ts';

/** Dependencies of a reset. */
export interface ResetDeps {
  readonly worlds: Worlds;
  readonly runDueWork: RunDueWork;
  readonly faults: FaultBook<World>;
}

/** Restores the initial state of a world, its time and scheduled work included, and removes its fault rules. */
export async function resetWorld(world: World, { worlds, runDueWork, faults }: ResetDeps): Promise<void> {
  await drain(world, runDueWork);
  await world.store.rewind(worlds.resetPoint(world));
  faults.find(world)?.clear();
}

/** Waits for running work, which would otherwise write into the new state. Starts no other work. */
export function drain(world: World, runDueWork: RunDueWork): Promise<void> {
  return runDueWork.run(world, Number.NEGATIVE_INFINITY);
}
