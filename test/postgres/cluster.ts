import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from '../../scripts/find-free-port.mjs';

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

/** A server that follows a primary. */
export interface Standby extends Cluster {
  /** Makes it the primary. Resolves when it accepts writes. */
  promote(): Promise<void>;
}

/** Starts a new server. `settings` are lines of its configuration. */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const install = await findInstall();
  const folder = await createFolder(install);
  await install.run('initdb', folder, [
    '--pgdata',
    join(folder, 'data'),
    '--username',
    'athena',
    '--auth',
    'trust',
    '--no-sync',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
  ]);
  return startServer(install, folder, settings);
}

/** Starts a copy of a primary that follows it by the name `standby`, through a port of this machine. */
export async function startStandby(primaryPort: number): Promise<Standby> {
  const install = await findInstall();
  const folder = await createFolder(install);
  const primary = `host=127.0.0.1 port=${primaryPort} user=athena sslmode=disable application_name=standby`;
  await install.run('pg_basebackup', folder, [
    '--pgdata',
    join(folder, 'data'),
    '--dbname',
    primary,
    '--write-recovery-conf',
    '--checkpoint',
    'fast',
    '--no-sync',
  ]);
  const server = await startServer(install, folder, [`primary_conninfo=${primary}`, 'hot_standby=on']);
  return { ...server, promote: () => promote(server.url) };
}

async function promote(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ readonly isPromoted: boolean }>('SELECT pg_promote(true, 30) AS "isPromoted"');
  await client.end();
  if (rows[0]?.isPromoted !== true) throw new Error('The standby was not promoted.');
}

async function createFolder({ owner }: Install): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'athena-postgres-'));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}

async function startServer({ bin, owner }: Install, folder: string, settings: readonly string[]): Promise<Cluster> {
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
    // The children of a killed server notice it a moment later.
    if (signal === 'SIGKILL') await sleep(200);
  };
  const start = async (): Promise<void> => {
    const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', ...settings];
    const args = ['-D', join(folder, 'data'), '-p', `${port}`, ...options.flatMap((option) => ['-c', option])];
    const launch = (): ChildProcess => {
      const child = spawn(join(bin, 'postgres'), args, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr?.on('data', (chunk: Buffer) => (log = `${log}${chunk.toString()}`.slice(-MAX_LOG)));
      return child;
    };
    let log = '';
    let started = launch();
    server = started;
    const giveUpAt = performance.now() + MAX_START;
    while (!(await acceptsConnections(url))) {
      const hasEnded = started.exitCode !== null || started.signalCode !== null;
      // While a child of the killed server lives, no new one starts.
      const isTooEarly = hasEnded && server === started && log.includes('still in use');
      if ((hasEnded && !isTooEarly) || performance.now() > giveUpAt)
        throw new Error(`PostgreSQL did not start: ${log}`);
      await sleep(100);
      if (!isTooEarly) continue;
      log = '';
      started = launch();
      server = started;
    }
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

async function acceptsConnections(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** The installed server, and the user that runs it. */
interface Install {
  readonly bin: string;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** Runs one of its programs in a folder. */
  run(program: string, folder: string, args: readonly string[]): Promise<void>;
}

async function findInstall(): Promise<Install> {
  const [bin, owner] = [await findBinaries(), await findOwner()];
  const run: Install['run'] = async (program, folder, args) => {
    await promisify(execFile)(join(bin, program), args, { ...owner, cwd: folder });
  };
  return { bin, owner, run };
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
async function findOwner(): Promise<Install['owner']> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string): Promise<number> => {
    const { stdout } = await promisify(execFile)('id', [flag, 'postgres']);
    return Number(stdout);
  };
  return { uid: await id('-u'), gid: await id('-g') };
}

/** In characters. */
const MAX_LOG = 10_000;
/** In milliseconds: a server that recovers from a crash waits for the disk. */
const MAX_START = 120_000;
