import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { exportSnapshot, importSnapshot } from '../../../src/assembly/commands/move-snapshots.ts';
import { createBlobCollector } from '../../../src/assembly/engine/blob-collector.ts';
import { findUsedBlobs } from '../../../src/assembly/engine/find-used-blobs.ts';
import { reloadEngine } from '../../../src/assembly/engine/reload-engine.ts';
import { openEngine, type Engine } from '../../../src/assembly/engine/open-engine.ts';
import { completeOptions } from '../../../src/assembly/load/complete-options.ts';
import { restoreSnapshot, saveSnapshot } from '../../../src/control/world/save-snapshots.ts';
import { BootError } from '../../../src/kernel/boot-fault.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createMemoryBlobs } from '../../../src/store/blobs/memory-blobs.ts';
import { toBlobValue } from '../../../src/store/port/blobs.ts';
import type { World } from '../../../src/store/port/world.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const SHOP = 'test/contracts/shop/openapi.yaml';
const makeFolder = useTemporaryFolders();
const engines: Engine[] = [];
afterAll(() => Promise.all(engines.map(close)));

async function open(data?: string, reset = false): Promise<Engine> {
  const engine = await openEngine(completeOptions({ data, reset, spec: SHOP }));
  engines.push(engine);
  return engine;
}

async function close({ blobCollector, worlds }: Engine): Promise<void> {
  await blobCollector.close();
  await worlds.baseline.store.close();
}

/** Stores a text as a blob, and a record of a hidden collection that refers to it. Returns its reference. */
async function keep({ blobs }: Engine, { store }: World, text: string): Promise<string> {
  const lease = await blobs.put(Buffer.from(text));
  const file = toBlobValue(lease, 'text/plain');
  await store.transaction((transaction) => transaction.insert('failed_work', { id: text, file }));
  lease.release();
  return lease.reference;
}

async function drop({ store }: World, text: string): Promise<void> {
  await store.transaction((transaction) => transaction.delete('failed_work', text));
}

/** Collects immediately, and returns which blobs are left. */
async function collect(
  { blobs, worlds, snapshotStores }: Engine,
  data: string | undefined,
): Promise<readonly string[]> {
  await blobs.collect(() => findUsedBlobs({ worlds, snapshotStores, data }));
  return blobs.list();
}

/** Waits for a collection in the background. */
const expectBlobs = ({ blobs }: Engine, expected: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await blobs.list()).toEqual(expected.toSorted()), 10_000);

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof BootError ? error.faults.map(({ message }) => message).join(' ') : String(error);
};

// Collections pause for a second, so the tests wait together.
test.concurrent.each([['in memory', false] as const, ['in a data folder', true] as const])(
  'a blob %s stays while a world, a sandbox, a reset point or a snapshot refers to it',
  async (_where, isStored) => {
    const data = isStored ? await makeFolder() : undefined;
    const engine = await open(data);
    const { baseline } = engine.worlds;
    const [kept, saved, forked] = [
      await keep(engine, baseline, 'kept'),
      await keep(engine, baseline, 'saved'),
      await keep(engine, baseline, 'forked'),
    ];
    await saveSnapshot(baseline, { name: 'with all' }, engine);
    const { world } = engine.worlds.open('left');
    const own = await keep(engine, world, 'own');
    const unused = await keep(engine, baseline, 'unused');
    for (const text of ['saved', 'forked', 'unused']) await drop(baseline, text);
    expect(await collect(engine, data)).toEqual([kept, saved, forked, own].toSorted());
    expect(await engine.blobs.has(unused)).toBe(false);
    await restoreSnapshot(baseline, 'with all', engine);
    await drop(baseline, 'saved');
    await saveSnapshot(baseline, { name: 'with all', replace: true }, engine);
    await drop(baseline, 'forked');
    // The sandbox's state and reset point still have the first three.
    expect(await collect(engine, data)).toEqual([kept, saved, forked, own].toSorted());
    expect(engine.worlds.remove('left')).toBe(true);
    await expectBlobs(engine, [kept, forked]);
    expect(await engine.snapshotStores.of(baseline).remove('with all')).toBe(true);
    await expectBlobs(engine, [kept]);
  },
);

test.concurrent('blobs are collected at the start; an archive of the data folder keeps its own', async () => {
  const data = await makeFolder();
  const first = await open(data);
  const kept = await keep(first, first.worlds.baseline, 'kept');
  (await first.blobs.put(Buffer.from('never committed'))).release();
  await close(first);
  expect(await readdir(join(data, 'blobs'))).toHaveLength(2);
  const second = await open(data);
  await expectBlobs(second, [kept]);
  await close(second);
  const third = await open(data, true);
  expect(third.worlds.baseline.store.all('failed_work')).toEqual([]);
  (await third.blobs.put(Buffer.from('never committed'))).release();
  expect(await collect(third, data)).toEqual([kept]);
});

