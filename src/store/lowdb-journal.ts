import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { BootError } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import { checkSnapshot, type SnapshotFault } from './check-snapshot.ts';
import { acquireFileLock, type FileLock } from './file-lock.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { applyEntry, createState, forkState, toSnapshot, type State } from './state.ts';
import type { CollectionSpec, StoreSnapshot } from './store.ts';

/** What a lowdb journal is opened with. */
export interface LowdbJournalOptions {
  /** The JSON file; it and its folder are made where they are not there. */
  readonly file: string;
  /** The collections that it keeps: an entry names records by their keys. */
  readonly collections: readonly CollectionSpec[];
  /** The id of the process that alone may write the file until the journal is closed; this one, unless said. */
  readonly pid?: number | undefined;
}

/**
 * A journal that keeps the state as one JSON file, readable and editable by a person while nobody holds it. Each write costs the whole
 * file: it is written beside and renamed, so that a reader or a killed process finds the old state or the new one, never half of one.
 * Throws a BootError where the file is not ours, cannot be read, or is held by another process.
 */
export async function openLowdbJournal({ file, collections, pid }: LowdbJournalOptions): Promise<Journal> {
  const lock = await refuseFailure(file, () => lockFile(file, pid));
  try {
    // Read through the adapter: Low takes a file that holds `0` or `false` for one that is not there, and the first write would replace it.
    const adapter = new JSONFile<JsonValue>(file);
    const data = await refuseFailure(file, () => adapter.read());
    // A file that holds `null` is read as one that is not there.
    const isNew = data === null && !(await exists(file));
    const initial = isNew ? undefined : toInitial(data, { file, collections });
    return new LowdbJournal(new Low(adapter, data), { lock, collections, initial });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class LowdbJournal implements Journal {
  readonly initial: StoreSnapshot | undefined;
  readonly #low: Low<JsonValue>;
  readonly #collections: readonly CollectionSpec[];
  readonly #lock: FileLock;
  #kept: State;
  #tail: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(low: Low<JsonValue>, { lock, collections, initial }: Opened) {
    this.#low = low;
    this.#lock = lock;
    this.#collections = collections;
    this.#kept = createState(collections, initial);
    this.initial = initial === undefined ? undefined : toSnapshot(this.#kept);
  }

  append(entry: JournalEntry, expected: number): Promise<void> {
    return this.#enqueue(async () => {
      const { position } = this.#kept;
      if (position !== expected) throw new Error(`The file stands at position ${position}, not ${expected}`);
      const next = forkState(this.#kept);
      applyEntry(next, entry);
      await this.#write(next);
    });
  }

  replace(snapshot: StoreSnapshot): Promise<void> {
    return this.#enqueue(() => this.#write(createState(this.#collections, snapshot)));
  }

  close(): Promise<void> {
    this.#closing ??= this.#tail.then(() => this.#lock.release());
    return this.#closing;
  }

  /** What was kept stays until the file holds the new state. */
  async #write(next: State): Promise<void> {
    this.#low.data = { format: FORMAT, ...toSnapshot(next) };
    await this.#low.write();
    this.#kept = next;
  }

  /** One write at a time: lowdb would join those that wait, and answer for all of them with the fate of one. */
  #enqueue(task: () => Promise<void>): Promise<void> {
    // Released, the file may already belong to another process.
    if (this.#closing !== undefined) return Promise.reject(new Error('The journal is closed'));
    const result = this.#tail.then(task);
    this.#tail = result.catch(ignore);
    return result;
  }
}

interface Opened {
  readonly lock: FileLock;
  readonly collections: readonly CollectionSpec[];
  readonly initial: StoreSnapshot | undefined;
}

async function lockFile(file: string, pid: number | undefined): Promise<FileLock> {
  await makeFolder(dirname(file));
  return acquireFileLock(file, pid);
}

/** Makes a folder and those above it. Not `recursive`, which in Node 20 tries for ever where a parent is there and takes no folder (`/proc/x`). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function toInitial(data: JsonValue, { file, collections }: Pick<LowdbJournalOptions, 'file' | 'collections'>): StoreSnapshot {
  const unread = checkFormat(data);
  const faults = unread.length > 0 ? unread : checkSnapshot(data, collections);
  if (faults.length > 0) throw new BootError(faults.map((fault) => ({ file, ...fault })));
  return data as unknown as StoreSnapshot;
}

/** A file of another format is not read on: what it says may mean something else. */
function checkFormat(data: JsonValue): readonly SnapshotFault[] {
  if (!isJsonObject(data) || data['format'] === FORMAT) return [];
  const remedy = 'Start the version that wrote it, or give another --data.';
  return [{ pointer: '/format', message: `It is not of format ${FORMAT}.`, remedy }];
}

async function refuseFailure<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof BootError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const message = error instanceof SyntaxError ? `This is not JSON: ${reason}.` : `It cannot be opened: ${reason}.`;
    throw new BootError([{ file, pointer: '', message, remedy: 'Mend it, or give another --data.' }]);
  }
}

function ignore(): void {}

const FORMAT = 1;
