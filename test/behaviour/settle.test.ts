import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load-contract.ts';
import { cancelWork, schedule, SCHEDULED_WORK, type PrepareWork } from '../../src/behaviour/schedule.ts';
import { createSettle } from '../../src/behaviour/settle.ts';
import type { CompiledContract } from '../../src/contract/contract.ts';
import type { Platform } from '../../src/behaviour/platform.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { createPace } from '../../src/kernel/pace.ts';
import { createSeededRandom } from '../../src/kernel/random.ts';
import { createStore } from '../../src/store/create-store.ts';
import { createMemoryJournal } from '../../src/store/memory-journal.ts';
import type { World } from '../../src/store/world.ts';

const collections = [SCHEDULED_WORK, { name: 'notes', key: 'id', indexes: [] }];
let contract: CompiledContract;

beforeAll(async () => {
  ({ contract } = await loadContract('test/contracts/shop/openapi.yaml'));
});

function openWorld(): World & { time: number } {
  const random = createSeededRandom('1');
  const world = {
    name: 'baseline',
    store: createStore({ collections, journal: createMemoryJournal() }),
    time: 0,
    clock: { now: (): number => world.time, unmoved: (): number => world.time, flows: false, wait: () => Promise.resolve() },
    random,
    ids: createIds(random),
    pace: createPace(1),
  };
  return world;
}

/** Writes down its text and when it was due; `again` schedules another, so much later. */
const note: PrepareWork =
  () =>
  async (payload, { now }) => {
    if (payload['text'] === 'broken') throw new Error('This one cannot be done.');
    return (transaction) => {
      transaction.insert('notes', { id: transaction.next('notes'), text: String(payload['text']), now });
      const again = Number(payload['again'] ?? 0);
      if (again > 0) schedule(transaction, { kind: 'note', due: now + again, payload: { text: `${String(payload['text'])}!` } });
    };
  };

function settleNotes() {
  const errors: unknown[] = [];
  const logger = { ...silentLogger, error: (facts: unknown) => errors.push(facts) };
  return { ...createSettle(contract, { work: { note } } as unknown as Platform, logger), errors };
}

const textsOf = ({ store }: World): readonly unknown[] => store.all('notes').map(({ text, now }) => `${String(text)} ${String(now)}`);

describe('scheduled work', () => {
  it('is done when its time has come, in the order of the times, each with its own', async () => {
    const world = openWorld();
    const settle = settleNotes();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 300, payload: { text: 'third' } });
      schedule(transaction, { kind: 'note', due: 100, payload: { text: 'first', again: 50 } });
      schedule(transaction, { kind: 'note', due: 900, payload: { text: 'later' } });
    });
    expect(settle.isDue(world)).toBe(false);
    world.time = 500;
    expect(settle.isDue(world)).toBe(true);
    await Promise.all([settle.run(world), settle.run(world)]);
    expect(textsOf(world)).toEqual(['first 100', 'first! 150', 'third 300']);
    expect(settle.isDue(world)).toBe(false);
    expect(world.store.all(SCHEDULED_WORK.name)).toHaveLength(1);
  });

  it('is cancelled with its owner', async () => {
    const world = openWorld();
    const settle = settleNotes();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 1, payload: { text: 'gone' }, owner: 'runs/1' });
      schedule(transaction, { kind: 'note', due: 2, payload: { text: 'kept' }, owner: 'runs/2' });
      cancelWork(transaction, 'runs/1');
    });
    await settle.run(world, 10);
    expect(textsOf(world)).toEqual(['kept 2']);
  });

  it('is a part of the state: a snapshot brings it back', async () => {
    const world = openWorld();
    await world.store.transaction((transaction) => schedule(transaction, { kind: 'note', due: 5, payload: { text: 'found again' } }));
    const other = openWorld();
    await other.store.restore(world.store.snapshot());
    await settleNotes().run(other, 5);
    expect(textsOf(other)).toEqual(['found again 5']);
  });

  it('that fails is logged and given up, and what follows is done', async () => {
    const world = openWorld();
    const settle = settleNotes();
    await world.store.transaction((transaction) => {
      schedule(transaction, { kind: 'note', due: 1, payload: { text: 'broken' } });
      schedule(transaction, { kind: 'nobody', due: 2, payload: {} });
      schedule(transaction, { kind: 'note', due: 3, payload: { text: 'whole' } });
    });
    await settle.run(world, 10);
    expect(textsOf(world)).toEqual(['whole 3']);
    expect(settle.errors).toMatchObject([
      { kind: 'note', id: 1 },
      { kind: 'nobody', id: 2 },
    ]);
  });
});
