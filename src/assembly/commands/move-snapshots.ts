import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotFileOptions } from '../../config/simulator-config.ts';
import { createCheckState } from '../../control/world/check-state.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { parseSnapshotFile, toLabel, writeSnapshotFile } from '../../store/snapshots/folder-snapshot-store.ts';
import type { SavedSnapshot, SnapshotLabel } from '../../store/port/snapshot-store.ts';
import { StoreError } from '../../store/port/store-error.ts';
import { findBlobReferences, type Blobs } from '../../store/port/blobs.ts';
import type { BlobContents } from '../../store/snapshots/snapshot-blobs.ts';
import type { CollectionSpec, StoreSnapshot } from '../../store/port/store.ts';
import { DATA_FILE } from '../world/check-state.ts';
import { loadContract, type LoadedContract } from '../load/load-contract.ts';
import { openWorld, type OpenedWorld } from '../world/open-world.ts';
import { packagedFiles } from '../load/packaged-files.ts';

/**
 * Writes the state of a data folder to a file, with the blobs that it refers to. Throws a BootError if the folder is in
 * use or holds no state, or if a blob is missing or damaged.
 */
export async function exportSnapshot(options: SnapshotFileOptions): Promise<SnapshotLabel> {
  if (!existsSync(join(options.data, DATA_FILE)))
    throw toFault(options.data, 'It holds no state.', 'Pass the --data folder of a simulator that has run.');
  return withWorld(options, async ({ world, blobs: stored }, { contract }) => {
    const checkpoint = world.store.checkpoint();
    const named = { name: 'export', contract: contract.hash, time: toTimestamp(world.clock.now()) };
    const label = toLabel(named, checkpoint.snapshot());
    const blobs = await readBlobs(checkpoint.snapshot(), stored, options.data);
    await writeSnapshotFile(options.file, { label, checkpoint, blobs }).catch((error: unknown) =>
      rethrow(options.file, error),
    );
    return label;
  });
}

/**
 * Replaces the state of a data folder by that of a snapshot file, and stores the file's blobs. Throws a BootError if
 * the file is not a snapshot, if its state breaks the contract, or if a blob that it refers to is missing.
 */
export async function importSnapshot(options: SnapshotFileOptions): Promise<SnapshotLabel> {
  const step = createSteps(options);
  const text = await readFile(options.file, 'utf8').catch((error: unknown) => rethrow(options.file, error));
  return withWorld(options, async ({ world, collections, blobs: stored }, loaded) => {
    step();
    const { label, checkpoint, blobs = new Map<string, Uint8Array>() } = parse(text, options.file, collections);
    step();
    const trial = world.store.fork();
    await trial.restore(checkpoint.snapshot());
    step();
    const faults = await createCheckState(loaded)(trial);
    if (faults.length > 0)
      throw new BootError(faults.map((fault) => ({ ...fault, file: options.file, pointer: `/state${fault.pointer}` })));
    step();
    await rejectMissingBlobs(checkpoint.snapshot(), { blobs, stored, file: options.file });
    step();
    for (const bytes of blobs.values()) await stored.put(bytes).catch((error: unknown) => rethrow(options.data, error));
    await world.store.rewind(trial.checkpoint());
    return label;
  });
}

/** Returns a function that reports the next step of an import as done. */
function createSteps({ onProgress }: SnapshotFileOptions): () => void {
  let done = 0;
  return () => onProgress?.((done += 1), IMPORT_STEPS);
}

async function readBlobs(snapshot: StoreSnapshot, stored: Blobs, data: string): Promise<BlobContents> {
  const contents = new Map<string, Uint8Array>();
  for (const reference of findBlobReferences(snapshot)) {
    const bytes = await stored.read(reference).catch((error: unknown) => rethrow(data, error));
    if (bytes === undefined)
      throw toFault(
        data,
        `The blob ${reference} is missing.`,
        'Restore its file from a backup, or delete its records.',
      );
    contents.set(reference, bytes);
  }
  return contents;
}

/** A blob may be in the file, or in the data folder already. */
async function rejectMissingBlobs(
  snapshot: StoreSnapshot,
  { blobs, stored, file }: { readonly blobs: BlobContents; readonly stored: Blobs; readonly file: string },
): Promise<void> {
  for (const reference of findBlobReferences(snapshot))
    if (!blobs.has(reference) && !(await stored.has(reference)))
      throw toFault(file, `It refers to the blob ${reference}, and does not have it.`, 'Export the snapshot again.');
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
    return rethrow(file, error);
  }
}

/** Throws a BootError for errors of the file system or the file's content. Rethrows any other error, which is a bug. */
function rethrow(file: string, error: unknown): never {
  const isExpected = error instanceof StoreError || (error instanceof Error && 'syscall' in error);
  throw isExpected ? toFault(file, error.message, 'Pass another file.') : error;
}

function toFault(file: string, message: string, remedy: string): BootError {
  return new BootError([{ file, pointer: '', message, remedy }]);
}

/** Opening the folder, reading the file, restoring, checking, looking for blobs, storing. */
const IMPORT_STEPS = 6;
