import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePort } from '../scripts/find-free-port.mjs';

const run = promisify(execFile);

/** Starts a PostgreSQL server of its own with its default settings, on loopback. Commits wait for the disk. */
export async function startPostgres() {
  const bin = await findPrograms();
  const owner = await findOwner();
  const folder = await mkdtemp(join(tmpdir(), 'athena-bench-postgres-'));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder };
  const how = ['--username', 'athena', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'];
  await run(join(bin, 'initdb'), ['--pgdata', data, ...how], options);
  const port = await findFreePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, ...settings], {
    ...options,
    stdio: 'ignore',
  });
  await waitUntilReady(bin, port, server);
  return {
    url: `postgres://athena@127.0.0.1:${port}/postgres?sslmode=disable`,
    async close() {
      if (server.exitCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGINT');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findPrograms() {
  const root = '/usr/lib/postgresql';
  const [newest] = (await readdir(root).catch(() => [])).toSorted((one, other) => Number(other) - Number(one));
  if (newest !== undefined) return join(root, newest, 'bin');
  const found = await run('pg_config', ['--bindir']).catch(() => undefined);
  if (found !== undefined) return found.stdout.trim();
  throw new Error('This needs PostgreSQL 15 or later. On Debian: sudo apt-get install postgresql.');
}

/** Returns the user that runs the server: root may not. */
async function findOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function waitUntilReady(bin, port, server) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}.`);
    const ready = run(join(bin, 'pg_isready'), ['--host', '127.0.0.1', '--port', `${port}`, '--username', 'athena']);
    const isReady = await ready.then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error('PostgreSQL did not start within 30 s.');
}
