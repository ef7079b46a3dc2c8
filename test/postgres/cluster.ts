import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL server of its own, in a temporary folder, that listens on loopback. */
export interface Cluster {
  readonly url: string;
  readonly port: number;
  /** Ends the server as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, after a crash. */
  start(): Promise<void>;
  /** Ends the server and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a new server. `settings` are lines of its configuration. */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const bin = await findBinaries();
  const owner = await findOwner();
  const folder = await mkdtemp(join(tmpdir(), 'athena-postgres-'));
  const data = join(folder, 'data');
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  await promisify(execFile)(
    join(bin, 'initdb'),
    ['--pgdata', data, '--username', 'athena', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8', '--locale', 'C'],
    { ...owner, cwd: folder },
  );
  const port = await findFreePort();
  const url = `postgres://athena@127.0.0.1:${port}/postgres?sslmode=disable`;
  let server: ChildProcess | undefined;
  const kill = async (signal: 'SIGKILL' | 'SIGINT'): Promise<void> => {
    const ended = server;
    server = undefined;
    if (ended === undefined || ended.exitCode !== null) return;
    const exit = new Promise((resolve) => ended.once('exit', resolve));
    ended.kill(signal);
    await exit;
    // The children of a killed server notice it a moment later; a new server waits for them.
    if (signal === 'SIGKILL') await sleep(200);
  };
  const start = async (): Promise<void> => {
    const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', ...settings];
    const args = ['-D', data, '-p', `${port}`, ...options.flatMap((option) => ['-c', option])];
    server = spawn(join(bin, 'postgres'), args, { ...owner, cwd: folder, stdio: 'ignore' });
    await waitUntilReady(url);
  };
  await start();
  return {
    url,
    port,
    kill: () => kill('SIGKILL'),
    start,
    remove: async () => {
      await kill('SIGINT');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function waitUntilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await sleep(100);
    }
  }
}

/** Returns the folder of the newest server. Throws with what to install when there is none. */
async function findBinaries(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  const newest = versions.toSorted((left, right) => Number(right) - Number(left))[0];
  if (newest !== undefined) return join(root, newest, 'bin');
  const { stdout } = await promisify(execFile)('pg_config', ['--bindir']).catch(() => ({ stdout: '' }));
  if (stdout.trim() !== '') return stdout.trim();
  throw new Error(
    'These tests need PostgreSQL 15 or later. On Debian: sudo apt-get install postgresql. On macOS: brew install postgresql.',
  );
}

/** Returns the user that runs the server: root may not. */
async function findOwner(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> => {
    const { stdout } = await promisify(execFile)('id', [flag, 'postgres']);
    return Number(stdout);
  };
  return { uid: await id('-u'), gid: await id('-g') };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
