import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/kernel/json/json.ts';
import type { Journal, JournalEntry } from '../../../src/store/port/journal.ts';
import type { CollectionSpec, Store, StoredRecord, StoreSnapshot, Transaction } from '../../../src/store/port/store.ts';

/** Options of the stores in the suite. */
export interface OpenOptions {
  readonly collections: readonly CollectionSpec[];
  readonly initial?: StoreSnapshot;
  /** Wraps the journal of the store. */
  readonly wrap?: (journal: Journal) => Journal;
}

export type OpenStore = (options: OpenOptions) => Promise<Store>;

export const COLLECTIONS: readonly CollectionSpec[] = [
  { name: 'books', key: 'isbn', indexes: ['shelf_id', 'tags'] },
  { name: 'shelves', key: 'id', indexes: [] },
  { name: 'loans', key: 'uuid', indexes: [], number: 'id' },
];

/** The behaviour of every store, whatever its journal. */
export function describeStore(name: string, openStore: OpenStore): void {
  const open = (options: Partial<OpenOptions> = {}): Promise<Store> =>
    openStore({ collections: COLLECTIONS, ...options });

  describe(`${name}: reading`, () => {
    it('finds a record by its key, or undefined', async () => {
      const store = await open({ initial: LIBRARY });
      expect(store.get('books', 'b')).toEqual({ isbn: 'b', shelf_id: 2, tags: ['new', 'red'] });
      expect(store.get('books', 'z')).toBeUndefined();
      expect(store.get('nowhere', 'b')).toBeUndefined();
    });

    it('distinguishes the number 1 from the string "1"', async () => {
      const store = await open({ initial: LIBRARY });
      expect(store.get('shelves', 1)).toBeDefined();
      expect(store.get('shelves', '1')).toBeUndefined();
      expect(store.find('books', 'shelf_id', '1')).toEqual([]);
    });

    it.each<[string, string, JsonValue, string[]]>([
      ['an indexed field', 'shelf_id', 1, ['a', 'c']],
      ['an indexed field that holds a list', 'tags', 'red', ['b', 'c']],
      ['an indexed null', 'shelf_id', null, ['d']],
      ['a field without an index', 'isbn', 'c', ['c']],
      ['a field without an index that holds a list', 'authors', 'lee', ['c']],
      ['an entire list', 'tags', ['new', 'red'], ['b']],
      ['an object, whatever the order of its properties', 'size', { width: 2, height: 1 }, ['c']],
      ['a field that no record has', 'constructor', 'x', []],
      ['a value that no record has', 'shelf_id', 99, []],
    ])('finds by %s', async (_what, field, value, found) => {
      const store = await open({ initial: LIBRARY });
      expect(isbns(store.find('books', field, value))).toEqual(found);
      await store.transaction((transaction) => {
        transaction.update('books', 'a', { read: true });
        expect(isbns(transaction.find('books', field, value))).toEqual(found);
      });
      expect(isbns(store.find('books', field, value))).toEqual(found);
    });

    it('lists all records in order of insertion, also after updates', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => {
        transaction.insert('books', { isbn: '0', shelf_id: 1, tags: [] });
        transaction.update('books', 'a', { shelf_id: 2 });
        transaction.delete('books', 'c');
      });
      expect(isbns(store.all('books'))).toEqual(['a', 'b', 'd', '0']);
      expect(isbns(store.find('books', 'shelf_id', 2))).toEqual(['a', 'b']);
    });

    it('returns lists that cannot change the state', async () => {
      const store = await open({ initial: LIBRARY });
      expect(() => (store.all('books') as StoredRecord[]).pop()).toThrow(TypeError);
      (store.find('books', 'shelf_id', 1) as StoredRecord[]).pop();
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['a', 'c']);
    });

    it('returns lists that later writes do not change', async () => {
      const store = await open({ initial: LIBRARY });
      const [all, found] = [store.all('books'), store.find('books', 'shelf_id', 1)];
      await store.transaction((transaction) => transaction.delete('books', 'a'));
      expect([isbns(all), isbns(found)]).toEqual([
        ['a', 'b', 'c', 'd'],
        ['a', 'c'],
      ]);
    });
  });

  describe(`${name}: writing`, () => {
    it('deletes records that the same transaction has written', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => {
        transaction.insert('books', { isbn: 'e', shelf_id: 1 });
        transaction.update('books', 'a', { tags: ['red'] });
        expect([
          transaction.delete('books', 'e'),
          transaction.delete('books', 'a'),
          transaction.delete('books', 'a'),
        ]).toEqual([true, true, false]);
        expect([transaction.get('books', 'e'), transaction.get('books', 'a')]).toEqual([undefined, undefined]);
        expect(isbns(transaction.all('books'))).toEqual(['b', 'c', 'd']);
        expect(isbns(transaction.find('books', 'tags', 'red'))).toEqual(['b', 'c']);
      });
      expect(isbns(store.all('books'))).toEqual(['b', 'c', 'd']);
    });

    it('updates the indexes when a record changes and is deleted', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => transaction.update('books', 'a', { shelf_id: 2, tags: ['old'] }));
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['c']);
      expect(isbns(store.find('books', 'shelf_id', 2))).toEqual(['a', 'b']);
      expect(isbns(store.find('books', 'tags', 'new'))).toEqual(['b']);
      expect(isbns(store.find('books', 'tags', 'old'))).toEqual(['a']);
      await store.transaction((transaction) => transaction.delete('books', 'a'));
      expect(store.find('books', 'tags', 'old')).toEqual([]);
      expect(isbns(store.find('books', 'shelf_id', 2))).toEqual(['b']);
    });

    it('sets the properties of an update and returns the record', async () => {
      const store = await open({ initial: LIBRARY });
      const updated = await store.transaction((transaction) =>
        transaction.update('books', 'c', { size: { width: 9 } }),
      );
      expect(updated).toEqual({ isbn: 'c', shelf_id: 1, tags: ['red'], authors: ['kim', 'lee'], size: { width: 9 } });
      expect(store.get('books', 'c')).toEqual(updated);
    });

    it('puts a record that was deleted and inserted again at the end', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => {
        transaction.delete('books', 'a');
        transaction.insert('books', { isbn: 'a', shelf_id: 1 });
        expect(isbns(transaction.all('books'))).toEqual(['b', 'c', 'd', 'a']);
      });
      expect(isbns(store.all('books'))).toEqual(['b', 'c', 'd', 'a']);
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['c', 'a']);
    });

    it.each<[string, string, (store: Store) => Promise<unknown>]>([
      [
        'a key that is taken',
        'DUPLICATE_KEY',
        (store) => store.transaction((transaction) => transaction.insert('books', { isbn: 'a' })),
      ],
      [
        'an update of a missing record',
        'NO_SUCH_RECORD',
        (store) => store.transaction((transaction) => transaction.update('books', 'z', {})),
      ],
      [
        'a record without its key',
        'INVALID_KEY',
        (store) => store.transaction((transaction) => transaction.insert('books', { id: 1 })),
      ],
      [
        'a change of the key',
        'INVALID_KEY',
        (store) => store.transaction((transaction) => transaction.update('books', 'a', { isbn: 'x' })),
      ],
    ])('rejects %s', async (_what, code, write) => {
      const store = await open({ initial: LIBRARY });
      await expect(write(store)).rejects.toMatchObject({ name: 'StoreError', code });
      expect(store.snapshot()).toEqual(LIBRARY);
    });

    it('returns whether there was a record to delete', async () => {
      const store = await open({ initial: LIBRARY });
      expect(await store.transaction((transaction) => transaction.delete('books', 'z'))).toBe(false);
      expect(await store.transaction((transaction) => transaction.delete('books', 'a'))).toBe(true);
      expect(await store.transaction((transaction) => transaction.delete('books', 'a'))).toBe(false);
      expect(store.position).toBe(LIBRARY.position + 1);
    });

    it('creates an undeclared collection on demand, with the key id', async () => {
      const store = await open();
      await store.transaction((transaction) => transaction.insert('pets', { id: 7, name: 'Rex' }));
      expect(store.get('pets', 7)).toEqual({ id: 7, name: 'Rex' });
      expect(store.find('pets', 'name', 'Rex')).toEqual([{ id: 7, name: 'Rex' }]);
    });

    it.each(['__proto__', 'constructor', 'toString'])(
      'takes %s for a key, a field, a collection and a sequence like any other',
      async (odd) => {
        const store = await open();
        const field = JSON.parse(`{"${odd}": {"polluted": true}}`) as StoredRecord;
        await store.transaction((transaction) => {
          transaction.insert('books', { isbn: odd, ...field });
          transaction.insert(odd, { id: odd });
          expect([transaction.next(odd), transaction.next(odd)]).toEqual([1, 2]);
        });
        const copy = await open({ initial: JSON.parse(JSON.stringify(store.snapshot())) as StoreSnapshot });
        for (const each of [store, copy]) {
          expect(Object.entries(each.get('books', odd) ?? {})).toEqual([
            ['isbn', odd],
            [odd, { polluted: true }],
          ]);
          expect(each.all(odd)).toEqual([{ id: odd }]);
          expect(await each.transaction((transaction) => transaction.next(odd))).toBe(3);
        }
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      },
    );
  });

  describe(`${name}: records`, () => {
    it('are independent of the objects that were passed in', async () => {
      const store = await open();
      const given = { isbn: 'a', tags: ['new'], size: { width: 1 } };
      await store.transaction((transaction) => transaction.insert('books', given));
      given.tags.push('late');
      given.size.width = 2;
      expect(store.get('books', 'a')).toEqual({ isbn: 'a', tags: ['new'], size: { width: 1 } });
    });

    it('are independent of objects that are frozen only at the top level', async () => {
      const store = await open();
      const given = Object.freeze({ isbn: 'a', tags: ['new'] });
      await store.transaction((transaction) => transaction.insert('books', given));
      given.tags.push('late');
      expect(store.get('books', 'a')).toEqual({ isbn: 'a', tags: ['new'] });
    });

    it('are deeply frozen, wherever they come from', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => {
        transaction.insert('books', { isbn: 'e', size: { width: 1 } });
        transaction.update('books', 'a', { size: { width: 2 } });
      });
      await store.restore(store.snapshot());
      const frozen = store
        .all('books')
        .flatMap((record) => [
          Object.isFrozen(record),
          Object.isFrozen(record['size']),
          Object.isFrozen(record['tags']),
        ]);
      expect(new Set(frozen)).toEqual(new Set([true]));
    });

    it('are the same object until they change, so that derived values can be cached', async () => {
      const store = await open({ initial: LIBRARY });
      const [first, second] = [store.get('books', 'a'), store.get('books', 'b')];
      await store.transaction((transaction) => transaction.update('books', 'b', { tags: [] }));
      expect(store.get('books', 'a')).toBe(first);
      expect(store.get('books', 'b')).not.toBe(second);
    });
  });

  describe(`${name}: transactions`, () => {
    it('see their own writes, which others see only once they are stored', async () => {
      let release = (): void => {};
      const kept = new Promise<void>((resolve) => (release = resolve));
      const wrap = (journal: Journal): Journal => ({
        ...delegate(journal),
        append: (entries, expected) => kept.then(() => journal.append(entries, expected)),
      });
      const store = await open({ initial: LIBRARY, wrap });
      const writing = store.transaction((transaction) => {
        transaction.insert('books', { isbn: 'e', shelf_id: 1, tags: ['red'] });
        transaction.update('books', 'd', { shelf_id: 1 });
        transaction.delete('books', 'a');
        expect(transaction.get('books', 'a')).toBeUndefined();
        expect(isbns(transaction.all('books'))).toEqual(['b', 'c', 'd', 'e']);
        expect(isbns(transaction.find('books', 'shelf_id', 1))).toEqual(['c', 'd', 'e']);
        expect(isbns(transaction.find('books', 'tags', 'red'))).toEqual(['b', 'c', 'e']);
      });
      await settle();
      expect(store.snapshot()).toEqual(LIBRARY);
      release();
      await writing;
      expect(isbns(store.all('books'))).toEqual(['b', 'c', 'd', 'e']);
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['c', 'd', 'e']);
    });

    it('resolve with the result of their work', async () => {
      const store = await open({ initial: LIBRARY });
      expect(await store.transaction((transaction) => transaction.all('books').length)).toBe(4);
    });

    it('change nothing when their work throws, and do not affect later ones', async () => {
      const store = await open({ initial: LIBRARY });
      const failing = store.transaction((transaction) => {
        transaction.insert('books', { isbn: 'e' });
        transaction.delete('books', 'a');
        transaction.next('books');
        throw new Error('halfway');
      });
      const after = store.transaction((transaction) => transaction.insert('shelves', { id: 3 }));
      await expect(failing).rejects.toThrow('halfway');
      await after;
      const { collections } = LIBRARY;
      const shelves = [...(collections['shelves'] ?? []), { id: 3 }];
      expect(store.snapshot()).toEqual({
        ...LIBRARY,
        position: LIBRARY.position + 1,
        collections: { ...collections, shelves },
      });
    });

    it('change nothing when the journal fails, and do not affect later ones', async () => {
      let failures = 1;
      const append = (journal: Journal, added: readonly JournalEntry[], expected: number): Promise<number> =>
        failures-- > 0 ? Promise.reject(new Error('disk full')) : journal.append(added, expected);
      const store = await open({
        initial: LIBRARY,
        wrap: (journal) => ({
          ...delegate(journal),
          append: (entries, expected) => append(journal, entries, expected),
        }),
      });
      const increment = (): Promise<number> => store.transaction((transaction) => transaction.next('shelves'));
      await expect(increment()).rejects.toMatchObject({
        name: 'StoreError',
        code: 'WRITE_FAILED',
        cause: new Error('disk full'),
      });
      expect(store.snapshot()).toEqual(LIBRARY);
      expect(await increment()).toBe(3);
    });

    it('run one after the other: a hundred concurrent increments add up to a hundred', async () => {
      const store = await open({
        initial: { position: 0, sequences: {}, collections: { counters: [{ id: 1, value: 0 }] } },
      });
      const increments = Array.from({ length: 100 }, () =>
        store.transaction((transaction) =>
          transaction.update('counters', 1, { value: Number(transaction.get('counters', 1)?.['value']) + 1 }),
        ),
      );
      const values = (await Promise.all(increments)).map((record) => record['value']);
      expect(values).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      expect(store.position).toBe(100);
    });

    it('that arrive together are stored together, each based on those before it', async () => {
      const groups: number[] = [];
      const wrap = (journal: Journal): Journal => ({
        ...delegate(journal),
        append: (entries, expected) => {
          groups.push(entries.length);
          return journal.append(entries, expected);
        },
      });
      const store = await open({ initial: LIBRARY, wrap });
      const insert = (isbn: string): Promise<number> =>
        store.transaction((transaction) => {
          transaction.insert('books', { isbn, shelf_id: transaction.next('books'), tags: [] });
          return store.position;
        });
      expect(await Promise.all(['e', 'f', 'g'].map(insert))).toEqual([5, 6, 7]);
      expect(groups).toEqual([3]);
      expect(store.position).toBe(8);
      expect(store.all('books').map(({ isbn, shelf_id }) => [isbn, shelf_id])).toEqual([
        ['a', 1],
        ['b', 2],
        ['c', 1],
        ['d', null],
        ['e', 1],
        ['f', 2],
        ['g', 3],
      ]);
      expect(store.find('books', 'shelf_id', 3)).toHaveLength(1);
      await insert('h');
      expect(store.fork().snapshot()).toEqual(store.snapshot());
    });

    it('that saw a write which was not stored run again, or are rejected with it', async () => {
      let failures = 1;
      const wrap = (journal: Journal): Journal => ({
        ...delegate(journal),
        append: (entries, expected) =>
          failures-- > 0 ? Promise.reject(new Error('disk full')) : journal.append(entries, expected),
      });
      const store = await open({ initial: LIBRARY, wrap });
      const insert = (): Promise<void> => store.transaction((transaction) => transaction.insert('shelves', { id: 3 }));
      const results = await Promise.allSettled([
        insert(),
        store.transaction((transaction) => transaction.get('shelves', 3)),
        insert(),
        store.transaction((transaction) => transaction.delete('shelves', 1)),
        store.transaction((transaction) => transaction.all('shelves').length),
      ]);
      // The second insert was a duplicate of a lost one: run again, it succeeds.
      expect(results).toMatchObject([
        { status: 'rejected', reason: { code: 'WRITE_FAILED' } },
        { status: 'fulfilled', value: undefined },
        { status: 'fulfilled' },
        { status: 'rejected', reason: { code: 'WRITE_FAILED' } },
        { status: 'fulfilled', value: 3 },
      ]);
      expect(store.all('shelves')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
      expect(store.position).toBe(6);
    });

    it('reject writes after their work has ended', async () => {
      const store = await open({ initial: LIBRARY });
      const transaction = await store.transaction((current) => ({ ended: current }));
      expect(() => transaction.ended.insert('books', { isbn: 'e' })).toThrow(
        expect.objectContaining({ code: 'CLOSED' }),
      );
      expect(() => transaction.ended.next('books')).toThrow(expect.objectContaining({ code: 'CLOSED' }));
      expect(store.snapshot()).toEqual(LIBRARY);
    });

    it('are rejected once the store is closed, which waits for earlier ones', async () => {
      const store = await open({ initial: LIBRARY });
      const last = store.transaction((transaction) => transaction.insert('books', { isbn: 'e' }));
      await store.close();
      expect(isbns(store.all('books'))).toEqual(['a', 'b', 'c', 'd', 'e']);
      await last;
      await store.close();
      await expect(store.transaction(() => 1)).rejects.toMatchObject({ code: 'CLOSED' });
      await expect(store.restore(LIBRARY)).rejects.toMatchObject({ code: 'CLOSED' });
    });
  });

  describe(`${name}: while a write is being stored`, () => {
    const add = (isbn: string) => (transaction: { insert: (collection: string, record: StoredRecord) => void }) => {
      transaction.insert('books', { isbn });
      return isbn;
    };
    // A busy machine may call the timer before the immediate in which the store reports what is staged.
    const sleep = (): Promise<void> => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 5));

    it('onStaged receives the result of the work, and readers do not see it yet', async () => {
      const store = await open({
        wrap: (journal) => ({
          ...delegate(journal),
          append: (added, expected) => sleep().then(() => journal.append(added, expected)),
        }),
      });
      const told: unknown[] = [];
      const written = store.transaction(add('a'), (isbn) => told.push([isbn, store.get('books', isbn)]));
      expect(await written).toBe('a');
      expect(told).toEqual([['a', undefined]]);
    });

    it('onStaged is not called when the work throws, nor after the write is stored', async () => {
      const store = await open({
        wrap: (journal) => ({
          ...delegate(journal),
          append: (added, expected) => sleep().then(() => journal.append(added, expected)),
        }),
      });
      const told: unknown[] = [];
      const fail = (): never => {
        throw new Error('no');
      };
      const [one, other] = [
        store.transaction(add('a'), () => told.push('a')),
        store.transaction(fail, () => told.push('failed')),
      ];
      await Promise.allSettled([one, other]);
      await sleep();
      expect(told).toEqual(['a']);
    });

    it('onStaged is called again when the work runs again', async () => {
      let isFirst = true;
      const append = async (journal: Journal, added: readonly JournalEntry[], expected: number): Promise<number> => {
        await sleep();
        if (!isFirst) return journal.append(added, expected);
        isFirst = false;
        throw new Error('The disk is gone.');
      };
      const store = await open({
        wrap: (journal) => ({ ...delegate(journal), append: (added, expected) => append(journal, added, expected) }),
      });
      const told: unknown[] = [];
      const count = (reader: { all: (collection: string) => readonly unknown[] }): number => reader.all('books').length;
      const written = store.transaction(add('a'), () => told.push('written'));
      const read = store.transaction(count, (size) => told.push(size));
      await expect(written).rejects.toThrow(/disk/);
      expect(await read).toBe(0);
      expect(told).toEqual(['written', 1]);
    });
  });

  describe(`${name}: position and sequences`, () => {
    it('counts the transactions that changed something, and records the count in each entry', async () => {
      const entries: JournalEntry[] = [];
      const append = (journal: Journal, added: readonly JournalEntry[], expected: number): Promise<number> => {
        entries.push(...added);
        return journal.append(added, expected);
      };
      const store = await open({
        initial: LIBRARY,
        wrap: (journal) => ({ ...delegate(journal), append: (added, expected) => append(journal, added, expected) }),
      });
      await store.transaction((transaction) => transaction.all('books'));
      expect(store.position).toBe(5);
      await store.transaction((transaction) => {
        transaction.insert('shelves', { id: transaction.next('shelves') });
        transaction.delete('books', 'a');
      });
      expect(store.position).toBe(6);
      expect(entries).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f]+-1$/) as string,
          position: 6,
          changes: [
            { kind: 'sequence', name: 'shelves', value: 3 },
            { kind: 'put', collection: 'shelves', record: { id: 3 } },
            { kind: 'delete', collection: 'books', key: 'a' },
          ],
        },
      ]);
    });

    it.each<[string, string, number[]]>([
      ['from 1', 'anything', [1, 2]],
      ['from 1 in a collection whose keys are no numbers', 'books', [1, 2]],
      ['after the largest key of a collection', 'shelves', [3, 4]],
      ['after the largest number of a collection that says which field it is', 'loans', [42, 43]],
      ['where it stood', 'invoices', [8, 9]],
    ])('counts a sequence %s', async (_how, sequence, numbers) => {
      const loans = [{ uuid: 'l', id: 41 }];
      const store = await open({
        initial: { ...LIBRARY, sequences: { invoices: 7 }, collections: { ...LIBRARY.collections, loans } },
      });
      const next = (): Promise<number> => store.transaction((transaction) => transaction.next(sequence));
      expect([await next(), await next()]).toEqual(numbers);
    });

    it('continues a sequence after a key that a client chose, also within a transaction', async () => {
      const store = await open({ initial: LIBRARY });
      const numbers = await store.transaction((transaction) => {
        transaction.update('shelves', 1, { full: true });
        const before = transaction.next('shelves');
        transaction.insert('shelves', { id: 10 });
        return [before, transaction.next('shelves'), transaction.next('shelves')];
      });
      expect(numbers).toEqual([3, 11, 12]);
    });

    it('never reuses the number of a deleted record, even after a restore', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => transaction.delete('shelves', 2));
      const copy = await open({ initial: store.snapshot() });
      const next = (each: Store): Promise<number> => each.transaction((transaction) => transaction.next('shelves'));
      expect([await next(store), await next(copy)]).toEqual([3, 3]);
    });
  });

  describe(`${name}: snapshots`, () => {
    it('hold everything as plain JSON, collections by name', async () => {
      const store = await open();
      await store.transaction((transaction) => {
        transaction.insert('zoos', { id: 1 });
        transaction.insert('books', { isbn: 'a', shelf_id: 1 });
        transaction.insert('animals', { id: 1 });
        transaction.next('tickets');
        transaction.next('entries');
      });
      expect(JSON.stringify(store.snapshot())).toBe(
        '{"position":1,"sequences":{"entries":1,"tickets":1},"collections":{"animals":[{"id":1}],"books":[{"isbn":"a","shelf_id":1}],"loans":[],"shelves":[],"zoos":[{"id":1}]}}',
      );
    });

    it('restore the state with its indexes, sequences and position', async () => {
      const store = await open({ initial: LIBRARY });
      const before = store.snapshot();
      await store.transaction((transaction) => {
        transaction.delete('books', 'a');
        transaction.insert('pets', { id: 1 });
        transaction.next('shelves');
      });
      await store.restore(before);
      expect(store.snapshot()).toEqual(before);
      expect(store.all('pets')).toEqual([]);
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['a', 'c']);
      await store.transaction((transaction) => transaction.insert('shelves', { id: transaction.next('shelves') }));
      expect(store.get('shelves', 3)).toEqual({ id: 3 });
      expect(store.position).toBe(before.position + 1);
    });

    it('omit an undeclared collection without records', async () => {
      const store = await open({ initial: LIBRARY });
      await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
      await store.transaction((transaction) => transaction.delete('pets', 1));
      expect(store.snapshot().collections).toEqual(LIBRARY.collections);
    });

    it('are not changed by later writes', async () => {
      const store = await open({ initial: LIBRARY });
      const snapshot = store.snapshot();
      await store.transaction((transaction) => transaction.update('books', 'a', { tags: [] }));
      expect(snapshot).toEqual(LIBRARY);
    });

    it('are rejected when two records share a key, without changing the state', async () => {
      const store = await open({ initial: LIBRARY });
      const twice = { position: 0, sequences: {}, collections: { shelves: [{ id: 1 }, { id: 1 }] } };
      await expect(store.restore(twice)).rejects.toMatchObject({ code: 'DUPLICATE_KEY' });
      expect(store.snapshot()).toEqual(LIBRARY);
    });

    it('are restored in order with the transactions around them', async () => {
      const store = await open({ initial: LIBRARY });
      const before = store.transaction((transaction) => transaction.insert('shelves', { id: 8 }));
      const restored = store.restore(LIBRARY);
      const after = store.transaction((transaction) => transaction.insert('shelves', { id: 9 }));
      await Promise.all([before, restored, after]);
      expect(store.all('shelves').map(({ id }) => id)).toEqual([1, 2, 9]);
    });
  });

  describe(`${name}: checkpoints`, () => {
    const change = (store: Store): Promise<void> =>
      store.transaction((transaction) => {
        transaction.update('books', 'a', { shelf_id: 9, tags: ['late'] });
        transaction.delete('books', 'b');
        transaction.insert('books', { isbn: 'e', shelf_id: 1 });
        transaction.insert('shelves', { id: transaction.next('shelves') });
      });

    it('can be rewound to any number of times, after any writes', async () => {
      const store = await open({ initial: LIBRARY });
      const checkpoint = store.checkpoint();
      for (let round = 0; round < 3; round += 1) {
        await change(store);
        expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['c', 'e']);
        await store.rewind(checkpoint);
        expect(store.snapshot()).toEqual(LIBRARY);
        expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['a', 'c']);
        expect(isbns(store.find('books', 'tags', 'late'))).toEqual([]);
      }
      expect(checkpoint.position).toBe(LIBRARY.position);
      expect(checkpoint.snapshot()).toEqual(LIBRARY);
    });

    it('hold the same record objects, so that derived values can be cached', async () => {
      const store = await open({ initial: LIBRARY });
      const [record, checkpoint] = [store.get('books', 'a'), store.checkpoint()];
      await change(store);
      await store.rewind(checkpoint);
      expect(store.get('books', 'a')).toBe(record);
    });

    it('are rewound to in order with the calls around them', async () => {
      const store = await open({ initial: LIBRARY });
      const checkpoint = store.checkpoint();
      await Promise.all([
        change(store),
        store.rewind(checkpoint),
        store.transaction((each) => each.insert('shelves', { id: 9 })),
      ]);
      expect(store.all('shelves').map(({ id }) => id)).toEqual([1, 2, 9]);
      expect(isbns(store.all('books'))).toEqual(['a', 'b', 'c', 'd']);
    });

    it('are rewound to when what they were checked for holds', async () => {
      const store = await open({ initial: LIBRARY });
      await store.changeSchema({ collections: COLLECTIONS, contract: 'two', check: async () => {} });
      const checkpoint = store.checkpoint();
      await change(store);
      const changed = store.snapshot();
      await expect(store.rewind(checkpoint, { contract: 'one' })).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' });
      const outdated = store.rewind(checkpoint, { contract: 'two', isCurrent: () => false });
      await expect(outdated).rejects.toMatchObject({ code: 'STATE_CHANGED' });
      expect(store.snapshot()).toEqual(changed);
      await store.rewind(checkpoint, { contract: 'two', isCurrent: () => true });
      expect(store.snapshot()).toEqual(LIBRARY);
    });

    it('can be used by other stores', async () => {
      const [store, other] = [await open({ initial: LIBRARY }), await open()];
      await other.rewind(store.checkpoint());
      await change(store);
      expect(other.snapshot()).toEqual(LIBRARY);
      await other.rewind({
        position: 1,
        snapshot: () => ({ position: 1, sequences: {}, collections: { books: [{ isbn: 'x' }] } }),
      });
      expect([other.position, isbns(other.all('books'))]).toEqual([1, ['x']]);
    });

    it('can be the initial state of a fork', async () => {
      const store = await open({ initial: LIBRARY });
      const checkpoint = store.checkpoint();
      await change(store);
      const fork = store.fork(checkpoint);
      await change(fork);
      expect([fork.snapshot(), checkpoint.snapshot()]).toEqual([store.snapshot(), LIBRARY]);
    });
  });

  describe(`${name}: onCommit`, () => {
    const insert = (store: Store, isbn: string): Promise<void> =>
      store.transaction((transaction) => transaction.insert('books', { isbn }));

    it('tells of a write once it is stored, and of what readers see then', async () => {
      const seen: unknown[][] = [];
      const store = await open({
        wrap: (journal) => ({
          ...delegate(journal),
          append: async (entries, expected) => {
            await settle();
            seen.push(['storing']);
            return journal.append(entries, expected);
          },
        }),
      });
      store.onCommit(() => seen.push(isbns(store.all('books'))));
      await insert(store, 'a');
      await settle();
      expect(seen).toEqual([['storing'], ['a']]);
    });

    it('tells of transactions that run alone, restores, rewinds and other collections', async () => {
      const store = await open({ initial: LIBRARY });
      let count = 0;
      store.onCommit(() => (count += 1));
      const checkpoint = store.checkpoint();
      for (const change of [
        () => store.runAlone((transaction) => transaction.insert('books', { isbn: 'x' })),
        () => store.restore({ position: 0, sequences: {}, collections: {} }),
        () => store.rewind(checkpoint),
        () => store.changeSchema({ collections: COLLECTIONS, contract: 'other', check: async () => {} }),
      ]) {
        const before = count;
        await change();
        await settle();
        expect(count).toBe(before + 1);
      }
    });

    it('says nothing of reads and aborted writes, of forks, or to a listener that has unsubscribed', async () => {
      const store = await open({ initial: LIBRARY });
      let count = 0;
      const unsubscribe = store.onCommit(() => (count += 1));
      await store.transaction((transaction) => transaction.get('books', 'a'));
      await expect(insert(store, 'a')).rejects.toThrow('already holds');
      await insert(store.fork(), 'x');
      unsubscribe();
      await insert(store, 'y');
      await settle();
      expect(count).toBe(0);
    });
  });

  describe(`${name}: a transaction that runs alone`, () => {
    it('shares no append, keeps its place in the order, and changes nothing when its work throws', async () => {
      const appends: number[] = [];
      const store = await open({
        wrap: (journal) => ({
          ...delegate(journal),
          append: (entries, expected) => {
            appends.push(entries.length);
            return journal.append(entries, expected);
          },
        }),
      });
      const add = (transaction: Transaction): number => {
        const id = transaction.next('shelves');
        transaction.insert('shelves', { id });
        return id;
      };
      const fail = store.runAlone(() => {
        throw new Error('No.');
      });
      const all = [
        store.transaction(add),
        store.transaction(add),
        store.runAlone(add),
        store.transaction(add),
        store.transaction(add),
      ];
      await expect(fail).rejects.toThrow('No.');
      expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
      expect(appends).toEqual([2, 1, 2]);
    });
  });

  describe(`${name}: forks`, () => {
    const change = (store: Store, isbn: string): Promise<void> =>
      store.transaction((transaction) => {
        transaction.update('books', 'a', { shelf_id: 9, tags: [isbn] });
        transaction.delete('books', 'b');
        transaction.insert('books', { isbn, shelf_id: 1 });
        transaction.insert('shelves', { id: transaction.next('shelves') });
      });

    it('start with the state of their parent, which does not see their writes', async () => {
      const store = await open({ initial: LIBRARY });
      const fork = store.fork();
      expect(fork.snapshot()).toEqual(LIBRARY);
      await change(fork, 'f');
      expect(isbns(fork.all('books'))).toEqual(['a', 'c', 'd', 'f']);
      expect(isbns(fork.find('books', 'shelf_id', 1))).toEqual(['c', 'f']);
      expect(store.snapshot()).toEqual(LIBRARY);
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['a', 'c']);
    });

    it('do not see what their parent writes later', async () => {
      const store = await open({ initial: LIBRARY });
      await change(store, 'e');
      const before = store.snapshot();
      const fork = store.fork();
      await store.transaction((transaction) => {
        transaction.update('books', 'a', { shelf_id: 1 });
        transaction.insert('books', { isbn: 'g', shelf_id: 1 });
        transaction.next('shelves');
      });
      expect(fork.snapshot()).toEqual(before);
      expect(isbns(fork.find('books', 'shelf_id', 1))).toEqual(['c', 'e']);
      expect(isbns(store.find('books', 'shelf_id', 1))).toEqual(['a', 'c', 'e', 'g']);
    });

    it('do not see one another, nor does a fork of a fork', async () => {
      const store = await open({ initial: LIBRARY });
      const left = store.fork();
      await change(left, 'l');
      const inner = left.fork();
      const right = store.fork();
      await Promise.all([
        change(right, 'r'),
        inner.transaction((transaction) => transaction.insert('books', { isbn: 'i', shelf_id: 1 })),
      ]);
      const shelf = (each: Store): unknown[] => isbns(each.find('books', 'shelf_id', 1));
      expect([store, left, inner, right].map(shelf)).toEqual([
        ['a', 'c'],
        ['c', 'l'],
        ['c', 'l', 'i'],
        ['c', 'r'],
      ]);
    });

    it('are unaffected when their parent is restored or closed', async () => {
      const store = await open({ initial: LIBRARY });
      const fork = store.fork();
      await store.restore({ position: 0, sequences: {}, collections: {} });
      await store.close();
      await change(fork, 'f');
      expect(fork.position).toBe(LIBRARY.position + 1);
      expect(isbns(fork.all('books'))).toEqual(['a', 'c', 'd', 'f']);
    });
  });
}

