import { link, open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../../kernel/system-error.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { createHeldLock, toLockText, type FileLock } from './held-lock.ts';
import {
  findLocation,
  findStartTime,
  findHolderState,
  isSameLocation,
  ownPid,
  parseHolder,
  readText,
  type Holder,
  type ProcessLocation,
} from './lock-holder.ts';

/** Options of a lock. */
export interface LockOptions {
  /** Defaults to this process. */
  readonly pid?: number | undefined;
  /** Defaults to this machine's name. */
  readonly host?: string | undefined;
  /** The time between two heartbeats of the holder, in milliseconds. */
  readonly heartbeatInterval?: number | undefined;
  /**
   * The time without a heartbeat after which a lock is stale when its holder's process cannot be looked up here, in
   * milliseconds.
   */
  readonly staleAfter?: number | undefined;
  /** The time that a holder may take to stop, in milliseconds. */
  readonly maxStopTime?: number | undefined;
}

/**
 * Acquires the lock of `file`, which is the file `<file>.lock` beside it. Throws a BootError when a live process holds
 * it. A stale lock is taken over: immediately when the process table shows that its holder has ended; after a time
 * without heartbeats when the holder is on another host, in another PID namespace or from another boot. Heartbeats are
 * observed and not compared by time, so that the clocks of two machines need not agree. When the holder is stopping,
 * waits for it.
 */
export async function acquireFileLock(file: string, options: LockOptions = {}): Promise<FileLock> {
  const { pid = ownPid(), heartbeatInterval = HEARTBEAT_INTERVAL } = options;
  const { staleAfter = STALE_AFTER, maxStopTime = MAX_STOP_TIME } = options;
  const here = await findLocation(options.host);
  const lock = `${file}.lock`;
  const { host, boot, pidNamespace } = here;
  const started = await findStartTime(pid);
  const own: Holder = { pid, started, host, boot, pidNamespace, beat: clock.now(), epoch: 0, isStopping: false };
  const takeOver = createTakeover(lock, own);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const handle = await create(lock, own);
    if (handle !== undefined) return createHeldLock({ lock, handle, own, heartbeatInterval, previous: undefined });
    const { holder, text } = await findLiveHolder(lock, { here, staleAfter, maxStopTime });
    if (holder !== undefined) throw toHeldError(file, holder, { here, maxStopTime });
    const taken = text === undefined ? undefined : await takeOver(text);
    if (taken !== undefined)
      return createHeldLock({
        lock,
        handle: taken,
        own,
        heartbeatInterval,
        previous: { epoch: parseHolder(text)?.epoch ?? 0 },
      });
    await sleep(PAUSE);
  }
  const remedy = `Stop the other processes that start with it, or remove ${lock}${GUARD_SUFFIX}.`;
  throw new BootError([{ file, pointer: '', message: 'Its lock could not be acquired.', remedy }]);
}

/** Where this process runs, and how long it waits for a holder that is stopping, in milliseconds. */
interface Patience {
  readonly here: ProcessLocation;
  readonly maxStopTime: number;
}

/**
 * Waits until it is known whether the holder of a lock is alive. Returns the holder if it is, and the last text of the
 * lock.
 */
async function findLiveHolder(
  lock: string,
  { here, staleAfter, maxStopTime }: Patience & { readonly staleAfter: number },
): Promise<{ readonly holder: Holder | undefined; readonly text: string | undefined }> {
  const first = await readText(lock);
  const elapsed = createObservedTime();
  let lastChangeAt = 0;
  for (let text = first; ;) {
    const holder = parseHolder(text);
    const state = holder === undefined ? 'unknown' : await findHolderState(holder, here);
    if (text === undefined || state === 'dead') return { holder: undefined, text };
    const isLive = holder !== undefined && (state === 'alive' || text !== first);
    if (isLive && (!holder.isStopping || elapsed() > maxStopTime)) return { holder, text };
    // An unreadable lock may be one that is being written.
    const limit = holder === undefined ? Math.min(staleAfter, UNREADABLE_STALE_AFTER) : staleAfter;
    if (state === 'unknown' && elapsed() - lastChangeAt > limit) return { holder: undefined, text };
    await sleep(PAUSE);
    const next = await readText(lock);
    if (next !== text) lastChangeAt = elapsed();
    text = next;
  }
}

