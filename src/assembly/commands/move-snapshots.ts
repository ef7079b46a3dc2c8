import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createCheckState } from '../../control/world/check-state.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { parseSnapshotFile, toLabel, writeSnapshotFile } from '../../store/snapshots/folder-snapshot-store.ts';
import type { SavedSnapshot, SnapshotLabel } from '../../store/port/snapshot-store.ts';
import { StoreError } from '../../store/port/store-error.ts';
import type { CollectionSpec } from '../../store/port/store.ts';
import { DATA_FILE } from '../world/check-state.ts';
import { loadContract, type LoadedContract } from '../load/load-contract.ts';
import { openWorld, type OpenedWorld } from '../world/open-world.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/** The data folder that a snapshot is taken of or put in, and its file. */
export interface SnapshotFileOptions {
  readonly data: string;
  readonly file: string;
  readonly spec?: string | undefined;
  readonly fixtures?: string | undefined;
  readonly allowRefs?: readonly string[];
}

/** Writes the state of a data folder that nobody serves to a file. Throws a BootError where that cannot be. */
export async function exportSnapshot(place: SnapshotFileOptions): Promise<SnapshotLabel> {
  if (!existsSync(join(place.data, DATA_FILE)))
    throw toFault(place.data, 'It holds no state.', 'Give the --data folder of a simulator that has run.');
  return withWorld(place, async ({ world }, { contract }) => {
    const checkpoint = world.store.checkpoint();
    const named = { name: 'export', contract: contract.hash, time: toTimestamp(world.clock.now()) };
    const label = toLabel(named, checkpoint.snapshot());
    await writeSnapshotFile(place.file, { label, checkpoint }).catch((error: unknown) => refuse(place.file, error));
    return label;
  });
}

/**
 * Puts the state of a snapshot's file in the place of what a data folder holds. Throws a BootError where it is none, or
 * does not fit the contract.
 */
export async function importSnapshot(place: SnapshotFileOptions): Promise<SnapshotLabel> {
  const text = await readFile(place.file, 'utf8').catch((error: unknown) => refuse(place.file, error));
  return withWorld(place, async ({ world, collections }, loaded) => {
    const { label, checkpoint } = parse(text, place.file, collections);
    const trial = world.store.fork();
    await trial.restore(checkpoint.snapshot());
    const faults = createCheckState(loaded)(trial);
    if (faults.length > 0)
      throw new BootError(faults.map((fault) => ({ ...fault, file: place.file, pointer: `/state${fault.pointer}` })));
    await world.store.rewind(trial.checkpoint());
    return label;
  });
}

async function withWorld<Result>(
  { data, spec, allowRefs = [], fixtures }: SnapshotFileOptions,
  work: (opened: OpenedWorld, loaded: LoadedContract) => Promise<Result>,
): Promise<Result> {
  const loaded = await loadContract(spec, { allowRefs });
  const own = fixtures ?? (spec === undefined ? packagedFiles.fixtures() : undefined);
  const opened = await openWorld({ ...loaded, data, seed: null, fixtures: own });
  try {
    return await work(opened, loaded);
  } finally {
    await opened.world.store.close();
  }
}

function parse(text: string, file: string, collections: readonly CollectionSpec[]): SavedSnapshot {
  try {
    return parseSnapshotFile(text, collections);
  } catch (error) {
    return refuse(file, error);
  }
}

/** What the file system, or the file, says; anything else is a bug. */
function refuse(file: string, error: unknown): never {
  const isExpected = error instanceof StoreError || (error instanceof Error && 'syscall' in error);
  throw isExpected ? toFault(file, error.message, 'Name another file.') : error;
}

function toFault(file: string, message: string, remedy: string): BootError {
  return new BootError([{ file, pointer: '', message, remedy }]);
}
