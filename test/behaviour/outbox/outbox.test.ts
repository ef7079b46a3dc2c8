import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_ATTEMPTS } from '../../../src/behaviour/outbox/settle-delivery.ts';
import { advanceClock, freezeClock } from '../../../src/behaviour/time/clock-control.ts';
import { createSystemClock } from '../../../src/kernel/time/clock.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { openFileJournal } from '../../../src/store/journals/file/open-file-journal.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import type { Journal } from '../../../src/store/port/journal.ts';
import { post, UndeliverableError } from '../../../src/store/port/outbox.ts';
import type { World } from '../../../src/store/port/world.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { createTestTransport } from '../../store/port/test-transport.ts';
import {
  COLLECTIONS,
  createDispatcher,
  createWorld,
  failedOf,
  note,
  pendingOf,
  FAST,
  settled,
} from './outbox-world.ts';

const makeFolder = useTemporaryFolders();

async function openFile(file: string): Promise<Journal> {
  const { journal } = await openFileJournal({ file, collections: COLLECTIONS });
  onTestFinished(() => journal.close());
  return journal;
}

const JOURNALS: readonly (readonly [string, () => Promise<Journal>])[] = [
  ['in memory', async () => createMemoryJournal()],
  ['in a file', async () => openFile(join(await makeFolder(), 'db.json'))],
  ['in a shared log', async () => createSharedLog().open({ collections: COLLECTIONS })],
];

/** Makes each append of a journal wait for `before`. */
function delayAppends(journal: Journal, before: () => Promise<void>): Journal {
  const append = journal.append.bind(journal);
  return Object.assign(journal, {
    append: async (...args: Parameters<Journal['append']>): Promise<number> => {
      await before();
      return append(...args);
    },
  });
}

