import { mapTimes, type MapTime } from '../../behaviour/time/map-times.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Ids } from '../../kernel/random/ids.ts';
import { createTurns } from '../../kernel/turns.ts';
import type { CollectionSpec, Store, StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { alignWorld } from '../world/align-world.ts';
import { findUnknownCollection } from '../world/check-state.ts';
import { editCollection, specOf, type EditDeps } from '../world/edit-state.ts';
import { putRecord } from '../world/put-record.ts';
import { rejectFaults } from '../world/reject-faults.ts';
import type { StatePatch } from './scenario.ts';

/** What a patch is applied with. */
export interface PatchContext extends EditDeps {
  readonly collections: readonly CollectionSpec[];
  readonly clock: World['clock'];
  /** Makes the keys of copies. */
  readonly ids: Ids;
  /** Moves the times of the patch's records. */
  readonly mapTime: MapTime;
  /**
   * `change`: the store is the world's. `replace`: it is a fork in memory, which nothing else writes to and whose state
   * replaces the world's. `check`: it is a fork that shows whether the patch fits, with a sample of its copies.
   */
  readonly purpose: 'change' | 'replace' | 'check';
}

/**
 * Applies a patch to a store. Copies are made in several transactions, and other work gets a turn after each of them.
 * Throws a Problem that lists every error; what the failed transaction would have changed is unchanged then.
 */
export async function patchState(store: Store, patch: StatePatch, context: PatchContext): Promise<void> {
  rejectFaults(namesIn(patch).flatMap((name) => findUnknownCollection(name, context.collections) ?? []));
  await editCollection({ store, clock: context.clock }, context, (transaction) => {
    removeRecords(transaction, patch, context);
    changeEach(transaction, patch, context);
    putRecords(transaction, patch, context);
  });
  for (const [name, size] of Object.entries(patch.copies ?? {}))
    await copyRecords(store, { spec: specOf(name, context.collections), size }, context);
  // What is scheduled for copies is found once, after all of them.
  if (patch.copies !== undefined) await alignWorld({ store, clock: context.clock }, context.platform);
}

function namesIn({ remove = [], each = {}, records = {}, copies = {} }: StatePatch): readonly string[] {
  return [...new Set([...remove, ...[each, records, copies].flatMap((lists) => Object.keys(lists))])];
}

function removeRecords(transaction: Transaction, { remove = [] }: StatePatch, { collections }: PatchContext): void {
  for (const name of remove) {
    const { key } = specOf(name, collections);
    for (const record of transaction.all(name)) transaction.delete(name, keyOf(record, key));
  }
}

function changeEach(transaction: Transaction, { each = {} }: StatePatch, { collections, mapTime }: PatchContext): void {
  for (const [name, changes] of Object.entries(each)) {
    const { key } = specOf(name, collections);
    const moved = mapTimes(changes, mapTime);
    for (const record of transaction.all(name)) transaction.update(name, keyOf(record, key), moved);
  }
}

function putRecords(
  transaction: Transaction,
  { records = {} }: StatePatch,
  { collections, mapTime }: PatchContext,
): void {
  for (const [name, list] of Object.entries(records)) {
    const spec = specOf(name, collections);
    for (const record of list) putRecord(transaction, spec, mapTimes(record, mapTime), { merge: true });
  }
}

/** Grows a collection to a size by copies of its records, with new keys and numbered names. */
async function copyRecords(
  store: Store,
  { spec, size }: { readonly spec: CollectionSpec; readonly size: number },
  context: PatchContext,
): Promise<void> {
  const { length } = store.all(spec.name);
  const missing = length === 0 ? 0 : Math.max(0, size - length);
  const numbers = Array.from({ length: missing }, (_, index) => index + 1);
  if (context.purpose === 'change') return insertCopies(store, { spec, numbers }, context);
  // A copy differs from its original in its key and its name alone. So those with the shortest and the longest numbers
  // of each original show whether all fit, and checking the others would take twice as long as making them.
  const sample = numbers.filter((number) => number <= length || number > missing - length);
  await insertCopies(store.fork(), { spec, numbers: sample }, context);
  if (context.purpose === 'check') return;
  const unchecked = store.forkUnchecked();
  await insertCopies(unchecked, { spec, numbers }, context);
  await store.rewind(unchecked.checkpoint());
}

/** Inserts the copies with these numbers in several transactions. */
async function insertCopies(
  store: Store,
  { spec, numbers }: { readonly spec: CollectionSpec; readonly numbers: readonly number[] },
  context: PatchContext,
): Promise<void> {
  // A frozen object takes several times as long to copy.
  const templates = store.all(spec.name).map((record) => ({ ...record }));
  const createKey = createCopyKeys(store, spec, context.ids);
  const takeTurn = createTurns();
  for (let made = 0; made < numbers.length; made += COPIES_PER_TRANSACTION) {
    await editCollection({ store, clock: context.clock }, NO_PLATFORM, (transaction) => {
      for (const number of numbers.slice(made, made + COPIES_PER_TRANSACTION)) {
        const template = templates[(number - 1) % templates.length] ?? {};
        transaction.insert(spec.name, toCopy(template, { key: spec.key, uuid: createKey(number), number }));
      }
    });
    await takeTurn();
  }
}

/** Returns the key of each copy by its number. A key that is taken, by an earlier activation, is left out. */
function createCopyKeys(store: Store, { name }: CollectionSpec, ids: Ids): (number: number) => string {
  let skipped = 0;
  const create = (number: number): string => ids.uuid(`${name}/copies`, number + skipped);
  return function createKey(number) {
    let key = create(number);
    while (store.get(name, key) !== undefined) {
      skipped += 1;
      key = create(number);
    }
    return key;
  };
}

function toCopy(
  record: StoredRecord,
  { key, uuid, number }: { readonly key: string; readonly uuid: string; readonly number: number },
): JsonObject {
  const name = typeof record['name'] === 'string' ? { name: `${record['name']} ${number}` } : {};
  // Frozen, as the values of a stored record are: the store then takes it as it is.
  return Object.freeze({ ...record, ...name, [key]: uuid });
}

function keyOf(record: StoredRecord, key: string): string | number {
  const value: JsonValue | undefined = findOwn(record, key);
  return typeof value === 'number' ? value : String(value);
}

/** Copies of records fit what their originals do. */
const NO_PLATFORM: EditDeps = { platform: undefined };
/** Making and checking so many takes two milliseconds or so. */
const COPIES_PER_TRANSACTION = 50;
