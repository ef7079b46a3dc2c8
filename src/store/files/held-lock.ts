import { rm, type FileHandle } from 'node:fs/promises';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { statIfExists } from './files.ts';
import type { Holder } from './lock-holder.ts';

/** The right to write a file, held by one process. */
export interface FileLock {
  /** It was left behind by a process, which may go on writing where it only seemed to have ended. */
  readonly isTakenOver: boolean;
  /** The epoch of the lock that was left behind; 0 where there was none. */
  readonly previousEpoch: number;
  /** What the path of the lock leads to now: this lock, nothing, or the lock of another process. */
  inspect(): Promise<LockState>;
  /** Says the epoch of what is written under the lock. */
  setEpoch(epoch: number): Promise<void>;
  /** Says that the lock is about to be released: a process that starts meanwhile waits for that. */
  announceStop(): void;
  release(): Promise<void>;
}

/** `gone` may become `held` again: the folder may have been moved. */
export type LockState = 'held' | 'gone' | 'taken';

/** A lock that was put into place. */
export interface HeldLockOptions {
  readonly lock: string;
  /** Of the lock's file, open for writing. */
  readonly handle: FileHandle;
  readonly own: Holder;
  /** In milliseconds, between two heartbeats. */
  readonly heartbeatInterval: number;
  /** What is known of the lock that it has replaced. */
  readonly previous: { readonly epoch: number } | undefined;
}

/**
 * Keeps a lock that was taken. Its heartbeat is written in place: the file stays the same one, so that whether the path
 * leads to it (device and inode) says whether it is still ours. While it is open no other file can have its inode.
 */
export async function createHeldLock({
  lock,
  handle,
  own,
  heartbeatInterval: interval,
  previous: left,
}: HeldLockOptions): Promise<FileLock> {
  const { dev, ino } = await handle.stat({ bigint: true });
  let said = own;
  let writing: Promise<void> = Promise.resolve();
  const say = async (change: Partial<Holder>): Promise<void> => {
    said = { ...said, ...change, beat: Math.max((said.beat ?? 0) + 1, clock.now()) };
    await handle.write(toLockText(said), 0);
  };
  const write = (change: Partial<Holder>): Promise<void> => {
    const turn = writing.then(() => say(change));
    writing = turn.catch(ignore);
    return turn;
  };
  const inspect = async (): Promise<LockState> => {
    const found = statIfExists(lock);
    if (found === undefined) return 'gone';
    return found.dev === dev && found.ino === ino ? 'held' : 'taken';
  };
  const timer = setInterval(() => void write({}).catch(ignore), interval).unref();
  return {
    isTakenOver: left !== undefined,
    previousEpoch: left?.epoch ?? 0,
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
 * What a lock's file holds: always as long, so that a reader who comes while it is written in place finds neither less
 * nor more.
 */
export function toLockText(holder: Holder): string {
  return `${JSON.stringify(holder).padEnd(LENGTH)}\n`;
}

function ignore(): undefined {}

/** Characters: more than any holder takes whose host has a name of 64. */
const LENGTH = 500;
const clock = createSystemClock();
