import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../../src/store/create-store.ts';
import type { Journal } from '../../../src/store/port/journal.ts';
import { openFileJournal } from '../../../src/store/journals/file/open-file-journal.ts';
import { createSharedLog, type SharedLog } from '../../../src/store/journals/shared-log.ts';
import type { Store } from '../../../src/store/port/store.ts';
import { describeJournal } from './journal-conformance.ts';
import { COLLECTIONS, describeStore, LIBRARY } from './store-conformance.ts';
import { useTemporaryFolders } from '../temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const opened: Journal[] = [];
afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));

describeJournal('in files', async () => {
  const { journal } = await openFileJournal({ file: join(await makeFolder(), 'db.json'), collections: COLLECTIONS });
  opened.push(journal);
  return journal;
});
describeJournal('in a shared log', async () => createSharedLog().open(COLLECTIONS));

describeStore('on a shared log', async ({ collections, initial, wrap }) => {
  const journal = createSharedLog({ maxRecords: 4 }).open(collections);
  if (initial !== undefined) await journal.replace(initial, 0);
  return createStore({ collections, initial, journal: wrap === undefined ? journal : wrap(journal) });
});

describe('stores on one shared log', () => {
  it('hold the same records after every write of either', async () => {
    const [left, right] = await replicas();
    for (const [index, store] of [left, right, right, left].entries()) {
      await store.transaction((each) => each.insert('shelves', { id: each.next('shelves') }));
      await store.transaction((each) => each.update('books', 'a', { shelf_id: index }));
      await caughtUp();
      expect(left.snapshot()).toEqual(right.snapshot());
      expect(left.get('books', 'a')).toMatchObject({ shelf_id: index });
    }
    expect(left.all('shelves').map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("run the loser of a conflict again on the winner's state", async () => {
    const [left, right] = await replicas();
    const runs: string[] = [];
    const rename = (store: Store, name: string): Promise<unknown> =>
      store.transaction((each) => {
        const seen = String(each.get('books', 'a')?.['title'] ?? '-');
        runs.push(`${name} on ${seen}`);
        each.update('books', 'a', { title: `${seen}${name}` });
      });
    await Promise.all([rename(left, 'L'), rename(right, 'R')]);
    await caughtUp();
    expect(runs).toEqual(['L on -', 'R on -', 'R on -L']);
    expect([left, right].map((store) => store.get('books', 'a')?.['title'])).toEqual(['-LR', '-LR']);
    expect([left.position, right.position]).toEqual([LIBRARY.position + 2, LIBRARY.position + 2]);
  });

  it('use each number of a sequence once, and reject the second of two equal keys', async () => {
    const [left, right] = await replicas();
    const take = (store: Store): Promise<number> => store.transaction((each) => each.next('loans'));
    const numbers = await Promise.all(Array.from({ length: 60 }, (_, index) => take(index % 2 === 0 ? left : right)));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    const insert = (store: Store): Promise<void> => store.transaction((each) => each.insert('books', { isbn: 'new' }));
    const ends = await Promise.allSettled([insert(left), insert(right)]);
    const [won, lost] = ends.toSorted((one, other) => (one.status < other.status ? -1 : 1));
    expect([won, lost]).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'DUPLICATE_KEY' } },
    ]);
  });

  it('rewind together, and order a restore among the writes', async () => {
    const [left, right] = await replicas();
    const insert = (store: Store, id: number): Promise<void> =>
      store.transaction((each) => each.insert('shelves', { id }));
    await insert(left, 7);
    await Promise.all([right.restore(LIBRARY), insert(left, 8), insert(right, 9)]);
    await caughtUp();
    expect(left.snapshot()).toEqual(right.snapshot());
    expect(left.all('shelves').map(({ id }) => id)).toContain(9);
    expect(left.all('shelves').map(({ id }) => id)).not.toContain(7);
    const checkpoint = right.checkpoint();
    await insert(left, 10);
    await right.rewind(checkpoint);
    await caughtUp();
    expect(left.snapshot()).toEqual(checkpoint.snapshot());
  });

  it('start with the records of the others at any time, and continue when another has closed', async () => {
    const { log, stores } = await share();
    const [left, right] = stores;
    for (let id = 10; id < 30; id += 1) await left.transaction((each) => each.insert('shelves', { id }));
    await left.close();
    const late = createStore({ collections: COLLECTIONS, journal: log.open(COLLECTIONS) });
    expect(late.snapshot()).toEqual(right.snapshot());
    await right.transaction((each) => each.delete('books', 'b'));
    await caughtUp();
    expect(late.snapshot()).toEqual(right.snapshot());
    expect(left.get('books', 'b')).toBeDefined();
  });

  it('read the state when the log no longer has the records that they missed', async () => {
    const log = createSharedLog({ maxRecords: 3 });
    const journal = log.open(COLLECTIONS);
    const start = await journal.replace(LIBRARY, 0);
    const store = createStore({ collections: COLLECTIONS, journal, initial: LIBRARY });
    for (let id = 10; id < 20; id += 1) await store.transaction((each) => each.insert('shelves', { id }));
    const { records, position } = await log.open(COLLECTIONS).read(start);
    expect(records[0]).toMatchObject({ kind: 'state' });
    expect([position, records.length < 6]).toEqual([11, true]);
  });
});

async function share(): Promise<{ readonly log: SharedLog; readonly stores: readonly [Store, Store] }> {
  const log = createSharedLog({ maxRecords: 8 });
  const journal = log.open(COLLECTIONS);
  await journal.replace(LIBRARY, 0);
  const open = (): Store => createStore({ collections: COLLECTIONS, journal: log.open(COLLECTIONS) });
  return { log, stores: [open(), open()] };
}

async function replicas(): Promise<readonly [Store, Store]> {
  return (await share()).stores;
}

/** Waits until the other store has been notified of a write. */
function caughtUp(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
