import { readFile } from 'node:fs/promises';
import { isJsonObject } from '../kernel/json.ts';

/** Who holds a lock, as its file says. */
export interface Holder {
  readonly pid: number;
  /** When the process started, in the system's ticks: tells it from a later one with the same id. Undefined where the system does not say. */
  readonly started: string | undefined;
  /** The machine, by its own name; undefined stands for this one. */
  readonly host: string | undefined;
  /** When it last said that it lives, by its own clock. */
  readonly beat: number | undefined;
}

/** Reads who holds a lock. Undefined where it is no lock of ours. */
export function parseHolder(text: string | undefined): Holder | undefined {
  try {
    const content: unknown = JSON.parse(text ?? '');
    if (!isJsonObject(content) || !Number.isSafeInteger(content['pid']) || Number(content['pid']) < 1) return undefined;
    const { started, host, beat } = content;
    return {
      pid: Number(content['pid']),
      started: typeof started === 'string' ? started : undefined,
      host: typeof host === 'string' ? host : undefined,
      beat: typeof beat === 'number' ? beat : undefined,
    };
  } catch {
    return undefined;
  }
}

/** Whether a process of this machine lives. A container's first process always has the same id, so that the id alone would find a crashed one alive for ever. */
export async function isAlive({ pid, started }: Holder): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const now = await findStartTime(pid);
  return started === undefined || now === undefined || now === started;
}

/** When a process of this machine started: field 22 of `/proc/<pid>/stat` (proc_pid_stat(5)), counted from behind the name, which may hold spaces and brackets. */
export async function findStartTime(pid: number): Promise<string | undefined> {
  const text = await readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[START_TIME];
}

/** Undefined where a file cannot be read. */
export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
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

/** Field 22, where the first after the name is field 3. */
const START_TIME = 19;
