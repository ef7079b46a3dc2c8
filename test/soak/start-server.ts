import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PROBE = fileURLToPath(new URL('../../bench/probe.mjs', import.meta.url));

/** What a server holds once garbage is collected. */
export interface Holding {
  /** In bytes. */
  readonly heapUsed: number;
  /** In bytes. */
  readonly rss: number;
  /** What keeps its event loop alive, by kind: sockets, timers, files. */
  readonly resources: Readonly<Record<string, number>>;
}

/** A server in a process of its own. */
export interface SoakedServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  holding(): Promise<Holding>;
  /** Everything that it has logged. */
  readonly logged: () => string;
  /** Ends it in order; gives its exit code. */
  close(): Promise<number | null>;
}

/** Starts the built simulator on any free port. `nodeOptions` are those of the process. */
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
    async holding() {
      child.send('holding');
      return ((await once(child, 'message')) as [Holding])[0];
    },
    logged: () => log,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}
