import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrderedView, type ViewDefinition } from '../../../src/behaviour/list/ordered-view.ts';
import { sortRecords } from '../../../src/behaviour/list/sort-records.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { createStore } from '../../../src/store/create-store.ts';
import type { Store, StoredRecord, StoreReader, Transaction } from '../../../src/store/port/store.ts';

const COLLECTIONS = [
  { name: 'pets', key: 'id', indexes: ['owner'] },
  { name: 'owners', key: 'id', indexes: [] },
];

const step = fc.oneof(
  fc.record({ kind: fc.constant('put'), id: fc.nat(12), owner: fc.nat(3), name: fc.constantFrom('b', 'A', 'c', null) }),
  fc.record({ kind: fc.constant('delete'), id: fc.nat(12) }),
  fc.record({ kind: fc.constant('hide'), owner: fc.nat(3), hidden: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('look', 'look', 'fork', 'save', 'back') }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('a view of a collection', () => {
  test('equals a full scan of the collection after any writes', async () => {
    await expect(
      fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), play), { numRuns: 150, seed: 11 }),
    ).resolves.toBeUndefined();
  });

  test('evaluates only changed records', async () => {
    const store = open();
    let passed = 0;
    const view = new OrderedView(store, { ...define(store), passes: () => (passed += 1) > 0 });
    await store.transaction((transaction) => {
      for (let id = 0; id < 1000; id += 1) transaction.insert('pets', { id, owner: 0, name: 'b' });
    });
    expect(view.select(false).total).toBe(1000);
    passed = 0;
    await store.transaction((transaction) => transaction.update('pets', 7, { name: 'a' }));
    expect(view.select(false).slice(0, 1)).toMatchObject([{ id: 7 }]);
    expect(passed).toBe(1);
  });
});

async function play(steps: readonly Step[]): Promise<void> {
  let store = open();
  let view = new OrderedView(store, define(store));
  let saved = store.checkpoint();
  for (const next of steps) {
    if (next.kind === 'fork') {
      store = store.fork();
      view = new OrderedView(store, define(store));
    } else if (next.kind === 'save') saved = store.checkpoint();
    else if (next.kind === 'back') await store.rewind(saved);
    else if (next.kind === 'look') compare(view, store);
    else await write(store, next);
  }
  compare(view, store);
}

function compare(view: OrderedView, store: Store): void {
  for (const descending of [false, true]) {
    const { candidates, passes, sortBy } = define(store);
    const passing = candidates().filter((record) => passes(record, store));
    const expected = sortRecords(passing, { read: (record) => sortBy?.(record, store), descending });
    const { total, slice } = view.select(descending);
    expect(total).toBe(expected.length);
    expect(slice(0, total)).toEqual(expected);
    expect(slice(1, 3)).toEqual(expected.slice(1, 3));
  }
}

async function write(store: Store, change: Step): Promise<void> {
  await store.transaction((transaction) => {
    if ('hidden' in change) upsert(transaction, 'owners', { id: change.owner, hidden: change.hidden });
    else if ('name' in change) upsert(transaction, 'pets', { id: change.id, owner: change.owner, name: change.name });
    else if ('id' in change) transaction.delete('pets', change.id);
  });
}

function upsert(transaction: Transaction, collection: string, record: { readonly id: number } & StoredRecord): void {
  if (transaction.get(collection, record.id) === undefined) transaction.insert(collection, record);
  else transaction.update(collection, record.id, record);
}

function open(): Store {
  return createStore({ collections: COLLECTIONS, journal: createMemoryJournal() });
}

/** Pets whose owner is not hidden, by name. */
function define(store: Store): ViewDefinition {
  const ownerOf = (record: StoredRecord, reader: StoreReader): StoredRecord | undefined =>
    reader.get('owners', Number(record['owner']));
  return {
    collection: 'pets',
    key: 'id',
    candidates: () => store.all('pets'),
    passes: (record, reader) => ownerOf(record, reader)?.['hidden'] !== true,
    sortBy: (record) => record['name'],
  };
}
