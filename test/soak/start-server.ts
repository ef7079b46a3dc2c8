import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PROBE = fileURLToPath(new URL('../../bench/probe.mjs', import.meta.url));

/** The memory and resources that a server uses after garbage collection. */
export interface ServerUsage {
  /** In bytes. */
  readonly heapUsed: number;
  /** In bytes. */
  readonly rss: number;
  /** The number of active resources of the event loop, by kind: sockets, timers, files. */
  readonly resources: Readonly<Record<string, number>>;
  /** The processor time since its start, in milliseconds. */
  readonly processor: number;
}

/** A server in a child process. */
export interface SoakedServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  usage(): Promise<ServerUsage>;
  /** Returns the log so far. */
  readonly log: () => string;
  /** Stops the server gracefully. Returns its exit code. */
  close(): Promise<number | null>;
}

/** Starts the built simulator on a free port. `nodeOptions` are options of its Node process. */
export async function startServer(
  options: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<SoakedServer> {
  const command = [
    '--expose-gc',
    ...nodeOptions,
    '--import',
    PROBE,
    SERVER,
    '--port',
    '0',
    '--log-level',
    'warn',
    ...options,
  ];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let [banner, log] = ['', ''];
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      banner += chunk.toString();
      const found = /URL +(\S+)\s/.exec(banner)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${log}`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    async usage() {
      child.send('holding');
      return ((await once(child, 'message')) as [ServerUsage])[0];
    },
    log: () => log,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}
