import { describe, expect, it, vi } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import { createSharedLog } from '../../src/store/journals/shared-log.ts';
import { JournalConflict, JournalUncertain, type Journal, type JournalRecord } from '../../src/store/port/journal.ts';
import type { Store, StoreSnapshot } from '../../src/store/port/store.ts';
import { COLLECTIONS, LIBRARY } from './port/store-conformance.ts';

/** A journal on a shared log, some of whose members are replaced. */
async function openJournal(change: (journal: Journal) => Partial<Journal>, log = createSharedLog()): Promise<Journal> {
  const first = await log.open({ collections: COLLECTIONS });
  if (first.initial === undefined) await first.replace(LIBRARY, 0);
  await first.close();
  const journal = await log.open({ collections: COLLECTIONS });
  return Object.defineProperties(
    Object.create(journal) as Journal,
    Object.getOwnPropertyDescriptors(change(journal)) as PropertyDescriptorMap,
  );
}

const toStore = (journal: Journal): Store => createStore({ collections: COLLECTIONS, journal });
const addShelf = (store: Store, id: number): Promise<void> =>
  store.transaction((each) => each.insert('shelves', { id }));

describe('a write whose outcome is unknown', () => {
  it.each([
    ['was stored', true],
    ['was not stored', false],
  ])('is reported as such, and the store continues rightly when it %s', async (_what, isStored) => {
    let isCut = true;
    const journal = await openJournal((base) => ({
      append: async (entries, expected) => {
        if (!isCut) return base.append(entries, expected);
        isCut = false;
        if (isStored) await base.append(entries, expected);
        throw new JournalUncertain('The connection broke. The change may have been stored.');
      },
    }));
    const store = toStore(journal);
    const message = 'The connection broke. The change may have been stored.';
    await expect(addShelf(store, 7)).rejects.toMatchObject({ name: 'StoreError', code: 'WRITE_UNCERTAIN', message });
    await addShelf(store, 8);
    expect(store.get('shelves', 7) !== undefined).toBe(isStored);
    expect(store.get('shelves', 8)).toBeDefined();
  });
});

describe('a log that went back', () => {
  it('is loaded again: what it lost is gone, and writes and reads continue', async () => {
    const records: JournalRecord[] = [{ kind: 'state', snapshot: LIBRARY }];
    const listeners = new Set<(position: number) => void>();
    let [position, epoch, reads] = [10, 1, 0];
    const journal = await openJournal(() => ({
      get position() {
        return position;
      },
      get epoch() {
        return epoch;
      },
      append: async (_entries, expected) => {
        if (expected !== position) throw new JournalConflict(expected, position);
        return (position += 1);
      },
      async *read() {
        reads += 1;
        yield { records, position };
      },
      barrier: async () => position,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }));
    const store = createStore({ collections: COLLECTIONS, journal, initial: LIBRARY, position: 10 });
    await addShelf(store, 7);
    expect(store.log).toMatchObject({ position: 11, epoch: 1 });
    [position, epoch] = [9, 2];
    for (const listener of listeners) listener(9);
    await vi.waitFor(() => expect(store.log).toMatchObject({ position: 9, epoch: 2 }));
    expect(store.snapshot()).toEqual(LIBRARY);
    await store.log.catchUp();
    await addShelf(store, 8);
    expect([store.log.position, store.log.status.lag, reads]).toEqual([10, 0, 1]);
  });
});

describe('a position that was announced wrongly', () => {
  it('is looked for once', async () => {
    let reads = 0;
    const listeners = new Set<(position: number) => void>();
    const journal = await openJournal((base) => ({
      async *read(after) {
        reads += 1;
        yield* base.read(after);
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }));
    const store = toStore(journal);
    for (const listener of listeners) listener(99);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([store.log.status.lag, reads]).toEqual([0, 1]);
    await addShelf(store, 7);
    expect(store.get('shelves', 7)).toEqual({ id: 7 });
  });
});

describe('a store that cannot read the writes of others', () => {
  it('reads them again by itself, and says for how long it has been behind', async () => {
    const log = createSharedLog();
    let isBroken = true;
    const journal = await openJournal(
      (base) => ({
        async *read(after) {
          if (isBroken) throw new Error('The network is down.');
          yield* base.read(after);
        },
      }),
      log,
    );
    const store = toStore(journal);
    const other = createStore({ collections: COLLECTIONS, journal: await log.open({ collections: COLLECTIONS }) });
    await addShelf(other, 7);
    await vi.waitFor(() => expect(store.log.status.lag).toBeGreaterThan(0));
    expect(store.log.status).toMatchObject({ kind: 'shared-memory', position: 1, head: 2, epoch: 0 });
    const failed = store.log.catchUp();
    await expect(failed).rejects.toMatchObject({
      code: 'READ_FAILED',
      message: expect.stringContaining('The network is down') as string,
    });
    isBroken = false;
    await vi.waitFor(() => expect(store.get('shelves', 7)).toBeDefined());
    expect(store.log.status).toMatchObject({ position: 2, head: 2, lag: 0 });
  });

  it('shares a barrier between the reads that wait, but none that began before', async () => {
    let calls = 0;
    const journal = await openJournal((base) => ({
      barrier: async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return base.barrier();
      },
    }));
    const store = toStore(journal);
    const reads = (): Promise<unknown> => Promise.all(Array.from({ length: 32 }, () => store.log.catchUp()));
    await reads();
    expect(calls).toBe(1);
    const first = reads();
    await vi.waitFor(() => expect(calls).toBe(2), { interval: 1 });
    await Promise.all([first, reads()]);
    expect(calls).toBe(3);
  });
});

describe('a conflict that does not end', () => {
  it('ends after ten seconds: the write is rejected, and the stack does not grow', async () => {
    let attempts = 0;
    const journal = await openJournal(() => ({
      append: async (_entries, expected) => {
        attempts += 1;
        throw new JournalConflict(expected, expected + 1);
      },
    }));
    const start = performance.now();
    let skipped = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => start + (skipped += 100));
    const store = toStore(journal);
    await expect(addShelf(store, 7)).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: expect.stringContaining('Nothing has changed') as string,
    });
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(300);
  });
});

describe('a reset of a shared world', () => {
  it('writes a record of less than a kilobyte, whatever the size of the state', async () => {
    const log = createSharedLog();
    const books = Array.from({ length: 1000 }, (_, index) => ({ isbn: `${index}`, title: 'x'.repeat(100) }));
    const large: StoreSnapshot = { position: 1, sequences: {}, collections: { books } };
    await (await log.open({ collections: COLLECTIONS })).replace(large, 0);
    const store = createStore({ collections: COLLECTIONS, journal: await log.open({ collections: COLLECTIONS }) });
    await addShelf(store, 7);
    const point = await store.log.findResetPoint();
    if (point === undefined) throw new Error('There is no reset point.');
    const journal = await log.open({ collections: COLLECTIONS });
    const before = journal.position;
    await store.rewind(point);
    const records: JournalRecord[] = [];
    for await (const tail of journal.read(before)) records.push(...tail.records);
    expect(records).toMatchObject([{ kind: 'rewind' }]);
    expect(JSON.stringify(records).length).toBeLessThan(1000);
    expect(store.all('books')).toHaveLength(1000);
    expect(store.get('shelves', 7)).toBeUndefined();
  });
});
