import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import type { Store } from '../../src/store/port/store.ts';
import { COLLECTIONS } from '../store/port/store-conformance.ts';
import { startProxy } from './cutting-proxy.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { createSchema, openLog } = usePostgresLogs();
const PORT = Number(/:(\d+)\//.exec(inject('postgres'))?.[1]);
const toUrl = (...ports: readonly number[]): string =>
  inject('postgres').replace(/127\.0\.0\.1:\d+/, ports.map((port) => `127.0.0.1:${port}`).join(','));

async function openStore(schema: string, url: string): Promise<Store> {
  const journal = await openLog(schema, { url }).open({ collections: COLLECTIONS, contract: 'one' });
  return createStore({ collections: COLLECTIONS, journal });
}

/** Returns the seconds since each replica was seen. */
async function readSilences(schema: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  const text = `SELECT extract(epoch FROM clock_timestamp() - seen_at)::float8 AS silence FROM "${schema}".athena_replica`;
  const { rows } = await client.query<{ readonly silence: number }>(text);
  await client.end();
  return rows.map(({ silence }) => silence);
}

/**
 * Expects that a store is healthy for three seconds, and that the others see it. The server itself may be slow to
 * respond: then the seconds begin anew. A store that cannot do without the host that hangs fails in each.
 */
async function expectHealth(store: Store, schema: string): Promise<void> {
  let healthy = 0;
  for (let sample = 0; sample < 300 && healthy < 30; sample += 1) {
    healthy = store.failure === undefined ? healthy + 1 : 0;
    await sleep(100);
  }
  expect(healthy).toBe(30);
  await vi.waitFor(async () => {
    for (const silence of await readSilences(schema)) expect(silence).toBeLessThan(2.5);
  });
}

describe('a host of a cluster that accepts connections and never responds', () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})));
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('does not degrade a replica when the next host is the primary', async () => {
    const schema = createSchema();
    const store = await openStore(schema, toUrl((server.address() as AddressInfo).port, PORT));
    await expectHealth(store, schema);
    await store.transaction((each) => each.insert('shelves', { id: 7 }));
    expect(store.all('shelves')).toEqual([{ id: 7 }]);
  });

  it('and was the primary is left for the next one', async () => {
    const schema = createSchema();
    const proxy = await startProxy(PORT);
    const store = await openStore(schema, toUrl(proxy.port, PORT));
    proxy.setBlackHole(true);
    await vi.waitFor(() => expect(store.failure).toMatch(/database/), { interval: 20 });
    await vi.waitFor(() => expect(store.failure).toBeUndefined(), { interval: 20 });
    await expectHealth(store, schema);
    await proxy.close();
  });
});
