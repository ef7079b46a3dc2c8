import { describe, expect, it } from 'vitest';
import { prepareRecords, putPrepared, putRecord } from '../../../src/control/world/put-record.ts';
import { redactRecords } from '../../../src/control/world/redact-state.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { sha256 } from '../../../src/kernel/random/digest.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { countTurns } from '../../support/count-turns.ts';

const PETS = { name: 'pets', key: 'id', indexes: [] };
const openStore = () => createStore({ collections: [PETS], journal: createMemoryJournal() });

/** Creates a record that takes longer than a slice to read. */
function createSlow(id: number): JsonObject {
  return {
    id,
    get name() {
      for (const end = performance.now() + 15; performance.now() < end;);
      return 'Rex';
    },
  };
}

describe('records that take long', () => {
  const records = [createSlow(1), createSlow(2), createSlow(3)];

  it('are prepared in slices', async () => {
    expect(await countTurns(() => prepareRecords(openStore(), PETS, records))).toBeGreaterThanOrEqual(2);
  });

  it('are redacted in slices', async () => {
    expect(await countTurns(() => redactRecords(records, 'pets'))).toBeGreaterThanOrEqual(2);
  });
});

it.each([
  ['with a prefix', (text: string) => ({ password: `sha256:${sha256(text)}` }), { password: 'new' }],
  ['without one', (text: string) => ({ key_hash: sha256(text) }), { key_hash: 'new' }],
  ['in a list', (text: string) => ({ deep: [{ key_hash: sha256(text) }] }), { deep: [{ key_hash: 'new' }] }],
])('a text in place of a stored digest is stored as its digest: %s', async (_name, toRecord, sent) => {
  const store = openStore();
  const put = (record: JsonObject) =>
    store.transaction((transaction) => putRecord(transaction, PETS, { id: 1, ...record }, { merge: true }));
  await put(toRecord('old'));
  await put(sent);
  expect(store.get('pets', 1)).toEqual({ id: 1, ...toRecord('new') });
  // A digest is stored as it is.
  await put(toRecord('other'));
  expect(store.get('pets', 1)).toEqual({ id: 1, ...toRecord('other') });
});

it('a text is stored as it is where the stored value is no digest of ours', async () => {
  const store = openStore();
  const put = (record: JsonObject) =>
    store.transaction((transaction) => putRecord(transaction, PETS, { id: 1, ...record }, { merge: true }));
  await put({ commit_hash: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12', name: sha256('old'), token: null });
  await put({ commit_hash: 'new', name: 'new', token: 'new' });
  expect(store.get('pets', 1)).toEqual({ id: 1, commit_hash: 'new', name: 'new', token: 'new' });
});

it('a prepared record whose stored one has changed since leaves the present digest as it is', async () => {
  const store = openStore();
  const sent = { id: 1, name: 'Max', key_hash: '[redacted]' };
  await store.transaction((transaction) => transaction.insert('pets', { id: 1, key_hash: 'sha256:a' }));
  const [prepared] = await prepareRecords(store, PETS, [sent]);
  await store.transaction((transaction) => transaction.update('pets', 1, { key_hash: 'sha256:b', age: 3 }));
  await store.transaction((transaction) => {
    if (prepared !== undefined) putPrepared(transaction, PETS, prepared, { merge: true });
  });
  expect(store.get('pets', 1)).toEqual({ id: 1, name: 'Max', key_hash: 'sha256:b', age: 3 });
});
