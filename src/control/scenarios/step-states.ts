import type { SavedSnapshot, SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';
import { readSnapshot, takeSnapshot, type SnapshotDeps } from '../world/save-snapshots.ts';

/** Dependencies of saving the states of steps. */
export type StepDeps = Pick<SnapshotDeps, 'snapshotStores' | 'contract'>;

/** Saves the state in which a world leaves a step of its scenario, so that it can go back there. */
export function saveStep(world: World, step: number, { snapshotStores, contract }: StepDeps): Promise<void> {
  return snapshotStores.stepsOf(world).save(takeSnapshot(world, String(step), contract));
}

/**
 * Returns the state in which a world left a step; undefined when it was saved under another contract, or by no one: an
 * earlier version saved none. Throws a Problem when it cannot be read.
 */
export async function findStep(
  world: World,
  step: number,
  { snapshotStores, contract }: StepDeps,
): Promise<SavedSnapshot | undefined> {
  const saved = await readSnapshot(snapshotStores.stepsOf(world).find(String(step)));
  return saved?.label.contract === contract.hash ? saved : undefined;
}

/** Removes the states of all steps: another story begins. */
export async function forgetSteps(world: World, { snapshotStores }: StepDeps): Promise<void> {
  const steps: SnapshotStore = snapshotStores.stepsOf(world);
  for (const { name } of await steps.list()) await steps.remove(name);
}
