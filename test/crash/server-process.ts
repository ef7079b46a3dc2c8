import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A server of the built product, as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Of the server itself, and not of a command that it was started by. */
  readonly pid: number;
  /** Resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** How a server is started. */
export interface ServerOptions {
  readonly args?: readonly string[];
  /** The command that Node and its arguments follow on, such as `unshare`. */
  readonly by?: readonly string[];
}

export const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

/**
 * Starts a server on a data folder. Rejects with what it wrote to its standard error where it ends before it serves.
 */
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
  // Of a test that fails, too.
  onTestFinished(() => endProcess(child, pid, 'SIGKILL'));
  return { url: /URL +(\S+)/.exec(out)?.[1] ?? '', pid, end: (signal) => endProcess(child, pid, signal) };
}

/** Whether a command can be run here to its end. */
export function isPermitted(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Stores a thread; undefined where the server has not acknowledged it. */
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

/** The threads that a server has not. */
export async function findLost({ url }: ServerProcess, uuids: Iterable<string>): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const uuid of uuids) {
    const { status } = await fetch(`${url}/api/v1/threads/${uuid}`, { headers: HEADERS });
    if (status !== 200) lost.push(uuid);
  }
  return lost;
}

/** Clients that store threads one after the other, until they are stopped or the server is gone. */
export interface Writers {
  /** All that was acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Acknowledged, and asked for after the mark was set. */
  readonly late: ReadonlySet<string>;
  mark(): void;
  stop(): Promise<void>;
}

/** Starts eight of them. */
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
 * `unshare` stays as the parent of what it starts; a shell's `exec` does not. Without `/proc` there is no `unshare`,
 * either.
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

const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
