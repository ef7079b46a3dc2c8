import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/worlds.ts';

/** What a reset needs. */
export interface ResetDeps {
  readonly worlds: Worlds;
  readonly runDueWork: RunDueWork;
  readonly faults: FaultBook<World>;
}

/**
 * Takes a world back to the state that it began with, its time and its scheduled work included, and takes back the
 * faults that were ordered.
 */
export async function resetWorld(world: World, { worlds, runDueWork: settle, faults }: ResetDeps): Promise<void> {
  await drain(world, settle);
  await world.store.rewind(worlds.resetPoint(world));
  faults.find(world)?.clear();
}

/** Work that runs at present would write into a state that it has nothing to do with. Nothing new is begun. */
export function drain(world: World, settle: RunDueWork): Promise<void> {
  return settle.run(world, Number.NEGATIVE_INFINITY);
}
