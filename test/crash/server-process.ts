import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A server of the built package, as a child process. */
export interface ServerProcess {
  readonly url: string;
  /** The id of the server itself, and not of the command that started it. */
  readonly pid: number;
  /** Resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Options of a server. */
export interface ServerOptions {
  readonly args?: readonly string[];
  /** The command before Node and its arguments, such as `unshare`. */
  readonly by?: readonly string[];
}

export const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

/** Starts a server on a data folder. Rejects with its standard error output when it ends before it is ready. */
export async function startServer(data: string, { args = [], by = [] }: ServerOptions = {}): Promise<ServerProcess> {
  const all = [...by, process.execPath, SERVER, '--data', data, '--port', '0', '--log-level', 'error', ...args];
  const child = spawn(all[0] ?? '', all.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (/^ *Try/m.test(out)) resolve();
    });
    child.once('close', (code) => reject(new Error(`The server ended with ${code}: ${err}`)));
  });
  const pid = await findServerPid(child);
  // Also after a failed test.
  onTestFinished(() => endProcess(child, pid, 'SIGKILL'));
  return { url: /URL +(\S+)/.exec(out)?.[1] ?? '', pid, end: (signal) => endProcess(child, pid, signal) };
}

/** Whether a command succeeds on this machine. */
export function isPermitted(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Stores a thread. `uuid` is undefined when the server has not acknowledged it. */
export async function storeThread(
  { url }: ServerProcess,
  name: string,
): Promise<{ readonly status: number; readonly uuid?: string }> {
  const response = await fetch(`${url}/api/v1/threads`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ name }),
  });
  const { data } = (await response.json()) as { data?: { uuid: string } };
  return response.status === 201 && data !== undefined ? { status: 201, uuid: data.uuid } : { status: response.status };
}

/** Returns the threads that the server does not have. */
export async function findLost({ url }: ServerProcess, uuids: Iterable<string>): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const uuid of uuids) {
    const { status } = await fetch(`${url}/api/v1/threads/${uuid}`, { headers: HEADERS });
    if (status !== 200) lost.push(uuid);
  }
  return lost;
}

/** Clients that store threads one after the other until they are stopped or the server ends. */
export interface Writers {
  /** All acknowledged threads. */
  readonly acknowledged: ReadonlySet<string>;
  /** Acknowledged threads whose request was sent after the mark. */
  readonly late: ReadonlySet<string>;
  mark(): void;
  stop(): Promise<void>;
}

/** Starts eight writers. */
export function startWriters(server: ServerProcess): Writers {
  const [acknowledged, late] = [new Set<string>(), new Set<string>()];
  const state = { isMarked: false, isStopped: false };
  const write = async (writer: number): Promise<void> => {
    for (let number = 0; !state.isStopped; number += 1) {
      const isLate = state.isMarked;
      const { uuid } = await storeThread(server, `${writer}-${number}`).catch(() => ({ uuid: undefined }));
      if (uuid === undefined) await sleep(20);
      else (isLate ? late : acknowledged).add(uuid);
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, (_, index) => write(index)));
  return {
    acknowledged,
    late,
    mark: () => (state.isMarked = true),
    stop: async () => {
      state.isStopped = true;
      await all;
    },
  };
}

/**
 * Returns the id of the server: `unshare` stays as the parent of its command; a shell's `exec` does not. Without
 * `/proc` there is no `unshare`.
 */
async function findServerPid({ pid = 0 }: ChildProcess): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return Number(children.trim().split(' ')[0]) || pid;
}

async function endProcess(child: ChildProcess, pid: number, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  process.kill(pid, signal);
  await closed;
}

/** The program of the built package. */
export const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
