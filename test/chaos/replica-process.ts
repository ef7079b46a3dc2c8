import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/find-free-port.mjs';

/** A replica of the built package, as a child process on a port of its own. */
export interface Replica {
  readonly url: string;
  /** What it has written to its log since its first start. */
  readonly log: string;
  readonly pid: number;
  start(): Promise<void>;
  /** Ends the process with SIGKILL. */
  kill(): Promise<void>;
}

/** Options of a replica. */
export interface ReplicaOptions {
  /** The URL of the database. */
  readonly journal: string;
  readonly schema: string;
  readonly args?: readonly string[];
  /** Ends the process, also while it starts, when it is aborted. */
  readonly signal?: AbortSignal;
}

/** Starts a replica. Rejects with what it wrote when it ends before it is ready. */
export async function startReplica({ journal, schema, args = [], signal }: ReplicaOptions): Promise<Replica> {
  const port = await findFreePort();
  const own = ['--journal', journal, '--journal-schema', schema, '--port', `${port}`, '--log-level', 'warn', ...args];
  let child: ChildProcess | undefined;
  let log = '';
  const startOnce = async (): Promise<void> => {
    const started = spawn(process.execPath, [SERVER, ...own], {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    });
    child = started;
    let output = '';
    started.stderr.on('data', (chunk: Buffer) => (log = `${log}${chunk.toString()}`.slice(-MAX_LOG)));
    await new Promise<void>((resolve, reject) => {
      started.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (/^ *Try/m.test(output)) resolve();
      });
      started.on('error', reject);
      started.once('close', (code) => reject(new Error(`The replica ended with ${code}: ${log.slice(-2000)}`)));
    });
  };
  // Again while the database does not respond in time, as an orchestrator does.
  const start = async (): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await startOnce();
      } catch (error) {
        const isUnreachable = String(error).includes('No primary can be reached');
        if (!isUnreachable || attempt === MAX_STARTS || signal?.aborted === true) throw error;
      }
    }
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    get log() {
      return log;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Returns what a replica says of itself. */
export async function readHealth({ url }: Pick<Replica, 'url'>): Promise<Health> {
  const response = await fetch(`${url}/__admin/health`);
  return (await response.json()) as Health;
}

/** The parts of a replica's health that these tests read. */
export interface Health {
  readonly status: 'ok' | 'degraded' | 'starting';
  readonly journal: {
    readonly position: number;
    readonly head: number;
    readonly epoch: number;
    readonly uncertain: number;
    readonly conflicts: number;
  };
}

const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const MAX_STARTS = 10;
/** In characters. */
const MAX_LOG = 2_000_000;
