import { link, open, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootError } from '../../kernel/boot-fault.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { hasCode } from './files.ts';
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

/** Who takes a lock, and how the hosts of a shared file system hear of one another. */
export interface LockOptions {
  /** Defaults to this process. */
  readonly pid?: number | undefined;
  /** Defaults to this machine's name. */
  readonly host?: string | undefined;
  /** In milliseconds: how often a holder says that it lives. */
  readonly heartbeatInterval?: number | undefined;
  /** In milliseconds: how long a holder may be silent whose process cannot be looked up here. */
  readonly staleAfter?: number | undefined;
}

/**
 * Locks `file` by `<file>.lock` beside it. Throws a BootError where a live process holds it. A lock that was left
 * behind is taken over: immediately where the process table shows that its holder has ended, and where the holder is on
 * another host, in another PID namespace or of another start of the machine, when its heartbeat stands still for a
 * while. That is seen by waiting, and not by comparing the clocks of two machines. A holder that is stopping is waited
 * for.
 */
export async function acquireFileLock(file: string, options: LockOptions = {}): Promise<FileLock> {
  const { pid = ownPid(), heartbeatInterval: interval = INTERVAL, staleAfter: patience = PATIENCE } = options;
  const here = await findLocation(options.host);
  const lock = `${file}.lock`;
  const { host, boot, pidNamespace } = here;
  const started = await findStartTime(pid);
  const own: Holder = { pid, started, host, boot, pidNamespace, beat: clock.now(), epoch: 0, isStopping: false };
  const takeOver = createTakeover(lock, own);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const handle = await place(lock, own);
    if (handle !== undefined)
      return createHeldLock({ lock, handle, own, heartbeatInterval: interval, previous: undefined });
    const { holder, text } = await findLive(lock, { here, patience });
    if (holder !== undefined) throw toHeldError(file, holder, here);
    const taken = text === undefined ? undefined : await takeOver(text);
    if (taken !== undefined)
      return createHeldLock({
        lock,
        handle: taken,
        own,
        heartbeatInterval: interval,
        previous: { epoch: parseHolder(text)?.epoch ?? 0 },
      });
    await sleep(PAUSE);
  }
  const remedy = `Stop the other processes that start on it, or remove ${lock}${GUARD}.`;
  throw new BootError([{ file, pointer: '', message: 'Its lock cannot be taken.', remedy }]);
}

/** Looks until it is known whether the holder of a lock lives. Returns it if it does, and what the lock said last. */
async function findLive(
  lock: string,
  { here, patience }: { readonly here: ProcessLocation; readonly patience: number },
): Promise<{ readonly holder: Holder | undefined; readonly text: string | undefined }> {
  const first = await readText(lock);
  const started = performance.now();
  let heardAt = started;
  for (let text = first; ;) {
    const holder = parseHolder(text);
    const state = holder === undefined ? 'unknown' : await findHolderState(holder, here);
    if (text === undefined || state === 'dead') return { holder: undefined, text };
    const isLive = holder !== undefined && (state === 'alive' || text !== first);
    if (isLive && (!holder.isStopping || performance.now() - started > STOP_PATIENCE)) return { holder, text };
    // What cannot be read as a lock may be read while it is written.
    const limit = holder === undefined ? Math.min(patience, UNREADABLE_PATIENCE) : patience;
    if (state === 'unknown' && performance.now() - heardAt > limit) return { holder: undefined, text };
    await sleep(PAUSE);
    const next = await readText(lock);
    if (next !== text) heardAt = performance.now();
    text = next;
  }
}

/**
 * Undefined where there is a lock already. Linked into place it is there with its content or not at all: nobody reads
 * half of it.
 */
async function place(lock: string, own: Holder): Promise<FileHandle | undefined> {
  try {
    return await withDraft(lock, own, (draft) => link(draft, lock));
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    if (hasCode(error, 'EPERM') || hasCode(error, 'ENOTSUP')) return placeWithoutLink(lock, own);
    throw error;
  }
}

/** Writes a lock beside the place where it belongs, and moves it there. Leaves nothing where that fails. */
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

/** For file systems without links. */
async function placeWithoutLink(lock: string, own: Holder): Promise<FileHandle | undefined> {
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
 * Puts our lock in the place of a stale one, in one step: there is a lock at any time. Undefined where another process
 * is about it, or has put its own lock there since we looked: a guard lets one at a time compare and replace. A guard
 * that stays was left by a process that was killed at that very moment.
 */
function createTakeover(lock: string, own: Holder): (seen: string) => Promise<FileHandle | undefined> {
  const guard = `${lock}${GUARD}`;
  let since: { readonly identity: string | undefined; readonly time: number } | undefined;
  const removeLeftGuard = async (): Promise<void> => {
    const identity = await stat(guard).then(({ ino, mtimeMs }) => `${ino}/${mtimeMs}`, ignore);
    if (since === undefined || since.identity !== identity) since = { identity, time: performance.now() };
    else if (performance.now() - since.time > GUARD_PATIENCE) await rm(guard, { force: true });
  };
  return async (seen) => {
    try {
      await writeFile(guard, '', { flag: 'wx' });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      await removeLeftGuard();
      return undefined;
    }
    try {
      if ((await readText(lock)) !== seen) return undefined;
      return await withDraft(lock, own, (draft) => rename(draft, lock));
    } finally {
      await rm(guard, { force: true });
    }
  };
}

function toHeldError(file: string, holder: Holder, here: ProcessLocation): BootError {
  const { pid, host, isStopping } = holder;
  const elsewhere =
    host === here.host
      ? ' in another container or PID namespace of this host'
      : ` on the host ${host ?? 'of another name'}`;
  const where = isSameLocation(holder, here) ? '' : elsewhere;
  const message = `It is held by process ${pid}${where}${isStopping ? `, which has been stopping for ${STOP_PATIENCE / 1000} seconds` : ''}.`;
  return new BootError([{ file, pointer: '', message, remedy: 'Stop it, or give another --data.' }]);
}

function ignore(): undefined {}

const GUARD = '.takeover';
const ATTEMPTS = 100;
/** Milliseconds. */
const PAUSE = 20;
/** Milliseconds: three heartbeats may be missed. */
const INTERVAL = 1000;
const PATIENCE = 3000;
const UNREADABLE_PATIENCE = 200;
const STOP_PATIENCE = 5000;
/** Milliseconds: a guard is needed for as long as it takes to read and remove one file. */
const GUARD_PATIENCE = 1000;
const clock = createSystemClock();
