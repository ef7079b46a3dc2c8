import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine, type Engine } from '../../../src/assembly/engine/open-engine.ts';
import { reloadEngine } from '../../../src/assembly/engine/reload-engine.ts';
import { completeOptions, type SimulatorOptions } from '../../../src/assembly/load/complete-options.ts';
import { resetWorld } from '../../../src/control/world/reset-world.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import { OUTBOX, post } from '../../../src/store/port/outbox.ts';
import type { World } from '../../../src/store/port/world.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { createTestTransport, type TestTransport } from '../../store/port/test-transport.ts';

const makeFolder = useTemporaryFolders();

const toConfig = (transport: TestTransport, options: SimulatorOptions) => ({
  ...completeOptions({ spec: 'test/contracts/shop/openapi.yaml', ...options }),
  transports: { test: transport },
});

async function open(transport: TestTransport, options: SimulatorOptions = {}): Promise<Engine> {
  const engine = await openEngine(toConfig(transport, options));
  onTestFinished(() => close(engine));
  return engine;
}

async function close({ outbox, blobCollector, worlds }: Engine): Promise<void> {
  await outbox.close();
  await blobCollector.close();
  await worlds.baseline.store.close();
}

const tell = (world: World, text: string): Promise<string> =>
  world.store.transaction((transaction) =>
    post(transaction, { kind: 'test', receiver: 'one', payload: { text } }, world),
  );

const textsOf = ({ accepted }: TestTransport): readonly string[] =>
  accepted.map(({ payload }) => String(payload['text']));
const FAST = { interval: 2 };

test('the engine delivers for the baseline and for each sandbox, also after a reload, and drops on a reset', async () => {
  const transport = createTestTransport();
  const engine = await open(transport);
  const { baseline } = engine.worlds;
  await tell(baseline, 'baseline');
  await expect.poll(() => textsOf(transport), FAST).toEqual(['baseline']);
  const { world } = engine.worlds.open('left');
  await tell(world, 'sandbox');
  await expect.poll(() => textsOf(transport), FAST).toEqual(['baseline', 'sandbox']);

  const reloaded = await reloadEngine(toConfig(transport, {}), engine, { isFollowing: false });
  await tell(baseline, 'reloaded');
  await expect.poll(() => textsOf(transport), FAST).toContain('reloaded');
  expect(reloaded.engine.outbox).toBe(engine.outbox);

  transport.next.push(new Error('Busy.'));
  await tell(baseline, 'dropped');
  await expect.poll(() => baseline.store.all(OUTBOX.name), FAST).toMatchObject([{ attempt: 2 }]);
  await resetWorld(baseline, reloaded.engine);
  expect(baseline.store.all(OUTBOX.name)).toEqual([]);
});

test('a sandbox delivers what the request that creates it has posted before', async () => {
  const transport = createTestTransport();
  const { worlds } = await open(transport);
  const lease = worlds.borrow('left');
  await tell(lease.world, 'first');
  expect(transport.tries).toEqual([]);
  await lease.enter();
  lease.release();
  await expect.poll(() => textsOf(transport), FAST).toEqual(['first']);
});

test('a removed sandbox delivers nothing', async () => {
  const transport = createTestTransport();
  const { worlds } = await open(transport);
  const { world } = worlds.open('left');
  await worlds.remove('left');
  await tell(world, 'late');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(transport.tries).toEqual([]);
});

test('an engine on a data folder delivers what the one before it had posted, with the same id', async () => {
  const data = join(await makeFolder(), 'data');
  const silent = createTestTransport();
  silent.otherwise = 'hang';
  const first = await open(silent, { data });
  const id = await tell(first.worlds.baseline, 'posted');
  await expect.poll(() => silent.tries.length, FAST).toBe(1);
  await close(first);
  const transport = createTestTransport();
  await open(transport, { data });
  await expect.poll(() => transport.accepted, FAST).toMatchObject([{ deliveryId: id, attempt: 1 }]);
});

test('of two engines on one log one delivers, and the other when that one is closed', async () => {
  const log = createSharedLog();
  const transports = [createTestTransport(), createTestTransport()] as const;
  const [first, second] = [await open(transports[0], { log }), await open(transports[1], { log })];
  for (const text of ['a', 'b', 'c', 'd']) await tell((text < 'c' ? first : second).worlds.baseline, text);
  await expect.poll(() => transports.flatMap(textsOf).toSorted(), FAST).toEqual(['a', 'b', 'c', 'd']);
  const [holder, other] = transports[0].accepted.length > 0 ? [first, transports[1]] : [second, transports[0]];
  expect(other.tries).toEqual([]);
  await holder.outbox.close();
  await tell(holder.worlds.baseline, 'e');
  await expect.poll(() => textsOf(other), FAST).toEqual(['e']);
});

test('a sandbox of a log delivers once, from whichever replica has it, and from the next one that loads it', async () => {
  const log = createSharedLog();
  const transports = [createTestTransport(), createTestTransport()] as const;
  const [first, second] = [await open(transports[0], { log }), await open(transports[1], { log })];
  const lease = first.worlds.borrow('left');
  await tell(lease.world, 'created');
  await lease.enter();
  lease.release();
  await expect.poll(() => textsOf(transports[0]), FAST).toEqual(['created']);
  await second.worlds.load('left');
  const same = second.worlds.find('left')?.world;
  if (same === undefined) throw new Error('The sandbox was not loaded.');
  await tell(same, 'by the second');
  await expect.poll(() => transports.flatMap(textsOf), FAST).toEqual(['created', 'by the second']);
  await first.outbox.close();
  await first.worlds.close();
  await tell(same, 'after the first');
  await expect.poll(() => textsOf(transports[1]), FAST).toContain('after the first');
});
