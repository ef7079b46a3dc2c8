import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isJsonObject } from '../../kernel/json/json.ts';

/** The process that holds a lock, as the lock's file says. */
export interface Holder {
  readonly pid: number;
  /**
   * When the process started, in the system's ticks: tells it from a later one with the same id. Undefined where the
   * system does not say.
   */
  readonly started: string | undefined;
  /** The machine, by its own name; undefined stands for this one. */
  readonly host: string | undefined;
  /**
   * Of the machine's present start: two machines of one name have different ones. Undefined where the system has none.
   */
  readonly boot: string | undefined;
  /** Within which process ids mean something: a container has its own. Undefined where the system has none. */
  readonly pidNamespace: string | undefined;
  /** When it last said that it lives, by its own clock. */
  readonly beat: number | undefined;
  /** Counts the openings of the files; undefined in a lock of an earlier version. */
  readonly epoch: number | undefined;
  /** It takes no more requests, and is about to release the lock. */
  readonly isStopping: boolean;
}

/** Where a process runs: process ids can be compared within it, and nowhere else. */
export type ProcessLocation = Pick<Holder, 'boot' | 'pidNamespace'> & {
  readonly host: string;
  readonly canLookUpProcesses: boolean;
};

/** What can be told of a holder without waiting for its heartbeat. */
export type HolderState = 'alive' | 'dead' | 'unknown';

/** Reads who holds a lock. Undefined where it is not a lock of ours. */
export function parseHolder(text: string | undefined): Holder | undefined {
  try {
    const content: unknown = JSON.parse(text ?? '');
    if (!isJsonObject(content) || !Number.isSafeInteger(content['pid']) || Number(content['pid']) < 1) return undefined;
    const toText = (name: string): string | undefined =>
      typeof content[name] === 'string' ? content[name] : undefined;
    const toNumber = (name: string): number | undefined =>
      typeof content[name] === 'number' ? content[name] : undefined;
    return {
      pid: Number(content['pid']),
      started: toText('started'),
      host: toText('host'),
      boot: toText('boot'),
      pidNamespace: toText('pidNamespace'),
      beat: toNumber('beat'),
      epoch: toNumber('epoch'),
      isStopping: content['isStopping'] === true,
    };
  } catch {
    return undefined;
  }
}

/** Finds out where this process runs. Where there is no `/proc` the host's name is all that is known. */
export async function findLocation(host: string = hostname()): Promise<ProcessLocation> {
  const boot = (await readText('/proc/sys/kernel/random/boot_id'))?.trim();
  const pidNamespace = await readlink('/proc/self/ns/pid').catch(() => undefined);
  // In a new PID namespace `/proc` may still be that of the old one, where our ids belong to other processes.
  const self = await readlink('/proc/self').catch(() => undefined);
  return { host, boot, pidNamespace, canLookUpProcesses: self === undefined || self === String(ownPid()) };
}

/**
 * Whether a holder lives. Unknown where it runs in another place, or where the system does not tell a process from a
 * later one with its id.
 */
export async function findHolderState(holder: Holder, here: ProcessLocation): Promise<HolderState> {
  if (!here.canLookUpProcesses || !isSameLocation(holder, here)) return 'unknown';
  if (!isRunning(holder.pid)) return 'dead';
  const status = await readStatus(holder.pid);
  if (status === undefined) return 'unknown';
  const isOther = holder.started !== undefined && holder.started !== status.started;
  // A zombie (Z) has ended, and waits for a parent that may never ask for it: a container whose first process does not.
  return isOther || status.state === 'Z' || status.state === 'X' ? 'dead' : 'alive';
}

/** Whether a holder's process ids can be looked up here. A lock of an earlier version names the host alone. */
export function isSameLocation({ host, boot, pidNamespace, epoch }: Holder, here: ProcessLocation): boolean {
  if (host !== undefined && host !== here.host) return false;
  return epoch === undefined || (boot === here.boot && pidNamespace === here.pidNamespace);
}

/** When a process of this machine started. */
export async function findStartTime(pid: number): Promise<string | undefined> {
  return (await readStatus(pid))?.started;
}

/** Whose id a lock names. */
export function ownPid(): number {
  // oxlint-disable-next-line eslint/no-restricted-globals
  return process.pid;
}

/** Undefined where a file cannot be read. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Fields 3 and 22 of `/proc/<pid>/stat` (proc_pid_stat(5)), counted from behind the name, which may hold spaces and
 * brackets.
 */
async function readStatus(
  pid: number,
): Promise<{ readonly state: string | undefined; readonly started: string | undefined } | undefined> {
  // `self` is right even where `/proc` belongs to another PID namespace.
  const text = await readText(`/proc/${pid === ownPid() ? 'self' : pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[STATE], started: fields[START_TIME] };
}

function isRunning(pid: number): boolean {
  try {
    // The one look at other processes: signal 0 asks whether there is such a one and does nothing to it.
    // oxlint-disable-next-line eslint/no-restricted-globals
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Where the first field after the name is field 3. */
const STATE = 0;
const START_TIME = 19;
