import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
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
  // The same for all processes that share the world, whenever each was started.
  const shared = await world.store.log.findResetPoint();
  await world.store.rewind(shared ?? worlds.resetPoint(world));
  await faults.of(world).clear();
}

/** Waits for running work, which would otherwise write into the new state. Starts no other work. */
export function drain(world: World, dueWork: DueWorkRunner): Promise<void> {
  return dueWork.run(world, Number.NEGATIVE_INFINITY);
}
