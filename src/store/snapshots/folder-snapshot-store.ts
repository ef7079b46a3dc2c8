import { dirname, join } from 'node:path';
import { hasCode } from '../../kernel/system-error.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { checkSnapshot } from '../port/check-snapshot.ts';
import { nodeFiles, type Files } from '../files/files.ts';
import { makeFolder } from '../files/make-folder.ts';
import {
  SNAPSHOT_FILE_FORMAT,
  SNAPSHOT_WITH_BLOBS_FORMAT,
  type SavedSnapshot,
  type SnapshotLabel,
  type SnapshotStore,
} from '../port/snapshot-store.ts';
import { parseBlobTexts, toBlobTexts, type BlobContents } from './snapshot-blobs.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import type { CollectionSpec, StoreSnapshot } from '../port/store.ts';
import { toReason } from '../../kernel/text/to-reason.ts';

/** Options of a folder of snapshots. */
export interface FolderSnapshotStoreOptions {
  /** The folder's path. It is created with the first snapshot. */
  readonly folder: string;
  readonly collections: readonly CollectionSpec[];
  readonly files?: Files;
}

/**
 * Creates a snapshot store with one file per snapshot. Each file is written completely or not at all. File names are
 * derived from a digest of the snapshot's name, which is stored in the file.
 */
