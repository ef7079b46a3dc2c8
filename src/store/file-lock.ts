import { link, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootError } from '../kernel/boot-fault.ts';
import { createSystemClock } from '../kernel/clock.ts';
import { createSystemRandom } from '../kernel/random.ts';
import { findStartTime, isAlive, parseHolder, readText, type Holder } from './lock-holder.ts';

/** The right to write a file, held by one process. */
export interface FileLock {
  /** Another host has taken it over, which it may where nothing was heard of this one for a while. Nothing may be written any more. */
  readonly isLost: boolean;
  release(): Promise<void>;
}

/** Who takes a lock, and how the hosts of a shared file system hear of one another. */
export interface LockOptions {
  /** This process, unless said. */
  readonly pid?: number | undefined;
  /** This machine's name, unless said. */
  readonly host?: string | undefined;
  /** In milliseconds: how often a holder says that it lives. */
  readonly interval?: number | undefined;
  /** In milliseconds: how long another host's holder may be silent. */
  readonly patience?: number | undefined;
}

/**
 * Locks `file` by `<file>.lock` beside it. Throws a BootError where a live process holds it; a lock left by one that is gone is taken over: at once on one
 * machine, where process and start time tell, and where another host holds it when its heartbeat has not changed for a while. That is seen by
 * waiting, and not by comparing the clocks of two machines.
 */
export async function acquireFileLock(file: string, options: LockOptions = {}): Promise<FileLock> {
  const { pid = ownPid(), host = hostname(), interval = INTERVAL, patience = PATIENCE } = options;
  const lock = `${file}.lock`;
  const own: Holder = { pid, started: await findStartTime(pid), host, beat: clock.now() };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await place(lock, own)) return hold(lock, own, interval);
    const seen = await readText(lock);
    const holder = await findLive(lock, seen, { host, patience });
    if (holder !== undefined) throw toHeldError(file, holder, host);
    if (!(await removeStale(lock, seen))) await sleep(PAUSE);
  }
  const remedy = `Stop what else starts on it, or remove ${lock}${GUARD}.`;
  throw new BootError([{ file, pointer: '', message: 'Its lock cannot be taken.', remedy }]);
}

/** Keeps a lock that was taken: says at intervals that the holder lives. */
function hold(lock: string, own: Holder, interval: number): FileLock {
  let isLost = false;
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    const text = await readText(lock);
    // Gone, or another's: it was taken over, and is not ours to write.
    if (!isSame(parseHolder(text), own)) isLost = isLost || text !== undefined;
    else await replace(lock, { ...own, beat: clock.now() });
  };
  const timer = setInterval(() => {
    beating = beating.then(beat).catch(ignore);
  }, interval).unref();
  return {
    get isLost() {
      return isLost;
    },
    release: async () => {
      clearInterval(timer);
      await beating;
      if (isSame(parseHolder(await readText(lock)), own)) await rm(lock, { force: true });
    },
  };
}

function isSame(holder: Holder | undefined, own: Holder): boolean {
  return holder !== undefined && holder.pid === own.pid && holder.started === own.started && holder.host === own.host;
}

/** The holder that lives, if there is one. Another host's shows that it does by its next heartbeat. */
async function findLive(
  lock: string,
  seen: string | undefined,
  { host, patience }: { readonly host: string; readonly patience: number },
): Promise<Holder | undefined> {
  const holder = parseHolder(seen);
  if (holder === undefined) return undefined;
  if (holder.host === undefined || holder.host === host) return (await isAlive(holder)) ? holder : undefined;
  for (let waited = 0; waited < patience; waited += PAUSE) {
    await sleep(PAUSE);
    const text = await readText(lock);
    if (text !== seen) return parseHolder(text);
  }
  return undefined;
}

/** Who holds a lock has to be named. */
function ownPid(): number {
  // oxlint-disable-next-line eslint/no-restricted-globals
  return process.pid;
}

/** False where there is a lock already. Linked into place it is there with its content or not at all: nobody reads half of it. */
async function place(lock: string, own: Holder): Promise<boolean> {
  const draft = `${lock}.${createSystemRandom().hex('lock', 12)}`;
  try {
    await writeFile(draft, JSON.stringify(own));
    await link(draft, lock);
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    if (isErrorWithCode(error, 'EPERM') || isErrorWithCode(error, 'ENOTSUP')) return await create(lock, JSON.stringify(own));
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** For file systems without links. False where there is such a file already. */
async function create(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Removes a lock that was found stale; false where another is about it. One at a time, and only if it is still the same: between the look and the
 * removal another process may have put its own lock there.
 */
async function removeStale(lock: string, seen: string | undefined): Promise<boolean> {
  if (!(await create(`${lock}${GUARD}`, ''))) return false;
  try {
    // Where there is none, one may be put there any moment.
    if (seen !== undefined && (await readText(lock)) === seen) await rm(lock, { force: true });
    return true;
  } finally {
    await rm(`${lock}${GUARD}`, { force: true });
  }
}

/** A reader finds the old content or the new. */
async function replace(lock: string, own: Holder): Promise<void> {
  const draft = `${lock}.${createSystemRandom().hex('lock', 12)}`;
  try {
    await writeFile(draft, JSON.stringify(own));
    await rename(draft, lock);
  } finally {
    await rm(draft, { force: true });
  }
}

function toHeldError(file: string, { pid, host }: Holder, own: string): BootError {
  const where = host === undefined || host === own ? '' : ` on the host ${host}`;
  return new BootError([
    { file, pointer: '', message: `It is held by process ${pid}${where}.`, remedy: 'Stop it, or give another --data.' },
  ]);
}

function ignore(): void {}

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

const GUARD = '.takeover';
const ATTEMPTS = 50;
/** Milliseconds. */
const PAUSE = 20;
/** Milliseconds: three heartbeats may be missed. */
const INTERVAL = 3000;
const PATIENCE = 10_000;
const clock = createSystemClock();
