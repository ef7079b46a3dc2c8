import type { Settle } from '../../behaviour/run-due-work.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/worlds.ts';

/** What a reset needs. */
export interface ResetMeans {
  readonly worlds: Worlds;
  readonly settle: Settle;
  readonly faults: FaultBook<World>;
}

/** Takes a world back to the state that it began with, its time and its scheduled work included, and takes back the faults that were ordered. */
export async function resetWorld(world: World, { worlds, settle, faults }: ResetMeans): Promise<void> {
  await comeToRest(world, settle);
  await world.store.rewind(worlds.beginningOf(world));
  faults.find(world)?.clear();
}

/** Work that runs at present would write into a state that it has nothing to do with. Nothing new is begun. */
export function comeToRest(world: World, settle: Settle): Promise<void> {
  return settle.run(world, Number.NEGATIVE_INFINITY);
}