describe.each(JOURNALS)('the outbox %s', (_where, openJournal) => {
  async function open() {
    const store = createStore({ collections: COLLECTIONS, journal: await openJournal() });
    const world = createWorld(store);
    const transport = createTestTransport();
    const dispatcher = createDispatcher(transport);
    onTestFinished(() => dispatcher.close());
    dispatcher.watch(world);
    return { world, transport, dispatcher };
  }

  it('delivers what a transaction posted, once, in order', async () => {
    const { world, transport } = await open();
    const ids = await Promise.all(['a', 'b', 'c'].map((text) => note(world, text)));
    await expect.poll(() => pendingOf(world), FAST).toEqual([]);
    expect(transport.tries).toEqual(
      ['a', 'b', 'c'].map((text, index) => ({
        kind: 'test',
        receiver: 'one',
        payload: { text },
        deliveryId: ids[index],
        attempt: 1,
      })),
    );
    expect(new Set(ids).size).toBe(3);
    expect(failedOf(world)).toEqual([]);
  });

  it('delivers nothing of a transaction that is aborted', async () => {
    const { world, transport } = await open();
    await expect(
      world.store.transaction((transaction) => {
        post(transaction, { kind: 'test', receiver: 'one', payload: {} }, world);
        throw new Error('No.');
      }),
    ).rejects.toThrow('No.');
    await settled();
    expect([transport.tries, pendingOf(world)]).toEqual([[], []]);
  });

  it('tries again with the same id when the time of the world has come', async () => {
    const { world, transport } = await open();
    transport.next.push(new Error('Busy.'), new Error('Busy.'));
    const id = await note(world, 'a');
    const attempts = (): readonly number[] => transport.tries.map(({ attempt }) => attempt);
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    await settled();
    expect(attempts()).toEqual([1]);
    await world.store.transaction((transaction) => advanceClock(transaction, 1000));
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 3 }]);
    await settled();
    expect(attempts()).toEqual([1, 2]);
    await world.store.transaction((transaction) => advanceClock(transaction, 2000));
    await expect.poll(() => pendingOf(world), FAST).toEqual([]);
    expect(transport.tries.map(({ deliveryId }) => deliveryId)).toEqual([id, id, id]);
    expect(transport.accepted).toHaveLength(1);
  });

  it('gives up after the last try, and keeps what failed with its reason', async () => {
    const { world, transport, dispatcher } = await open();
    transport.otherwise = new Error('Gone.');
    const id = await note(world, 'a');
    for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt }]);
      await world.store.transaction((transaction) => advanceClock(transaction, 2 ** (attempt - 2) * 1000));
    }
    await expect.poll(() => pendingOf(world), FAST).toEqual([]);
    expect(transport.tries).toHaveLength(MAX_ATTEMPTS);
    const failed = { delivery_id: id, kind: 'test', receiver: 'one', message: 'Gone.' };
    expect(failedOf(world)).toMatchObject([{ ...failed, attempts: MAX_ATTEMPTS }]);
    // It may hold credentials.
    expect(failedOf(world)[0]).not.toHaveProperty('payload');
    expect(dispatcher.errors).toMatchObject([{ delivery: id, attempts: MAX_ATTEMPTS, reason: 'Gone.' }]);
  });

  it('gives up immediately what no later try can deliver', async () => {
    const { world, transport } = await open();
    transport.next.push(new UndeliverableError('Not allowed.'));
    await note(world, 'a');
    await expect.poll(() => failedOf(world), FAST).toMatchObject([{ attempts: 1, message: 'Not allowed.' }]);
    expect(pendingOf(world)).toEqual([]);
  });

  it('keeps the last hundred failures', async () => {
    const { world, transport } = await open();
    transport.otherwise = new UndeliverableError('Never.');
    const ids = await Promise.all(Array.from({ length: 103 }, (_, index) => note(world, String(index))));
    await expect.poll(() => pendingOf(world).length, FAST).toBe(0);
    expect(failedOf(world)).toHaveLength(100);
    expect(failedOf(world)[0]).toMatchObject({ delivery_id: ids[3] });
  });

  it('does not hold up other deliveries when one has failed, nor another receiver when one is slow', async () => {
    const { world, transport } = await open();
    await world.store.transaction((transaction) => freezeClock(transaction, 0));
    transport.next.push(new Error('Busy.'), 'accept', 'hang');
    await note(world, 'fails');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    await note(world, 'works');
    await expect.poll(() => transport.accepted.map(({ payload }) => payload['text']), FAST).toEqual(['works']);
    await note(world, 'hangs', 'slow');
    await note(world, 'waits', 'slow');
    await note(world, 'passes', 'two');
    await expect.poll(() => transport.accepted.map(({ payload }) => payload['text']), FAST).toContain('passes');
    expect(transport.tries.map(({ payload }) => payload['text'])).not.toContain('waits');
  });

  it('drops what a reset or a restore no longer has, also while it is being delivered', async () => {
    const { world, transport } = await open();
    const empty = world.store.checkpoint();
    transport.next.push('hang');
    await note(world, 'in progress');
    await expect.poll(() => transport.tries.length, FAST).toBe(1);
    await note(world, 'waiting');
    await world.store.rewind(empty);
    await settled();
    expect([transport.tries.length, transport.accepted, pendingOf(world), failedOf(world)]).toEqual([1, [], [], []]);

    transport.next.push(new Error('Busy.'));
    await note(world, 'failed once');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    await world.store.restore(empty.snapshot());
    await world.store.transaction((transaction) => advanceClock(transaction, 60_000));
    await settled();
    expect([transport.tries.length, transport.accepted]).toEqual([2, []]);
    const again = await note(world, 'after');
    await expect.poll(() => transport.accepted.map(({ deliveryId }) => deliveryId), FAST).toEqual([again]);
  });

  it('delivers again what a restored state has to deliver, with the same id', async () => {
    const { world, transport } = await open();
    transport.next.push(new Error('Busy.'));
    const id = await note(world, 'a');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    const waiting = world.store.checkpoint();
    await world.store.transaction((transaction) => advanceClock(transaction, 1000));
    await expect.poll(() => pendingOf(world), FAST).toEqual([]);
    await world.store.rewind(waiting);
    await world.store.transaction((transaction) => advanceClock(transaction, 1000));
    await expect.poll(() => transport.accepted.map(({ deliveryId }) => deliveryId), FAST).toEqual([id, id]);
  });

  it('takes no logical time, whatever becomes of a delivery', async () => {
    const { world, transport } = await open();
    const start = world.clock.now();
    transport.next.push(new Error('Busy.'), 'accept', new UndeliverableError('Never.'));
    await note(world, 'retried');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    await note(world, 'accepted');
    await note(world, 'given up');
    await expect.poll(() => failedOf(world).length, FAST).toBe(1);
    await expect.poll(() => pendingOf(world).length, FAST).toBe(0);
    expect(world.clock.now()).toBe(start + 3000);
    await world.store.transaction((transaction) => freezeClock(transaction, 5_000_000));
    await note(world, 'frozen');
    await expect.poll(() => pendingOf(world).length, FAST).toBe(0);
    expect(world.clock.now()).toBe(5_000_000);
  });

  it('aborts a try that takes too long', async () => {
    const { world, dispatcher } = await open();
    await dispatcher.close();
    const transport = createTestTransport();
    transport.otherwise = 'hang';
    const impatient = createDispatcher(transport, { maxTime: 20 });
    onTestFinished(() => impatient.close());
    impatient.watch(world);
    await note(world, 'a');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    expect(transport.accepted).toEqual([]);
  });

  it('leaves what was in progress when the simulator closed to the next one', async () => {
    const { world, transport, dispatcher } = await open();
    transport.next.push('hang');
    const id = await note(world, 'a');
    await expect.poll(() => transport.tries.length, FAST).toBe(1);
    await dispatcher.close();
    expect(pendingOf(world)).toMatchObject([{ delivery_id: id, attempt: 1 }]);
    const next = createTestTransport();
    const second = createDispatcher(next);
    onTestFinished(() => second.close());
    second.watch(world);
    await expect.poll(() => next.accepted, FAST).toMatchObject([{ deliveryId: id, attempt: 1 }]);
    expect([transport.tries.length, transport.accepted]).toEqual([1, []]);
  });

  it('begins no try when the simulator closes while it takes the lease', async () => {
    const gate = { open: (): void => {} };
    const closeGate = (): Promise<void> => new Promise((resolve) => (gate.open = resolve));
    const delay = { append: async (): Promise<void> => {} };
    const journal = delayAppends(await openJournal(), () => delay.append());
    const world = createWorld(createStore({ collections: COLLECTIONS, journal }));
    await note(world, 'a');
    delay.append = closeGate;
    const transport = createTestTransport();
    const dispatcher = createDispatcher(transport, { isShared: true });
    dispatcher.watch(world);
    await settled();
    const closed = dispatcher.close();
    delay.append = async () => {};
    gate.open();
    await closed;
    expect(transport.tries).toEqual([]);
    expect(pendingOf(world)).toHaveLength(1);
  });

  it('delivers nothing of a commit before the journal has stored it', async () => {
    const gate = { open: (): void => {} };
    const closeGate = (): Promise<void> => new Promise((resolve) => (gate.open = resolve));
    const journal = delayAppends(await openJournal(), closeGate);
    const world = createWorld(createStore({ collections: COLLECTIONS, journal }));
    const transport = createTestTransport();
    const dispatcher = createDispatcher(transport);
    onTestFinished(() => dispatcher.close());
    dispatcher.watch(world);
    const stored = note(world, 'a');
    await settled();
    expect(transport.tries).toEqual([]);
    gate.open();
    await stored;
    await expect.poll(() => transport.tries.length, FAST).toBe(1);
    await settled();
    gate.open();
    await expect.poll(() => pendingOf(world), FAST).toEqual([]);
  });
});