/** Copies a journal's methods, which are not own properties of a class instance. */
function delegate(journal: Journal): Journal {
  return {
    initial: journal.initial,
    get failure() {
      return journal.failure;
    },
    get position() {
      return journal.position;
    },
    get epoch() {
      return journal.epoch;
    },
    get contract() {
      return journal.contract;
    },
    get status() {
      return journal.status;
    },
    ...(journal.savedStates === undefined ? {} : { savedStates: journal.savedStates }),
    read: (after) => journal.read(after),
    barrier: () => journal.barrier(),
    subscribe: (listener) => journal.subscribe(listener),
    setStateSource: (readState) => journal.setStateSource(readState),
    changeSchema: (contract) => journal.changeSchema(contract),
    append: (entries, expected) => journal.append(entries, expected),
    replace: (snapshot, expected) => journal.replace(snapshot, expected),
    close: () => journal.close(),
  };
}

function isbns(records: readonly StoredRecord[]): unknown[] {
  return records.map(({ isbn }) => isbn);
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export const LIBRARY: StoreSnapshot = {
  position: 5,
  sequences: {},
  collections: {
    books: [
      { isbn: 'a', shelf_id: 1, tags: ['new'] },
      { isbn: 'b', shelf_id: 2, tags: ['new', 'red'] },
      { isbn: 'c', shelf_id: 1, tags: ['red'], authors: ['kim', 'lee'], size: { height: 1, width: 2 } },
      { isbn: 'd', shelf_id: null },
    ],
    loans: [],
    shelves: [{ id: 1 }, { id: 2 }],
  },
};
