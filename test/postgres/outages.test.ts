import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import type { Store } from '../../src/store/port/store.ts';
import { COLLECTIONS, LIBRARY } from '../store/port/store-conformance.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { startProxy, type CuttingProxy } from './cutting-proxy.ts';
import { usePostgresLogs } from './postgres-logs.ts';
import { startStopwatch } from '../support/stopwatch.ts';

const { createSchema, openLog } = usePostgresLogs();

async function openStore(schema: string, options: Parameters<typeof openLog>[1] = {}): Promise<Store> {
  const journal = await openLog(schema, options).open({ collections: COLLECTIONS, contract: 'one' });
  const store = createStore({ collections: COLLECTIONS, journal });
  if (journal.initial === undefined) await store.restore(LIBRARY);
  return store;
}

const addShelf = (store: Store, id: number): Promise<void> =>
  store.transaction((each) => each.insert('shelves', { id }));
const shelvesOf = (store: Store): readonly unknown[] => store.all('shelves').map(({ id }) => id);

async function sql(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

describe('a connection that breaks', () => {
  let proxy: CuttingProxy;
  const throughProxy = (): { readonly url: string } => ({
    url: inject('postgres').replace(/:\d+\//, `:${proxy.port}/`),
  });
  beforeAll(async () => {
    proxy = await startProxy(Number(/:(\d+)\//.exec(inject('postgres'))?.[1]));
  });
  afterAll(() => proxy.close());

  it('after the commit does not store a write twice, and acknowledges it', async () => {
    const schema = createSchema();
    const store = await openStore(schema, throughProxy());
    await addShelf(store, 7);
    const before = store.log.position;
    proxy.swallowNextResponse();
    await addShelf(store, 8);
    expect([store.log.position, shelvesOf(store)]).toEqual([before + 1, [1, 2, 7, 8]]);
    expect(shelvesOf(await openStore(schema))).toEqual([1, 2, 7, 8]);
  });

  it('again and again loses and doubles nothing', async () => {
    const schema = createSchema();
    const store = await openStore(schema, throughProxy());
    const stored: number[] = [];
    const uncertain = new Set<unknown>();
    // However slow the machine is, something is stored between two cuts.
    const cuts: number[] = [];
    const timer = setInterval(() => {
      if (stored.length === cuts.at(-1)) return;
      cuts.push(stored.length);
      proxy.cut();
    }, 150);
    for (let id = 100; stored.length < 250 || cuts.length < 5; id += 1) {
      try {
        await addShelf(store, id);
        stored.push(id);
      } catch (error) {
        if ((error as { code?: string }).code === 'WRITE_UNCERTAIN') uncertain.add(id);
      }
    }
    clearInterval(timer);
    const fresh = shelvesOf(await openStore(schema)).filter((id) => Number(id) >= 100);
    expect(fresh.filter((id) => !uncertain.has(id))).toEqual(stored);
  });

  it('into silence makes a write uncertain, never "nothing was changed"; afterwards writes continue', async () => {
    const schema = createSchema();
    const store = await openStore(schema, throughProxy());
    await addShelf(store, 7);
    proxy.setBlackHole(true);
    const write = addShelf(store, 8);
    await expect(write).rejects.toMatchObject({ code: 'WRITE_UNCERTAIN' });
    expect(store.failure).toMatch(/database/);
    expect(shelvesOf(store)).toEqual([1, 2, 7]);
    await expect(store.log.catchUp()).rejects.toMatchObject({ code: 'READ_FAILED' });
    expect(store.log.status.uncertain).toBe(1);
    proxy.setBlackHole(false);
    proxy.cut();
    let id = 8;
    await vi.waitFor(() => addShelf(store, (id += 1)), { timeout: 30_000, interval: 200 });
    expect(shelvesOf(await openStore(schema))).toEqual(shelvesOf(store));
  });
});

describe('a database that is killed', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.remove());

  it('is noticed within two seconds; local reads go on, and writes continue after its restart', async () => {
    const schema = createSchema();
    const store = await openStore(schema, { url: cluster.url });
    await addShelf(store, 7);
    await cluster.kill();
    const stopwatch = startStopwatch();
    await vi.waitFor(() => expect(store.failure).toMatch(/database/), { interval: 10 });
    expect(stopwatch.stop()).toBeLessThan(2000);
    await expect(addShelf(store, 8)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    await expect(store.log.catchUp()).rejects.toMatchObject({ code: 'READ_FAILED' });
    expect(shelvesOf(store)).toEqual([1, 2, 7]);
    await cluster.start();
    await vi.waitFor(() => addShelf(store, 9), { timeout: 30_000, interval: 100 });
    await vi.waitFor(() => expect(store.failure).toBeUndefined());
    expect(shelvesOf(await openStore(schema, { url: cluster.url }))).toEqual([1, 2, 7, 9]);
  });
});

describe('a log that went back, as after a failover to an asynchronous standby', () => {
  const goBack = (schema: string, by: number): Promise<unknown> =>
    sql(`WITH head AS (
        SELECT log.position, log.id FROM "${schema}".athena_log log, "${schema}".athena_world world
        WHERE log.world = world.world AND log.position = world.position - ${by}
      ), lost AS (
        DELETE FROM "${schema}".athena_log WHERE position > (SELECT position FROM head)
      )
      UPDATE "${schema}".athena_world SET position = head.position, head_id = head.id FROM head`);

  it('is noticed by every replica without a write, and loaded again', async () => {
    const schema = createSchema();
    const [left, right] = [await openStore(schema), await openStore(schema)];
    for (let id = 7; id < 12; id += 1) await addShelf(left, id);
    await right.log.catchUp();
    await goBack(schema, 2);
    const stopwatch = startStopwatch();
    for (const store of [left, right]) await vi.waitFor(() => expect(shelvesOf(store)).toEqual([1, 2, 7, 8, 9]));
    expect(stopwatch.stop()).toBeLessThan(5000);
    expect([left.log.epoch, right.log.epoch]).toEqual([2, 2]);
    await addShelf(right, 20);
    await left.log.catchUp();
    expect(shelvesOf(left)).toEqual([1, 2, 7, 8, 9, 20]);
  });

  it('and grew again to the same position is noticed by the id of its row', async () => {
    const schema = createSchema();
    const [left, right] = [await openStore(schema), await openStore(schema)];
    await addShelf(left, 7);
    await right.log.catchUp();
    await addShelf(left, 8);
    await goBack(schema, 1);
    // The other replica had not applied the lost write, and writes in its place.
    await vi.waitFor(() => addShelf(right, 9));
    await vi.waitFor(() => expect(shelvesOf(left)).toEqual([1, 2, 7, 9]));
    await addShelf(left, 10);
    await right.log.catchUp();
    expect(shelvesOf(right)).toEqual([1, 2, 7, 9, 10]);
  });
});

describe('the tables', () => {
  it('are compacted at their limit: a fresh replica and one that was behind have the same records', async () => {
    const schema = createSchema();
    const store = await openStore(schema, { compactAt: 40_000 });
    const late = await openStore(schema);
    for (let round = 0; round < 60; round += 1) {
      const books = Array.from({ length: 20 }, (_, index) => ({ isbn: `${round}-${index}`, title: 'x'.repeat(40) }));
      await store.transaction((each) => books.forEach((book) => each.insert('books', book)));
    }
    await vi.waitFor(async () => {
      const [row] = await sql(`SELECT base_position::integer AS base FROM "${schema}".athena_world`);
      expect(row?.['base']).toBeGreaterThan(1);
    });
    await late.log.catchUp();
    expect(late.snapshot()).toEqual(store.snapshot());
    expect((await openStore(schema)).snapshot()).toEqual(store.snapshot());
    await addShelf(late, 70);
    await store.log.catchUp();
    expect(store.snapshot()).toEqual(late.snapshot());
  });

  it('keep a reset under a kilobyte', async () => {
    const schema = createSchema();
    const store = await openStore(schema);
    const size = async (): Promise<number> => {
      const [row] = await sql(`SELECT sum(octet_length(content) + 100)::integer AS size FROM "${schema}".athena_log`);
      return Number(row?.['size']);
    };
    await store.transaction((each) => {
      for (let id = 0; id < 2000; id += 1) each.insert('books', { isbn: `${id}`, title: 'x'.repeat(40) });
    });
    const before = await size();
    const point = await store.log.findResetPoint();
    if (point === undefined) throw new Error('There is no reset point.');
    await store.rewind(point);
    expect((await size()) - before).toBeLessThan(1000);
    expect(store.snapshot()).toEqual(LIBRARY);
  });

  it('store the state of a reset again when it was removed as unused', async () => {
    const schema = createSchema();
    const store = await openStore(schema);
    const checkpoint = store.checkpoint();
    await store.log.saveState(checkpoint);
    await sql(`DELETE FROM "${schema}".athena_state`);
    await store.log.setResetPoint(checkpoint);
    const [row] = await sql(`SELECT count(*)::integer AS states FROM "${schema}".athena_state`);
    expect(row).toEqual({ states: 1 });
  });

  it('are of one version, which another version of this program rejects', async () => {
    const schema = createSchema();
    const store = await openStore(schema);
    await store.close();
    await sql(`UPDATE "${schema}".athena_version SET version = 99`);
    await expect(openStore(schema)).rejects.toMatchObject({
      code: 'BOOT_FAILED',
      faults: [
        {
          file: '--journal-schema',
          message: `The tables of the schema ${schema} are of version 99, and this program uses version 2.`,
          remedy: 'Start the version that wrote them, or pass another --journal-schema.',
        },
      ],
    });
  });

  it('reject a replica with another contract while others serve the log, and are taken over when none does', async () => {
    const schema = createSchema();
    const store = await openStore(schema);
    await addShelf(store, 7);
    const open = () => openLog(schema).open({ collections: COLLECTIONS, contract: 'two' });
    const message = expect.stringContaining('Its log has another contract, which 1 other replica serves.') as string;
    await expect(open()).rejects.toMatchObject({ code: 'BOOT_FAILED', message });
    // Whose collections cannot hold the records of the log, too.
    const collections = [{ name: 'shelves', key: 'label', indexes: [] }];
    const openOther = () => openLog(schema).open({ collections, contract: 'two' });
    await expect(openOther()).rejects.toMatchObject({ code: 'BOOT_FAILED', message });
    await store.close();
    await sleep(50);
    expect((await open()).contract).toBe('one');
    // No fault of the database.
    await expect(openOther()).rejects.toMatchObject({ name: 'StoreError', code: 'INVALID_KEY' });
  });
});

describe('a database that cannot be opened', () => {
  it('is a fault of --journal that says what to do, without the password', async () => {
    const url = 'postgres://athena:secret@127.0.0.1:1,127.0.0.1:2/nowhere';
    const opening = openLog('any', { url }).open({ collections: COLLECTIONS });
    const error = await opening.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ code: 'BOOT_FAILED' });
    expect(error?.message).toMatch(/127\.0\.0\.1:1,127\.0\.0\.1:2.*ECONNREFUSED.*PGPASSWORD/s);
    expect(error?.message).not.toContain('secret');
  });
});
