import type { Platform } from '../../behaviour/platform.ts';
import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import type { SavedSnapshot, SnapshotLabel } from '../../store/port/snapshot-store.ts';
import { StoreError } from '../../store/port/store-error.ts';
import type { CheckedFor } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { alignWorld } from './align-world.ts';
import type { CheckState } from './check-state.ts';
import { countRecords } from './count-records.ts';
import { rejectOtherContract } from './reject-faults.ts';
import { drain } from './reset-world.ts';
import type { SnapshotStores } from './snapshot-stores.ts';

/** Dependencies of saving and restoring snapshots. */
export interface SnapshotDeps {
  readonly platform: Platform | undefined;
  readonly snapshotStores: SnapshotStores;
  readonly dueWork: DueWorkRunner;
  readonly checkState: CheckState;
  readonly contract: { readonly hash: string };
}

/**
 * Saves the state of a world under a name. Throws a Problem when the name is taken and `replace` is not set, or when
 * the world has too many snapshots.
 */
export async function saveSnapshot(
  world: World,
  { name, replace = false }: { readonly name: string; readonly replace?: boolean },
  { snapshotStores, contract }: SnapshotDeps,
): Promise<SnapshotLabel> {
  const store = snapshotStores.of(world);
  const labels = await store.list();
  const isTaken = labels.some((label) => label.name === name);
  if (isTaken && !replace)
    throw toConflict(`Failed to save the snapshot: ${JSON.stringify(name)} exists.`, {
      remedy: `Replace it: ${toCommandLine(`snapshot save ${toShellWord(name)} --replace`, world.name)}, or send "replace": true. Or choose another name.`,
    });
  if (!isTaken && labels.length >= MAX_SNAPSHOTS)
    throw toConflict(`Failed to save the snapshot: there are ${MAX_SNAPSHOTS} already.`, {
      remedy: `Delete one first. ${toCommandLine('snapshot list', world.name)} lists them.`,
    });
  const snapshot = takeSnapshot(world, name, contract);
  await store.save(snapshot);
  return snapshot.label;
}

/** Returns the state of a world under a name, without storing it. */
export function takeSnapshot(world: World, name: string, contract: SnapshotDeps['contract']): SavedSnapshot {
  const checkpoint = world.store.checkpoint();
  const named = { name, contract: contract.hash, time: toTimestamp(world.clock.now()) };
  const label = { ...named, position: checkpoint.position, records: countRecords(checkpoint.snapshot()) };
  return { label, checkpoint };
}

/**
 * Restores a snapshot in a world. Throws a Problem when it does not exist or does not fit the contract; nothing has
 * changed then.
 */
export async function restoreSnapshot(world: World, name: string, deps: SnapshotDeps): Promise<SnapshotLabel> {
  const saved = await readSnapshot(deps.snapshotStores.find(world, name));
  if (saved === undefined)
    throw new Problem('RECORD_NOT_FOUND', { message: `There is no snapshot ${JSON.stringify(name.slice(0, 100))}.` });
  await rejectInvalid(world, saved, deps);
  await rejectOtherContract(returnTo(world, saved, { ...deps, checked: { contract: deps.contract.hash } }));
  await alignWorld(world, deps.platform);
  return saved.label;
}

/**
 * Replaces the state of a world by a saved one, which fits the contract. Throws a StoreError when what it was `checked`
 * for does not hold.
 */
export async function returnTo(
  world: World,
  { checkpoint }: Pick<SavedSnapshot, 'checkpoint'>,
  { dueWork, checked }: Pick<SnapshotDeps, 'dueWork'> & { readonly checked?: CheckedFor },
): Promise<void> {
  await drain(world, dueWork);
  await world.store.rewind(checkpoint, checked);
}

/** Waits for a saved snapshot. Throws a Problem when it cannot be read. */
export async function readSnapshot(finding: Promise<SavedSnapshot | undefined>): Promise<SavedSnapshot | undefined> {
  try {
    return await finding;
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'UNREADABLE') throw error;
    throw toConflict(error.message, { remedy: 'Delete the snapshot, and save it again.' });
  }
}

/** A snapshot of this contract is valid. The records of any other snapshot are checked one by one. */
async function rejectInvalid(
  world: World,
  { label, checkpoint }: SavedSnapshot,
  { contract, checkState }: SnapshotDeps,
): Promise<void> {
  if (label.contract === contract.hash) return;
  const trial = world.store.fork();
  await trial.restore(checkpoint.snapshot());
  const faults = await checkState(trial);
  if (faults.length === 0) return;
  throw toConflict(
    `Failed to restore the snapshot ${JSON.stringify(label.name)}: it was written under another contract and does not fit this one. Nothing was changed.`,
    { remedy: 'Save it again under this contract; or load the contract that it was written under.', faults },
  );
}

function toConflict(
  message: string,
  { remedy, faults = [] }: { readonly remedy: string; readonly faults?: readonly StateFault[] },
): Problem {
  return new Problem('STATE_CONFLICT', { message, remedy, faults: faults.slice(0, 100) });
}

const MAX_SNAPSHOTS = 100;
