import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isJsonObject } from '../../kernel/json/json.ts';

/** The process that holds a lock, as its file describes it. */
export interface Holder {
  readonly pid: number;
  /**
   * The process's start time in clock ticks, which tells it from a later process with the same id. Undefined when the
   * system does not provide it.
   */
  readonly started: string | undefined;
  /** The machine's host name; undefined means this machine. */
  readonly host: string | undefined;
  /**
   * The id of the machine's boot: two machines with the same name have different ones. Undefined when the system has
   * none.
   */
  readonly boot: string | undefined;
  /** The PID namespace in which `pid` is valid: a container has its own. Undefined when the system has none. */
  readonly pidNamespace: string | undefined;
  /** The time of the last heartbeat, by the holder's clock. */
  readonly beat: number | undefined;
  /** Counts how often the files were opened; undefined in locks of earlier versions. */
  readonly epoch: number | undefined;
  /** Whether the holder has stopped accepting requests and is about to release the lock. */
  readonly isStopping: boolean;
}

/** The machine, boot and PID namespace of a process: process ids are comparable only within one location. */
export type ProcessLocation = Pick<Holder, 'boot' | 'pidNamespace'> & {
  readonly host: string;
  readonly canLookUpProcesses: boolean;
};

/** The state of a holder as the process table shows it, without waiting for a heartbeat. */
export type HolderState = 'alive' | 'dead' | 'unknown';

/** Parses the content of a lock's file. Returns undefined when it is not one of our locks. */
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

/** Returns the location of this process. Without `/proc` only the host name is known. */
export async function findLocation(host: string = hostname()): Promise<ProcessLocation> {
  const boot = (await readText('/proc/sys/kernel/random/boot_id'))?.trim();
  const pidNamespace = await readlink('/proc/self/ns/pid').catch(() => undefined);
  // A new PID namespace may still show the `/proc` of the old one, where our ids belong to other processes.
  const self = await readlink('/proc/self').catch(() => undefined);
  return { host, boot, pidNamespace, canLookUpProcesses: self === undefined || self === String(ownPid()) };
}

/**
 * Returns whether a holder is alive: `unknown` when it runs in another location, or when the system cannot tell it from
 * a later process with the same id.
 */
export async function findHolderState(holder: Holder, here: ProcessLocation): Promise<HolderState> {
  if (!here.canLookUpProcesses || !isSameLocation(holder, here)) return 'unknown';
  if (!isRunning(holder.pid)) return 'dead';
  const status = await readStatus(holder.pid);
  if (status === undefined) return 'unknown';
  const isOther = holder.started !== undefined && holder.started !== status.started;
  // A zombie (Z) has ended, but its parent has not reaped it: in a container the first process may never do so.
  return isOther || status.state === 'Z' || status.state === 'X' ? 'dead' : 'alive';
}

/** Whether a holder's process id can be looked up here. A lock of an earlier version has only the host name. */
export function isSameLocation({ host, boot, pidNamespace, epoch }: Holder, here: ProcessLocation): boolean {
  if (host !== undefined && host !== here.host) return false;
  return epoch === undefined || (boot === here.boot && pidNamespace === here.pidNamespace);
}

/** Returns the start time of a process of this machine, in clock ticks. */
export async function findStartTime(pid: number): Promise<string | undefined> {
  return (await readStatus(pid))?.started;
}

/** Returns the id of this process, which the lock records. */
export function ownPid(): number {
  // oxlint-disable-next-line eslint/no-restricted-globals
  return process.pid;
}

/** Returns the text of a file, or undefined when it cannot be read. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Reads fields 3 and 22 of `/proc/<pid>/stat` (proc_pid_stat(5)). They are counted after the name, which may contain
 * spaces and brackets.
 */
async function readStatus(
  pid: number,
): Promise<{ readonly state: string | undefined; readonly started: string | undefined } | undefined> {
  // `self` is correct even when `/proc` belongs to another PID namespace.
  const text = await readText(`/proc/${pid === ownPid() ? 'self' : pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[STATE], started: fields[START_TIME] };
}

function isRunning(pid: number): boolean {
  try {
    // Signal 0 only checks whether the process exists.
    // oxlint-disable-next-line eslint/no-restricted-globals
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Indexes after the name, where the first field is field 3. */
const STATE = 0;
const START_TIME = 19;