export function createFolderSnapshotStore(options: FolderSnapshotStoreOptions): SnapshotStore {
  const { folder, collections, files = nodeFiles } = options;
  const pathOf = (name: string): string => join(folder, `${toFileName(name)}.json`);
  const readAllLabels = createLabelReader(() => readLabels(folder, files, collections));
  return {
    list: async () =>
      [...(await readAllLabels()).values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    find: async (name) => {
      if (!(await readAllLabels()).has(name)) return undefined;
      return readSnapshotFile(pathOf(name), files, collections).catch((error: unknown) =>
        Promise.reject(toReadFailure(error)),
      );
    },
    save: async (snapshot) => {
      const { name } = snapshot.label;
      const labels = await readAllLabels();
      await makeFolder(folder).catch((error: unknown) => Promise.reject(toWriteFailure(error, 'the snapshot')));
      await writeSnapshotFile(pathOf(name), snapshot, files);
      labels.set(name, snapshot.label);
    },
    remove: async (name) => {
      const labels = await readAllLabels();
      if (!labels.has(name)) return false;
      await files
        .remove(pathOf(name))
        .catch((error: unknown) => Promise.reject(toWriteFailure(error, 'the list of snapshots')));
      return labels.delete(name);
    },
  };
}

/**
 * Returns a function that reads the labels once: a single process uses the folder. A failure is not cached, as its
 * cause may be gone the next time.
 */
function createLabelReader(read: () => Promise<Labels>): () => Promise<Labels> {
  let labels: Promise<Labels> | undefined;
  return async () => {
    const reading = (labels ??= read());
    try {
      return await reading;
    } catch (error) {
      if (labels === reading) labels = undefined;
      throw toReadFailure(error);
    }
  };
}

/** Labels by the names of their snapshots. */
type Labels = Map<string, SnapshotLabel>;

/** Writes a snapshot's file, completely or not at all. */
export async function writeSnapshotFile(
  path: string,
  { label, checkpoint, blobs = NO_BLOBS }: SavedSnapshot,
  files: Files = nodeFiles,
): Promise<void> {
  const state = checkpoint.snapshot();
  const content =
    blobs.size === 0
      ? { format: SNAPSHOT_FILE_FORMAT, ...label, state }
      : { format: SNAPSHOT_WITH_BLOBS_FORMAT, ...label, state, blobs: toBlobTexts(blobs) };
  const draft = `${path}.tmp`;
  try {
    const file = await files.open(draft, 'write');
    try {
      await file.write(Buffer.from(`${JSON.stringify(content, null, 1)}\n`));
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(draft, path);
    await files.syncFolder(dirname(path));
  } catch (error) {
    await files.remove(draft).catch(() => {});
    throw toWriteFailure(error, 'the snapshot');
  }
}

/** Parses the text of a snapshot's file. Throws a StoreError (UNREADABLE) with the reason when it is not a snapshot. */
export function parseSnapshotFile(text: string, collections: readonly CollectionSpec[]): SavedSnapshot {
  const content = parse(text);
  const { format, name, contract, time, state = null } = content;
  if (format !== SNAPSHOT_FILE_FORMAT && format !== SNAPSHOT_WITH_BLOBS_FORMAT)
    throw toUnreadable(
      `its format is ${JSON.stringify(format ?? null)}, and this version reads ${SNAPSHOT_FILE_FORMAT} and ${SNAPSHOT_WITH_BLOBS_FORMAT}`,
    );
  const [fault] = checkSnapshot(state, collections);
  if (fault !== undefined) throw toUnreadable(`${fault.message} (at /state${fault.pointer})`);
  const snapshot = state as unknown as StoreSnapshot;
  const label = toLabel({ name: String(name), contract: String(contract), time: String(time) }, snapshot);
  const checkpoint = { position: snapshot.position, snapshot: () => snapshot };
  if (format === SNAPSHOT_FILE_FORMAT) return { label, checkpoint };
  return { label, checkpoint, blobs: parseBlobTexts(content['blobs'] ?? null) };
}

/** Creates the label of a snapshot. */
export function toLabel(
  label: Pick<SnapshotLabel, 'name' | 'contract' | 'time'>,
  { position, collections }: StoreSnapshot,
): SnapshotLabel {
  return { ...label, position, records: Object.values(collections).reduce((sum, records) => sum + records.length, 0) };
}

async function readSnapshotFile(
  path: string,
  files: Files,
  collections: readonly CollectionSpec[],
): Promise<SavedSnapshot> {
  return parseSnapshotFile((await files.read(path)).toString(), collections);
}

/** Reads the labels of all snapshots. Skips files that are not snapshots, but fails when the system cannot read one. */
async function readLabels(folder: string, files: Files, collections: readonly CollectionSpec[]): Promise<Labels> {
  const labels = new Map<string, SnapshotLabel>();
  for (const file of await listFolder(folder, files)) {
    if (!file.endsWith('.json')) continue;
    const saved = await readSnapshotFile(join(folder, file), files, collections).catch(ignoreInvalid);
    if (saved !== undefined) labels.set(saved.label.name, saved.label);
  }
  return labels;
}

function ignoreInvalid(error: unknown): undefined {
  // Ignores an invalid file, a folder, and a file that was removed since the folder was listed.
  const isIgnored =
    (error instanceof StoreError && error.code === 'UNREADABLE') ||
    hasCode(error, 'ENOENT') ||
    hasCode(error, 'EISDIR');
  if (!isIgnored) throw error;
}

function toReadFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  // Node's messages end with the failed call and its path.
  const [reason = ''] = toReason(error).split(',', 1);
  return new StoreError('READ_FAILED', `Failed to read the snapshots: ${reason}.`, { cause: error });
}

async function listFolder(folder: string, files: Files): Promise<readonly string[]> {
  try {
    return await files.list(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/**
 * Converts a name to a file name: a readable part, and a digest that makes it unique on case-insensitive file systems,
 * too.
 */
function toFileName(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH);
  return `${slug}-${sha256(name).slice(0, 16)}`;
}

function parse(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (isJsonObject(value)) return value;
  } catch {
    throw toUnreadable('it is not JSON');
  }
  throw toUnreadable('it is not an object');
}

function toUnreadable(reason: string): StoreError {
  return new StoreError('UNREADABLE', `Failed to read the snapshot: ${reason}.`);
}

const NO_BLOBS: BlobContents = new Map();
const MAX_SLUG_LENGTH = 40;
