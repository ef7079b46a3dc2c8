import { statSync, type BigIntStats } from 'node:fs';
import { copyFile, constants, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { platform } from 'node:os';
import { hasCode } from '../../kernel/system-error.ts';

/** The file system operations of the store. Tests replace them to stop, fail or lose any single step. */
export interface Files {
  read(path: string): Promise<Buffer>;
  /** Returns the names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Fails when the target exists. */
  copy(from: string, to: string): Promise<void>;
  /** Does nothing when the file does not exist. */
  remove(path: string): Promise<void>;
  /** Returns a value that changes when another process writes the file; undefined when it does not exist. */
  identify(path: string): Promise<string | undefined>;
  /** Syncs a folder, so that created, renamed and removed names survive a power cut. */
  syncFolder(folder: string): Promise<void>;
}

/**
 * How a file is opened: `write` truncates it, `create` fails when it exists, `change` keeps its content.
 * `create-durable` is `create` with writes that survive a power cut as soon as they return: one system call in place of
 * a write and a sync.
 */
export type OpenMode = 'write' | 'create' | 'create-durable' | 'change';

/** A file that is open for writing. */
export interface OpenFile {
  /** Appends all bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes all bytes at an offset. A file that was opened by `create` cannot: it appends them. */
  writeAt(bytes: Uint8Array, offset: number): Promise<void>;
  /** Syncs the content, so that it survives a power cut. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /**
   * Whether the path still names this file and the file has at least `length` bytes: it may have been removed, moved,
   * replaced or truncated.
   */
  isAt(path: string, length: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The machine's file system. */
export const nodeFiles: Files = {
  read: (path) => readFile(path),
  list: (folder) => readdir(folder),
  open: openFile,
  rename: (from, to) => rename(from, to),
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  remove: (path) => rm(path, { force: true }),
  identify,
  syncFolder,
};

async function openFile(path: string, mode: OpenMode): Promise<OpenFile> {
  const handle = await open(path, FLAGS[mode]);
  const { dev, ino } = await handle.stat({ bigint: true });
  // While the file is open, no other file can have its inode.
  const isThis = (status: BigIntStats | undefined): status is BigIntStats =>
    status !== undefined && status.dev === dev && status.ino === ino;
  const isDurable = mode === 'create-durable';
  const second = isDurable ? await openAgain(path, isThis).catch((error: unknown) => closeAll(error, handle)) : handle;
  const writeTo = async (target: FileHandle, bytes: Uint8Array, offset?: number): Promise<void> => {
    for (let start = 0; start < bytes.length;) {
      const position = offset === undefined ? null : offset + start;
      start += (await target.write(bytes, start, bytes.length - start, position)).bytesWritten;
    }
    if (isDurable && DURABLE_WRITES === undefined) await target.datasync();
  };
  return {
    write: (bytes) => writeTo(handle, bytes),
    writeAt: (bytes, offset) => writeTo(second, bytes, offset),
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    isAt: async (other, length) => {
      const status = statIfExists(other);
      return isThis(status) && status.size >= length;
    },
    close: async () => {
      if (second !== handle) await second.close();
      await handle.close();
    },
  };
}

/**
 * Opens a file that was just created a second time, to write at an offset: Linux ignores the offset when a file is open
 * for appending. Throws when the path names another file by now.
 */
async function openAgain(path: string, isThis: (status: BigIntStats) => boolean): Promise<FileHandle> {
  const handle = await open(path, constants.O_WRONLY | (DURABLE_WRITES ?? 0));
  const status = await handle.stat({ bigint: true });
  return isThis(status) ? handle : closeAll(new Error(`${path} was replaced when it was created`), handle);
}

async function closeAll(error: unknown, handle: FileHandle): Promise<never> {
  await handle.close();
  throw error;
}

/** Linux only: elsewhere O_DSYNC is missing, or leaves the bytes in the drive's cache. */
const DURABLE_WRITES = platform() === 'linux' ? constants.O_DSYNC : undefined;
const APPEND_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
const FLAGS: Readonly<Record<OpenMode, string | number>> = {
  write: 'w',
  // Append mode: after a truncation the next write leaves no gap.
  create: 'ax',
  'create-durable': DURABLE_WRITES === undefined ? 'ax' : APPEND_FLAGS | DURABLE_WRITES,
  change: 'r+',
};

async function identify(path: string): Promise<string | undefined> {
  const status = statIfExists(path);
  return status === undefined ? undefined : `${status.ino}/${status.size}/${status.mtimeNs}`;
}

/**
 * Returns the status of a path, or undefined when it does not exist. Synchronous: each write calls it, and a lookup of
 * an open file takes microseconds, a seventh of the time of the thread pool.
 */
export function statIfExists(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Syncs a folder where the system can. Windows cannot open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch((error: unknown) => {
    if (hasCode(error, 'EISDIR', 'EPERM')) return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}