it('stores a result of the outbox that could not be stored at first, and does not deliver again', async () => {
  const disk = { isFull: false };
  const journal = delayAppends(createMemoryJournal(), async () => {
    if (disk.isFull) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  });
  const world = createWorld(createStore({ collections: COLLECTIONS, journal }));
  const transport = createTestTransport();
  const { deliver } = transport;
  transport.deliver = async (...args) => {
    await deliver(...args);
    disk.isFull = true;
  };
  const dispatcher = createDispatcher(transport);
  onTestFinished(() => dispatcher.close());
  dispatcher.watch(world);
  await note(world, 'a');
  await expect.poll(() => transport.accepted.length, FAST).toBe(1);
  await settled();
  expect(pendingOf(world)).toHaveLength(1);
  disk.isFull = false;
  await expect.poll(() => pendingOf(world), FAST).toEqual([]);
  expect(transport.tries).toHaveLength(1);
});

it('delivers what a restart finds in the journal', async () => {
  const file = join(await makeFolder(), 'db.json');
  const first = createStore({ collections: COLLECTIONS, journal: await openFile(file) });
  const id = await note(createWorld(first), 'a');
  await first.close();
  const world = createWorld(createStore({ collections: COLLECTIONS, journal: await openFile(file) }));
  const transport = createTestTransport();
  const dispatcher = createDispatcher(transport);
  onTestFinished(() => dispatcher.close());
  dispatcher.watch(world);
  await expect.poll(() => transport.accepted, FAST).toMatchObject([{ deliveryId: id, payload: { text: 'a' } }]);
});