test.concurrent('blobs of the snapshots of a sandbox stay after a reload', async () => {
  const data = await makeFolder();
  const config = completeOptions({ data, spec: SHOP });
  const engine = await openEngine(config);
  const reloaded = (await reloadEngine(config, engine, { isFollowing: false })).engine;
  engines.push(reloaded);
  const { world } = reloaded.worlds.open('left');
  const saved = await keep(reloaded, world, 'saved');
  await saveSnapshot(world, { name: 'with it' }, reloaded);
  const unused = await keep(reloaded, world, 'unused');
  for (const text of ['saved', 'unused']) await drop(world, text);
  reloaded.blobCollector.request();
  await vi.waitFor(async () => expect(await reloaded.blobs.has(unused)).toBe(false), 10_000);
  expect(await reloaded.blobs.list()).toEqual([saved]);
  await restoreSnapshot(world, 'with it', reloaded);
  expect(await reloaded.blobs.read(saved)).toEqual(Buffer.from('saved'));
});

test.concurrent('blobs of a log in memory stay: sandboxes that are not loaded may refer to them', async () => {
  const engine = await openEngine(completeOptions({ log: createSharedLog(), spec: SHOP, maxSandboxes: 1 }));
  engines.push(engine);
  const entered = engine.worlds.borrow('left');
  await entered.enter();
  const own = await keep(engine, entered.world, 'own');
  entered.release();
  const other = engine.worlds.borrow('right');
  await other.enter();
  expect(engine.worlds.find('left')).toBeUndefined();
  engine.blobCollector.request();
  await sleep(1500);
  expect(await engine.blobs.list()).toEqual([own]);
  other.release();
});

test.concurrent('an exported snapshot carries the blobs that it refers to, and an import stores them', async () => {
  const [data, other] = [await makeFolder(), await makeFolder()];
  const file = join(await makeFolder(), 'bug.json');
  const spec = SHOP;
  const first = await open(data);
  const reference = await keep(first, first.worlds.baseline, 'kept');
  await close(first);
  await exportSnapshot({ data, file, spec });
  const text = await readFile(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 2, blobs: { [reference]: 'a2VwdA==' } });

  for (const [spoilt, message] of [
    [text.replace('"a2VwdA=="', '"a2VxdA=="'), 'is damaged'],
    [text.replace(`"${reference}": "a2VwdA=="`, ''), `It refers to the blob ${reference}, and does not have it.`],
  ] as const) {
    await writeFile(file, spoilt);
    expect(await faultOf(importSnapshot({ data: other, file, spec }))).toContain(message);
  }
  await writeFile(file, text);
  await importSnapshot({ data: other, file, spec });
  const second = await open(other);
  expect(second.worlds.baseline.store.all('failed_work')).toHaveLength(1);
  expect(await collect(second, other)).toEqual([reference]);
  expect(await second.blobs.read(reference)).toEqual(Buffer.from('kept'));
  await close(second);

  await writeFile(join(data, 'blobs', reference), 'spoilt');
  expect(await faultOf(exportSnapshot({ data, file, spec }))).toContain(`Failed to read the blob ${reference}`);
});

test.concurrent('the collector keeps what the second search finds, and removes nothing once it is closed', async () => {
  const blobs = createMemoryBlobs();
  const lease = await blobs.put(Buffer.from('being restored'));
  lease.release();
  const searches: ReadonlySet<string>[] = [new Set(), new Set([lease.reference]), new Set(), new Set()];
  const findReferences = async (): Promise<ReadonlySet<string>> => searches.shift() ?? new Set([lease.reference]);
  const quick = createBlobCollector({ blobs, findReferences, logger: silentLogger, pause: 1 });
  quick.request();
  await vi.waitFor(() => expect(searches).toHaveLength(2));
  await quick.close();
  const slow = createBlobCollector({ blobs, findReferences, logger: silentLogger, pause: 60_000 });
  slow.request();
  await vi.waitFor(() => expect(searches).toHaveLength(1));
  await slow.close();
  expect(await blobs.list()).toEqual([lease.reference]);
});

test.concurrent('a collection that fails is logged, and the next one succeeds', async () => {
  const blobs = createMemoryBlobs();
  (await blobs.put(Buffer.from('unused'))).release();
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (_fields: object, message: string) => void warnings.push(message) };
  const failures = [new Error('EMFILE')];
  const findReferences = async (): Promise<ReadonlySet<string>> => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return new Set();
  };
  const collector = createBlobCollector({ blobs, findReferences, logger, pause: 1 });
  collector.request();
  await vi.waitFor(() =>
    expect(warnings).toEqual(['Unused blobs could not be removed. The next collection tries again.']),
  );
  collector.request();
  await vi.waitFor(async () => expect(await blobs.list()).toEqual([]));
  await collector.close();
});
