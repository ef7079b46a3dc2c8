import { statSync, type BigIntStats } from 'node:fs';
import { copyFile, constants, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { platform } from 'node:os';

/** The file system as the store uses it: a seam at which a test stops, fails or forgets any single step. */
export interface Files {
  read(path: string): Promise<Buffer>;
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Refuses a target that is there. */
  copy(from: string, to: string): Promise<void>;
  /** Quiet where there is none. */
  remove(path: string): Promise<void>;
  /** What changes when somebody else writes the file; undefined where there is none. */
  identify(path: string): Promise<string | undefined>;
  /** Makes what was created, renamed and removed in a folder survive a power cut. */
  syncFolder(folder: string): Promise<void>;
}

/**
 * `write` empties it, `create` refuses one that is there, `change` keeps what it holds. `create-safe` is `create`, and
 * what is written survives a power cut as soon as its write is done: one call of the system where a write and a sync
 * are two.
 */
export type OpenMode = 'write' | 'create' | 'create-durable' | 'change';

/** A file that is open for writing. */
export interface OpenFile {
  /** Writes all of it, behind what was written before. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the content survive a power cut. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /**
   * Whether a path leads to this very file, and it has at least `length` bytes: it may have been removed, moved,
   * replaced or cut off meanwhile.
   */
  isAt(path: string, length: number): Promise<boolean>;
  close(): Promise<void>;
}

/** The machine's files. */
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
  const isToSync = mode === 'create-durable' && SAFE_WRITES === undefined;
  return {
    write: async (bytes) => {
      for (let start = 0; start < bytes.length;) start += (await handle.write(bytes, start)).bytesWritten;
      if (isToSync) await handle.datasync();
    },
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    // While it is open no other file can have its inode.
    isAt: async (other, length) => {
      const found = statIfExists(other);
      return found !== undefined && found.dev === dev && found.ino === ino && found.size >= length;
    },
    close: () => handle.close(),
  };
}

/** Elsewhere such a write leaves the bytes in the cache of the drive, or there is none. */
const SAFE_WRITES = platform() === 'linux' ? constants.O_DSYNC : undefined;
const APPENDING = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
const FLAGS: Readonly<Record<OpenMode, string | number>> = {
  write: 'w',
  // Appending: where something was cut off, a write leaves no gap, and the size shows it.
  create: 'ax',
  'create-durable': SAFE_WRITES === undefined ? 'ax' : APPENDING | SAFE_WRITES,
  change: 'r+',
};

async function identify(path: string): Promise<string | undefined> {
  const found = statIfExists(path);
  return found === undefined ? undefined : `${found.ino}/${found.size}/${found.mtimeNs}`;
}

/**
 * What a path leads to; undefined where that is nothing. In this thread: every write asks, and what is open is in the
 * system's memory, where a look takes a few microseconds. The way through the pool of threads costs seven times as
 * much.
 */
export function statIfExists(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Windows has no such thing, and refuses to open a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch((error: unknown) => {
    if (hasCode(error, 'EISDIR') || hasCode(error, 'EPERM')) return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

/** Whether an error is the system's of this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