/**
 * Returns a function that returns for how long a lock has been observed, in milliseconds. A gap between two looks
 * counts little: what held this process up (a pause of the machine, a busy disk) may have held the holder up, too.
 */
function createObservedTime(): () => number {
  let [observed, last] = [0, performance.now()];
  return () => {
    const now = performance.now();
    observed += Math.min(now - last, MAX_GAP);
    last = now;
    return observed;
  };
}

/**
 * Creates the lock. Returns undefined when there is one already. A hard link creates it together with its content, so
 * that no reader sees half of it.
 */
async function create(lock: string, own: Holder): Promise<FileHandle | undefined> {
  try {
    return await withDraft(lock, own, (draft) => link(draft, lock));
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    if (hasCode(error, 'EPERM') || hasCode(error, 'ENOTSUP')) return createWithoutLink(lock, own);
    throw error;
  }
}

/** Writes a lock to a temporary file and moves it into place. Leaves nothing behind when that fails. */
async function withDraft(lock: string, own: Holder, move: (draft: string) => Promise<void>): Promise<FileHandle> {
  const draft = `${lock}.${createSystemRandom().hex('lock', 12)}`;
  const handle = await open(draft, 'wx+');
  try {
    await handle.write(toLockText(own), 0);
    await move(draft);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Creates the lock on file systems without hard links. */
async function createWithoutLink(lock: string, own: Holder): Promise<FileHandle | undefined> {
  try {
    const handle = await open(lock, 'wx+');
    await handle.write(toLockText(own), 0);
    return handle;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
}

/**
 * Returns a function that replaces a stale lock by ours in one step, so that there is a lock at any time. It returns
 * undefined when another process is taking the lock over, or has changed it since it was read: a guard file lets one
 * process at a time compare and replace. A guard that stays was left by a process that was killed at that moment, and
 * is removed.
 */
function createTakeover(lock: string, own: Holder): (expected: string) => Promise<FileHandle | undefined> {
  const guard = `${lock}${GUARD_SUFFIX}`;
  let since: { readonly identity: string | undefined; readonly time: number } | undefined;
  const removeStaleGuard = async (): Promise<void> => {
    const identity = await stat(guard).then(({ ino, mtimeMs }) => `${ino}/${mtimeMs}`, ignore);
    if (since === undefined || since.identity !== identity) since = { identity, time: performance.now() };
    else if (performance.now() - since.time > GUARD_STALE_AFTER) await rm(guard, { force: true });
  };
  return async (expected) => {
    try {
      await writeFile(guard, '', { flag: 'wx' });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      await removeStaleGuard();
      return undefined;
    }
    try {
      if ((await readText(lock)) !== expected) return undefined;
      return await withDraft(lock, own, (draft) => rename(draft, lock));
    } finally {
      await rm(guard, { force: true });
    }
  };
}

function toHeldError(file: string, holder: Holder, { here, maxStopTime }: Patience): BootError {
  const { pid, host, isStopping } = holder;
  const elsewhere =
    host === here.host
      ? ' in another container or PID namespace of this host'
      : ` on ${host === undefined ? 'another host' : `the host ${host}`}`;
  const where = isSameLocation(holder, here) ? '' : elsewhere;
  const message = `It is held by process ${pid}${where}${isStopping ? `, which has been stopping for ${maxStopTime / 1000} seconds` : ''}.`;
  return new BootError([{ file, pointer: '', message, remedy: 'Stop it, or pass another --data.' }]);
}

function ignore(): undefined {}

const GUARD_SUFFIX = '.takeover';
const MAX_ATTEMPTS = 100;
/** Milliseconds. */
const PAUSE = 20;
const MAX_GAP = 5 * PAUSE;
/** Milliseconds: up to three heartbeats may be missed. */
const HEARTBEAT_INTERVAL = 1000;
const STALE_AFTER = 3000;
const UNREADABLE_STALE_AFTER = 200;
const MAX_STOP_TIME = 5000;
/** Milliseconds: a guard is needed only while one file is read and replaced. */
const GUARD_STALE_AFTER = 1000;
const clock = createSystemClock();
