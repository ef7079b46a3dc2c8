import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import type { SavedSnapshot, SnapshotLabel } from '../../store/port/snapshot-store.ts';
import { StoreError } from '../../store/port/store-error.ts';
import type { StoreSnapshot } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { CheckState } from './check-state.ts';
import { drain } from './reset-world.ts';
import type { SnapshotStores } from './snapshot-stores.ts';

/** What saving and restoring snapshots needs. */
export interface SnapshotDeps {
  readonly snapshotStores: SnapshotStores;
  readonly runDueWork: RunDueWork;
  readonly checkState: CheckState;
  readonly contract: { readonly hash: string };
}

/**
 * Keeps the state of a world under a name. Throws a Problem where the name is taken, unless it may be replaced, or
 * where there are too many.
 */
export async function saveSnapshot(
  world: World,
  { name, replace = false }: { readonly name: string; readonly replace?: boolean },
  { snapshotStores: shelves, contract }: SnapshotDeps,
): Promise<SnapshotLabel> {
  const shelf = shelves.of(world);
  const labels = await shelf.list();
  const isTaken = labels.some((label) => label.name === name);
  if (isTaken && !replace)
    throw toConflict(`There is a snapshot ${JSON.stringify(name)}. Delete it, or send "replace": true.`);
  if (!isTaken && labels.length >= MAX_SNAPSHOTS)
    throw toConflict(`There are ${MAX_SNAPSHOTS} snapshots. Delete one first.`);
  const checkpoint = world.store.checkpoint();
  const named = { name, contract: contract.hash, time: toTimestamp(world.clock.now()) };
  const label = { ...named, position: checkpoint.position, records: countRecords(checkpoint.snapshot()) };
  await shelf.save({ label, checkpoint });
  return label;
}

/**
 * Takes a world back to a snapshot. Throws a Problem where there is none, or where it does not fit the contract; then
 * nothing has changed.
 */
export async function restoreSnapshot(world: World, name: string, means: SnapshotDeps): Promise<SnapshotLabel> {
  const saved = await findSnapshot(world, name, means);
  if (saved === undefined)
    throw new Problem('RECORD_NOT_FOUND', { message: `There is no snapshot ${JSON.stringify(name.slice(0, 100))}.` });
  await refuseMisfit(world, saved, means);
  await drain(world, means.runDueWork);
  await world.store.rewind(saved.checkpoint);
  return saved.label;
}

async function findSnapshot(
  world: World,
  name: string,
  { snapshotStores: shelves }: SnapshotDeps,
): Promise<SavedSnapshot | undefined> {
  try {
    return await shelves.find(world, name);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'UNREADABLE') throw error;
    throw toConflict(error.message);
  }
}

/** What was written under this contract fits it. Of another, its records are looked at one by one. */
async function refuseMisfit(
  world: World,
  { label, checkpoint }: SavedSnapshot,
  { contract, checkState }: SnapshotDeps,
): Promise<void> {
  if (label.contract === contract.hash) return;
  const trial = world.store.fork();
  await trial.restore(checkpoint.snapshot());
  const faults = checkState(trial);
  if (faults.length === 0) return;
  throw toConflict(
    `The snapshot ${JSON.stringify(label.name)} was written under another contract, and does not fit this one. Nothing was changed.`,
    faults.slice(0, 100),
  );
}

function toConflict(message: string, faults: readonly StateFault[] = []): Problem {
  return new Problem('STATE_CONFLICT', { message, faults });
}

function countRecords({ collections }: StoreSnapshot): number {
  return Object.values(collections).reduce((sum, records) => sum + records.length, 0);
}

const MAX_SNAPSHOTS = 100;
