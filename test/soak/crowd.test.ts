import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { send, type Tally } from './clients.ts';
import { startServer } from './start-server.ts';

const makeFolder = useTemporaryFolders();
const newTally = (): Tally => ({ statuses: new Map(), times: [], cuts: 0 });

it('serves requests while ten thousand connections are idle', { timeout: 180_000 }, async () => {
  const count = Math.min(10_000, findFileLimit() - 1000);
  const server = await startServer(['--ephemeral']);
  // Waits until the server has loaded the modules that it loads after it listens.
  const before = await vi.waitFor(
    async () => {
      const holding = await server.usage();
      expect(holding.resources).not.toHaveProperty('FSReqPromise');
      return holding;
    },
    { timeout: 60_000, interval: 500 },
  );
  const sockets: Socket[] = [];
  while (sockets.length < count)
    sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => openIdle(server.port)))));
  const tally = newTally();
  const agent = new Agent({ keepAlive: true });
  for (let number = 0; number < 50; number += 1)
    await send({ port: server.port, agent, tally }, 'GET', '/api/v1/agents');
  const during = await server.usage();
  expect(during.resources['TCPSocketWrap']).toBeGreaterThanOrEqual(sockets.length);
  expect(tally.statuses.get(200)).toBe(50);
  // Half of them, since a busy machine may delay some.
  expect(tally.times.toSorted((one, other) => one - other)[25]).toBeLessThan(2000);
  expect((during.rss - before.rss) / sockets.length).toBeLessThan(40_000);
  for (const socket of sockets) socket.destroy();
  agent.destroy();
  // Closing ten thousand connections takes a while.
  await vi.waitFor(
    async () => {
      const { resources } = await server.usage();
      for (const [kind, held] of Object.entries(resources))
        expect(held, kind).toBeLessThanOrEqual(before.resources[kind] ?? 0);
    },
    { timeout: 60_000, interval: 1000 },
  );
  expect(await server.close()).toBe(0);
});

it('rejects requests above the limit before memory grows, and recovers', { timeout: 180_000 }, async () => {
  // Writes wait for the disk, so they would accumulate without a limit.
  const server = await startServer(['--data', await makeFolder(), '--max-in-flight', '20']);
  const tally = newTally();
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const target = { port: server.port, agent, tally };
  await send(target, 'POST', '/api/v1/threads', { name: 'The first' });
  const before = await server.usage();
  for (let wave = 0; wave < 3; wave += 1) {
    await Promise.all(
      Array.from({ length: 1000 }, () =>
        send(target, 'POST', '/api/v1/threads', { name: 'x'.repeat(250), metadata: { text: 'x'.repeat(10_000) } }),
      ),
    );
  }
  const after = await server.usage();
  expect([...tally.statuses.keys()].toSorted((one, other) => one - other)).toEqual([201, 503]);
  expect(tally.statuses.get(503)).toBeGreaterThan(100);
  expect(after.rss - before.rss).toBeLessThan(250e6);
  const later = newTally();
  for (let number = 0; number < 20; number += 1)
    await send({ ...target, tally: later }, 'POST', '/api/v1/threads', { name: 'Later' });
  expect(later.statuses).toEqual(new Map([[201, 20]]));
  agent.destroy();
  expect(await server.close()).toBe(0);
});

/** Opens a connection that is idle after one response. */
function openIdle(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /__admin/health HTTP/1.1\r\nHost: h\r\n\r\n'));
    socket.once('data', () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The server closed an idle connection.')));
  });
}

/** Returns how many files a process may have open. */
function findFileLimit(): number {
  const [, soft = '1024'] = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return Number(soft);
}
