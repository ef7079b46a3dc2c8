import { rm, type FileHandle } from 'node:fs/promises';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { statIfExists } from './files.ts';
import type { Holder } from './lock-holder.ts';

/** A lock on a file, held by this process. */
export interface FileLock {
  /** Whether the lock was taken over from a process that seemed to have ended, and may still write. */
  readonly isTakenOver: boolean;
  /** The epoch of the lock that was taken over; 0 when there was none. */
  readonly previousEpoch: number;
  /** Returns whether the lock's path still names this lock. */
  inspect(): Promise<LockState>;
  /** Records the epoch under which the files are written. */
  setEpoch(epoch: number): Promise<void>;
  /** Announces that the lock is about to be released, so that a process that starts waits for it. */
  announceStop(): void;
  release(): Promise<void>;
}

/**
 * `held`: ours. `gone`: removed, or its folder moved; it may become `held` again. `taken`: another process holds it.
 */
export type LockState = 'held' | 'gone' | 'taken';

/** Options of a held lock. */
export interface HeldLockOptions {
  readonly lock: string;
  /** The handle of the lock's file, open for writing. */
  readonly handle: FileHandle;
  readonly own: Holder;
  /** The time between two heartbeats, in milliseconds. */
  readonly heartbeatInterval: number;
  /** The lock that was taken over; undefined when there was none. */
  readonly previous: { readonly epoch: number } | undefined;
}

/**
 * Holds a lock that was acquired. The heartbeat is written in place, so that the file keeps its device and inode:
 * comparing them shows whether the lock is still ours. While the file is open, no other file can have its inode.
 */
export async function createHeldLock({
  lock,
  handle,
  own,
  heartbeatInterval,
  previous,
}: HeldLockOptions): Promise<FileLock> {
  const { dev, ino } = await handle.stat({ bigint: true });
  let current = own;
  let writing: Promise<void> = Promise.resolve();
  const writeNow = async (change: Partial<Holder>): Promise<void> => {
    current = { ...current, ...change, beat: Math.max((current.beat ?? 0) + 1, clock.now()) };
    await handle.write(toLockText(current), 0);
  };
  const write = (change: Partial<Holder>): Promise<void> => {
    const turn = writing.then(() => writeNow(change));
    writing = turn.catch(ignore);
    return turn;
  };
  const inspect = async (): Promise<LockState> => {
    const status = statIfExists(lock);
    if (status === undefined) return 'gone';
    return status.dev === dev && status.ino === ino ? 'held' : 'taken';
  };
  const timer = setInterval(() => void write({}).catch(ignore), heartbeatInterval).unref();
  return {
    isTakenOver: previous !== undefined,
    previousEpoch: previous?.epoch ?? 0,
    inspect,
    setEpoch: (epoch) => write({ epoch }),
    announceStop: () => void write({ isStopping: true }).catch(ignore),
    release: async () => {
      clearInterval(timer);
      await writing;
      const state = await inspect().catch(ignore);
      if (state === 'held') await rm(lock, { force: true });
      await handle.close().catch(ignore);
    },
  };
}

/**
 * Returns the content of a lock's file. It has a fixed length, so that a reader never sees a partial or longer text
 * while it is written in place.
 */
export function toLockText(holder: Holder): string {
  return `${JSON.stringify(holder).padEnd(LENGTH)}\n`;
}

function ignore(): undefined {}

/** Characters: enough for any holder with a host name of 64 characters. */
const LENGTH = 500;
const clock = createSystemClock();