describe('what this process may not send', () => {
  const createFlowingWorld = (): World =>
    createWorld(createStore({ collections: COLLECTIONS, journal: createMemoryJournal() }), 'baseline', {
      ...createSystemClock(),
      now: () => 0,
    });

  it('stays pending for a process that may, and one warning tells of it', async () => {
    const world = createFlowingWorld();
    const transport = Object.assign(createTestTransport(), { accepts: (receiver: string) => receiver === 'one' });
    const dispatcher = createDispatcher(transport);
    onTestFinished(() => dispatcher.close());
    dispatcher.watch(world);
    const ids = [await note(world, 'a', 'other'), await note(world, 'b', 'other')];
    await note(world, 'c');
    await expect.poll(() => transport.accepted, FAST).toMatchObject([{ payload: { text: 'c' } }]);
    await expect.poll(() => pendingOf(world), FAST).toHaveLength(2);
    expect([failedOf(world), dispatcher.isBusy(world)]).toEqual([[], false]);
    expect(dispatcher.warnings).toEqual([{ kind: 'test', receiver: 'other', world: 'baseline' }]);

    const next = createTestTransport();
    const second = createDispatcher(next);
    onTestFinished(() => second.close());
    second.watch(world);
    await expect.poll(() => next.accepted.map(({ deliveryId }) => deliveryId), FAST).toEqual(ids);
    expect(second.warnings).toEqual([]);
  });

  it('is told in a warning also when it may send nothing at all', async () => {
    const world = createFlowingWorld();
    await note(world, 'a');
    await note(world, 'b');
    const dispatcher = createDispatcher(createTestTransport(), { transports: {} });
    onTestFinished(() => dispatcher.close());
    dispatcher.watch(world);
    expect(dispatcher.warnings).toEqual([{ kind: 'test', receiver: 'one', world: 'baseline' }]);
    expect(pendingOf(world)).toHaveLength(2);
  });
});

describe('a sandbox', () => {
  it('has its own outbox, and delivers nothing of the baseline', async () => {
    const baseline = createWorld(createStore({ collections: COLLECTIONS, journal: createMemoryJournal() }));
    const transport = createTestTransport();
    const dispatcher = createDispatcher(transport);
    onTestFinished(() => dispatcher.close());
    transport.next.push(new Error('Busy.'));
    dispatcher.watch(baseline);
    const first = await note(baseline, 'of the baseline');
    await expect.poll(() => pendingOf(baseline), FAST).toMatchObject([{ attempt: 2 }]);
    const sandbox = createWorld(baseline.store.fork(), 'left');
    dispatcher.watch(sandbox);
    await sandbox.store.transaction((transaction) => advanceClock(transaction, 60_000));
    const second = await note(sandbox, 'of the sandbox');
    await expect.poll(() => transport.accepted.map(({ deliveryId }) => deliveryId), FAST).toEqual([second]);
    await settled();
    expect(first).not.toBe(second);
    expect(transport.tries).toHaveLength(2);
  });

  it('is not busy with what the baseline has to deliver', async () => {
    const flowing = { ...createSystemClock(), now: () => 0 };
    const baseline = createWorld(
      createStore({ collections: COLLECTIONS, journal: createMemoryJournal() }),
      'baseline',
      flowing,
    );
    await note(baseline, 'of the baseline');
    const sandbox = createWorld(baseline.store.fork(), 'left', flowing);
    const dispatcher = createDispatcher(createTestTransport());
    onTestFinished(() => dispatcher.close());
    expect([dispatcher.isBusy(baseline), dispatcher.isBusy(sandbox)]).toEqual([true, false]);
    await note(sandbox, 'of the sandbox');
    expect(dispatcher.isBusy(sandbox)).toBe(true);
  });

  it('that was removed delivers nothing more', async () => {
    const removed = new Set<unknown>();
    const world = createWorld(createStore({ collections: COLLECTIONS, journal: createMemoryJournal() }), 'left');
    const transport = createTestTransport();
    const dispatcher = createDispatcher(transport, { isInUse: (each) => !removed.has(each) });
    onTestFinished(() => dispatcher.close());
    transport.next.push(new Error('Busy.'));
    dispatcher.watch(world);
    await note(world, 'a');
    await expect.poll(() => pendingOf(world), FAST).toMatchObject([{ attempt: 2 }]);
    removed.add(world);
    await world.store.transaction((transaction) => advanceClock(transaction, 60_000));
    await settled();
    expect(transport.tries).toHaveLength(1);
  });
});
