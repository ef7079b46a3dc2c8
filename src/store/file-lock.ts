import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootError } from '../kernel/boot-fault.ts';
import { isJsonObject } from '../kernel/json.ts';
import { createSystemRandom } from '../kernel/random.ts';

/** The right to write a file, held by one process. */
export interface FileLock {
  release(): Promise<void>;
}

/**
 * Locks `file` for process `pid` (this one, unless said) by `<file>.lock` beside it. Throws a BootError where a live process holds it; a lock left by one that is gone
 * is taken over. It guards the processes of one machine that see each other: not two containers, nor two hosts of a network file system.
 */
export async function acquireFileLock(file: string, pid: number = ownPid()): Promise<FileLock> {
  const lock = `${file}.lock`;
  const own: Holder = { pid, started: await findStartTime(pid) };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await place(lock, own)) return { release: () => release(lock, own) };
    const holder = await toLiveHolder(await readText(lock));
    if (holder !== undefined) throw toHeldError(file, holder);
    if (!(await removeStale(lock))) await sleep(PAUSE);
  }
  const remedy = `Stop what else starts on it, or remove ${lock}${GUARD}.`;
  throw new BootError([{ file, pointer: '', message: 'Its lock cannot be taken.', remedy }]);
}

/** Who holds a lock has to be named. */
function ownPid(): number {
  // oxlint-disable-next-line eslint/no-restricted-globals
  return process.pid;
}

interface Holder {
  readonly pid: number;
  /** When the process started, in the system's ticks: tells it from a later one with the same id. Undefined where the system does not say. */
  readonly started: string | undefined;
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
 * Removes a lock whose process is gone; false where another is about it. One at a time, and only after a second look: between the first
 * look and the removal another process may have put its own lock there.
 */
async function removeStale(lock: string): Promise<boolean> {
  if (!(await create(`${lock}${GUARD}`, ''))) return false;
  try {
    const text = await readText(lock);
    // Where there is none, one may be put there any moment.
    if (text !== undefined && (await toLiveHolder(text)) === undefined) await rm(lock, { force: true });
    return true;
  } finally {
    await rm(`${lock}${GUARD}`, { force: true });
  }
}

async function release(lock: string, own: Holder): Promise<void> {
  const holder = parseHolder(await readText(lock));
  if (holder?.pid === own.pid && holder.started === own.started) await rm(lock, { force: true });
}

async function toLiveHolder(text: string | undefined): Promise<Holder | undefined> {
  const holder = parseHolder(text);
  return holder !== undefined && (await isAlive(holder)) ? holder : undefined;
}

/** Undefined where it is no lock of ours. */
function parseHolder(text: string | undefined): Holder | undefined {
  try {
    const content: unknown = JSON.parse(text ?? '');
    if (!isJsonObject(content) || !Number.isSafeInteger(content['pid']) || Number(content['pid']) < 1) return undefined;
    return { pid: Number(content['pid']), started: typeof content['started'] === 'string' ? content['started'] : undefined };
  } catch {
    return undefined;
  }
}

/** A container's first process always has the same id, so that the id alone would find a crashed one alive for ever. */
async function isAlive({ pid, started }: Holder): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const now = await findStartTime(pid);
  return started === undefined || now === undefined || now === started;
}

function isRunning(pid: number): boolean {
  try {
    // The one look at other processes: signal 0 asks whether there is such a one and does nothing to it.
    // oxlint-disable-next-line eslint/no-restricted-globals
    return process.kill(pid, 0);
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
}

/** Field 22 of `/proc/<pid>/stat` (proc_pid_stat(5)), counted from behind the name, which may hold spaces and brackets. */
async function findStartTime(pid: number): Promise<string | undefined> {
  const text = await readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[START_TIME];
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

function toHeldError(file: string, { pid }: Holder): BootError {
  return new BootError([{ file, pointer: '', message: `It is held by process ${pid}.`, remedy: 'Stop it, or give another --data.' }]);
}

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

const GUARD = '.takeover';
/** Field 22, where the first after the name is field 3. */
const START_TIME = 19;
const ATTEMPTS = 50;
/** Milliseconds. */
const PAUSE = 20;
