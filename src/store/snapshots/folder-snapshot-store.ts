import { dirname, join } from 'node:path';
import { sha256 } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { checkSnapshot } from '../port/check-snapshot.ts';
import { hasCode, nodeFiles, type Files } from '../files/files.ts';
import { makeFolder } from '../files/make-folder.ts';
import {
  SNAPSHOT_FILE_FORMAT,
  type SavedSnapshot,
  type SnapshotLabel,
  type SnapshotStore,
} from '../port/snapshot-store.ts';
import { StoreError, toWriteFailure } from '../port/store-error.ts';
import type { CollectionSpec, StoreSnapshot } from '../port/store.ts';

/** What a folder of snapshots is opened with. */
export interface FolderSnapshotStoreOptions {
  /** Made with the first snapshot. */
  readonly folder: string;
  readonly collections: readonly CollectionSpec[];
  readonly files?: Files;
}

/**
 * Snapshots as files of a folder: each is written whole or not at all. A name never becomes a path; the file says what
 * it is.
 */
export function createFolderSnapshotStore({
  folder,
  collections,
  files = nodeFiles,
}: FolderSnapshotStoreOptions): SnapshotStore {
  const pathOf = (name: string): string => join(folder, `${toFileName(name)}.json`);
  // Read once: one process has the folder. A reading that failed is not kept: its cause may be gone the next time.
  let labels: Promise<Map<string, SnapshotLabel>> | undefined;
  const known = async (): Promise<Map<string, SnapshotLabel>> => {
    const reading = (labels ??= readLabels(folder, files, collections));
    try {
      return await reading;
    } catch (error) {
      if (labels === reading) labels = undefined;
      throw toReadFailure(error);
    }
  };
  return {
    list: async () => [...(await known()).values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    find: async (name) => {
      if (!(await known()).has(name)) return undefined;
      return readSnapshotFile(pathOf(name), files, collections).catch((error: unknown) =>
        Promise.reject(toReadFailure(error)),
      );
    },
    save: async (snapshot) => {
      const { name } = snapshot.label;
      const saved = await known();
      await makeFolder(folder).catch((error: unknown) => Promise.reject(toWriteFailure(error, 'the snapshot')));
      await writeSnapshotFile(pathOf(name), snapshot, files);
      saved.set(name, snapshot.label);
    },
    remove: async (name) => {
      const saved = await known();
      if (!saved.has(name)) return false;
      await files
        .remove(pathOf(name))
        .catch((error: unknown) => Promise.reject(toWriteFailure(error, 'the list of snapshots')));
      return saved.delete(name);
    },
  };
}

/** Writes a snapshot's file, whole or not at all. */
export async function writeSnapshotFile(
  path: string,
  { label, checkpoint }: SavedSnapshot,
  files: Files = nodeFiles,
): Promise<void> {
  const content = { format: SNAPSHOT_FILE_FORMAT, ...label, state: checkpoint.snapshot() };
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

/** Reads a snapshot's text. Throws a StoreError that says why it is none. */
export function parseSnapshotFile(text: string, collections: readonly CollectionSpec[]): SavedSnapshot {
  const content = parse(text);
  const { format, name, contract, time, state = null } = content;
  if (format !== SNAPSHOT_FILE_FORMAT)
    throw toUnreadable(
      `its format is ${JSON.stringify(format ?? null)}, and this version reads ${SNAPSHOT_FILE_FORMAT}`,
    );
  const [fault] = checkSnapshot(state, collections);
  if (fault !== undefined) throw toUnreadable(`${fault.message} (at /state${fault.pointer})`);
  const snapshot = state as unknown as StoreSnapshot;
  const label = toLabel({ name: String(name), contract: String(contract), time: String(time) }, snapshot);
  return { label, checkpoint: { position: snapshot.position, snapshot: () => snapshot } };
}

/** What is known of a snapshot. */
export function toLabel(
  named: Pick<SnapshotLabel, 'name' | 'contract' | 'time'>,
  { position, collections }: StoreSnapshot,
): SnapshotLabel {
  return { ...named, position, records: Object.values(collections).reduce((sum, records) => sum + records.length, 0) };
}

async function readSnapshotFile(
  path: string,
  files: Files,
  collections: readonly CollectionSpec[],
): Promise<SavedSnapshot> {
  return parseSnapshotFile((await files.read(path)).toString(), collections);
}

/** A file that is not a snapshot is passed over; one that the system cannot read at present is not. */
async function readLabels(
  folder: string,
  files: Files,
  collections: readonly CollectionSpec[],
): Promise<Map<string, SnapshotLabel>> {
  const labels = new Map<string, SnapshotLabel>();
  for (const file of await listFolder(folder, files)) {
    if (!file.endsWith('.json')) continue;
    const saved = await readSnapshotFile(join(folder, file), files, collections).catch(passOverUnreadable);
    if (saved !== undefined) labels.set(saved.label.name, saved.label);
  }
  return labels;
}

function passOverUnreadable(error: unknown): undefined {
  // Removed since the folder was listed, or a folder.
  const isPassedOver =
    (error instanceof StoreError && error.code === 'UNREADABLE') ||
    hasCode(error, 'ENOENT') ||
    hasCode(error, 'EISDIR');
  if (!isPassedOver) throw error;
}

function toReadFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError('READ_FAILED', `Failed to read the snapshots: ${toReason(error)}.`, { cause: error });
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
 * For a person to know it by, and a digest that no other name has, on file systems too that take capitals for small
 * letters.
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
    throw toUnreadable('it is no JSON');
  }
  throw toUnreadable('it is no object');
}

function toUnreadable(reason: string): StoreError {
  return new StoreError('UNREADABLE', `This is no snapshot that can be read: ${reason}.`);
}

function toReason(error: unknown): string {
  return error instanceof Error ? (error.message.split(',', 1)[0] ?? '') : String(error);
}

const MAX_SLUG_LENGTH = 40;
