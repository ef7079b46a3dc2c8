import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';
import { findFreePort } from '../../scripts/find-free-port.mjs';
import {
  findLost,
  HEADERS,
  isPermitted,
  SERVER,
  startServer,
  startWriters,
  storeThread,
  type ServerProcess,
} from './server-process.ts';

const makeFolder = useTemporaryFolders();
/** A file that every write to fails with ENOSPC. */
const FULL = '/dev/full';
const WEBHOOK = '/api/v1/workflows/550e8400-e29b-41d4-a716-446655440000/webhook';
const ORDER = {
  customer_name: 'Ada Park',
  email: 'ada.park@example.com',
  company: 'Park Ceramics',
  plan: 'team',
  seats: 4,
};
const canMount = await (async () => {
  const folder = join(process.cwd(), 'node_modules', '.crash-mount');
  await mkdir(folder, { recursive: true });
  const isMounted = isPermitted('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (isMounted) spawnSync('umount', [folder]);
  await rm(folder, { recursive: true, force: true });
  return isMounted;
})();
if (!canMount) console.log('Skipped: this machine does not permit mounting a small file system.');

const send = async ({ url }: ServerProcess, method: string, path: string, body?: object): Promise<number> => {
  const response = await fetch(url + path, {
    method,
    headers: HEADERS,
    body: body === undefined ? null : JSON.stringify(body),
  });
  await response.text();
  return response.status;
};

describe.runIf(canMount)('a full disk', () => {
  it('with due work serves reads, rejects writes and snapshots, and recovers when there is room', async () => {
    const mount = join(await makeFolder(), 'small');
    await mkdir(mount);
    expect(isPermitted('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mount])).toBe(true);
    try {
      const data = join(mount, 'data');
      const server = await startServer(data, { args: ['--speed', '10'] });
      const writers = startWriters(server);
      await until(() => writers.acknowledged.size >= 50);
      expect(await send(server, 'POST', WEBHOOK, ORDER)).toBeLessThan(300);
      // Fills the disk.
      await writeFile(join(mount, 'filler'), Buffer.alloc(16 * 1024 * 1024)).catch(() => {});
      // The journal's file is extended ahead: writes that still fit into it are stored.
      await vi.waitFor(async () => expect((await storeThread(server, 'full')).status).toBe(507), 60_000);
      writers.mark();
      for (let second = 0; second < 4; second += 1) {
        await sleep(700);
        const reads = ['/api/v1/user', '/api/v1/agents', '/__admin/clock', '/__admin/health'];
        expect(await Promise.all(reads.map((path) => send(server, 'GET', path)))).toEqual([200, 200, 200, 200]);
      }
      expect(await send(server, 'POST', '/__admin/snapshots', { name: 'full' })).toBe(507);
      await rm(join(mount, 'filler'));
      await vi.waitFor(async () => expect((await storeThread(server, 'room')).status).toBe(201), 60_000);
      expect(await send(server, 'POST', '/__admin/snapshots', { name: 'room' })).toBe(201);
      await writers.stop();
      await server.end('SIGKILL');
      const again = await startServer(data);
      const acknowledged = [...writers.acknowledged, ...writers.late];
      expect(await findLost(again, acknowledged)).toEqual([]);
      console.log(`a full disk with due work: ${acknowledged.length} acknowledged, 0 lost, reads served`);
      await again.end('SIGKILL');
    } finally {
      spawnSync('umount', [mount]);
    }
  }, 300_000);

  it('of its log does not stop a server, and the log goes on when there is room', async () => {
    const mount = join(await makeFolder(), 'small');
    await mkdir(mount);
    expect(isPermitted('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount])).toBe(true);
    try {
      const log = join(mount, 'log');
      const server = await startServer(join(await makeFolder(), 'data'), {
        args: ['--log-level', 'info'],
        by: ['sh', '-c', 'exec "$@" 2>>"$0"', log],
      });
      await writeFile(join(mount, 'filler'), Buffer.alloc(2 * 1024 * 1024)).catch(() => {});
      for (let sent = 0; sent < 50; sent += 1) expect(await send(server, 'GET', '/api/v1/user')).toBe(200);
      await rm(join(mount, 'filler'));
      expect(await send(server, 'GET', '/api/v1/user?after')).toBe(200);
      await server.end('SIGTERM');
      expect(await readFile(log, 'utf8')).toContain('/api/v1/user?after');
    } finally {
      spawnSync('umount', [mount]);
    }
  });
});

describe.runIf(existsSync(FULL))('standard output on a full disk', () => {
  it('is an error of a command, with one line on standard error', async () => {
    const output = await open(FULL, 'w');
    const { status, stderr } = spawnSync(process.execPath, [SERVER, '--version'], {
      stdio: ['ignore', output.fd, 'pipe'],
      encoding: 'utf8',
    });
    await output.close();
    expect([status, stderr.split('\n')]).toEqual([1, [expect.stringContaining('ENOSPC'), '']]);
  });

  it('stops no server, and neither does its log', async () => {
    const output = await open(FULL, 'w');
    const port = await findFreePort();
    const child = spawn(process.execPath, [SERVER, '--ephemeral', '--port', String(port)], {
      stdio: ['ignore', output.fd, output.fd],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await output.close();
    const url = `http://localhost:${port}`;
    await vi.waitFor(async () => expect((await fetch(`${url}/__admin/health`)).status).toBe(200), 20_000);
    for (let sent = 0; sent < 5; sent += 1) expect((await fetch(`${url}/api/v1/user`)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});

it('the reader of a pipe may go away: the command ends quietly', () => {
  const command = 'set -o pipefail; "$0" "$1" config --print | true';
  const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, SERVER], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

it('a server without file descriptors recovers when they are free again, and loses no acknowledged write', async () => {
  const data = join(await makeFolder(), 'data');
  const server = await startServer(data, { by: ['sh', '-c', 'ulimit -n 200; exec "$@"', 'sh'] });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const acknowledged = new Set<string>();
  const store = async (name: string): Promise<number> => {
    const { status, uuid } = await storeBy(agent, server, name);
    if (uuid !== undefined) acknowledged.add(uuid);
    return status;
  };
  expect(await store('before')).toBe(201);
  const port = Number(new URL(server.url).port);
  const sockets: Socket[] = [];
  for (let number = 0; number < 300; number += 1) sockets.push(connect(port, '127.0.0.1').on('error', () => {}));
  await sleep(500);
  const without = new Set<number>();
  for (let number = 0; number < 30; number += 1) without.add(await store(`without ${number}`));
  expect(
    [...without].every((status) => status === 201 || status === 503),
    [...without].join(' '),
  ).toBe(true);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect(await store('after')).toBe(201), 60_000);
  await vi.waitFor(async () => {
    for (const path of ['/__admin/health', '/docs', '/__admin/state', '/__admin/snapshots'])
      expect([path, await send(server, 'GET', path)]).toEqual([path, 200]);
  }, 60_000);
  expect(await send(server, 'POST', '/__admin/snapshots', { name: 'after' })).toBe(201);
  agent.destroy();
  await server.end('SIGKILL');
  const again = await startServer(data);
  expect(await findLost(again, acknowledged)).toEqual([]);
  console.log(`no file descriptors: ${acknowledged.size} acknowledged, 0 lost`);
  await again.end('SIGKILL');
}, 300_000);

/** Stores a thread over a connection that was opened while there were file descriptors. */
async function storeBy(
  agent: Agent,
  { url }: ServerProcess,
  name: string,
): Promise<{ readonly status: number; readonly uuid?: string }> {
  const asked = request(`${url}/api/v1/threads`, { method: 'POST', agent, headers: HEADERS });
  asked.end(JSON.stringify({ name }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data?: { uuid: string } };
  return response.statusCode === 201 && data !== undefined
    ? { status: 201, uuid: data.uuid }
    : { status: response.statusCode ?? 0 };
}
