import type { Platform } from '../../behaviour/platform.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
import { ConstraintError, type RecordViolation } from '../../store/port/store-error.ts';
import type {
  CollectionSpec,
  RecordKey,
  StoredRecord,
  StoreReader,
  StoreSnapshot,
  Transaction,
} from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { findUnknownCollection, type CheckState } from './check-state.ts';
import { findRedacted, unredactRecord } from './redact-state.ts';

/** What changing a state needs. */
export interface StateDeps {
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
}

/** What changing single records needs: the store itself checks what has changed. */
export interface EditDeps {
  readonly platform: Platform | undefined;
}

/**
 * A state as it is sent: what it does not say of its position and sequences follows from the records and the present
 * state.
 */
export interface StateInput {
  readonly position?: number;
  readonly sequences?: Readonly<Record<string, number>>;
  readonly collections: Readonly<Record<string, readonly JsonObject[]>>;
}

/**
 * Replaces the whole state of a world. Throws a Problem that lists all that keeps it from being one; then nothing has
 * changed.
 */
export async function replaceState(
  world: World,
  sent: StateInput,
  { collections, checkState }: StateDeps,
): Promise<void> {
  const { store } = world;
  const whole: StoreSnapshot = {
    position: sent.position ?? store.position,
    sequences: sent.sequences ?? {},
    collections: mapLists(sent.collections, (name, records) => {
      const spec = specOf(name, collections);
      return records.map((record) => unredactRecord(record, findPresent(store, spec, record)));
    }),
  };
  const unknown = Object.keys(sent.collections).flatMap((name) => findUnknownCollection(name, collections) ?? []);
  refuseFaults([...unknown, ...checkSnapshot(whole as unknown as JsonValue, collections), ...findLeftOut(whole)]);
  const trial = store.fork();
  await trial.restore(whole);
  refuseFaults(checkState(trial));
  await store.rewind(trial.checkpoint());
}

/**
 * Changes one collection in a transaction. Throws a Problem where what has changed does not fit the contract; then
 * nothing has changed. Records that were left alone are not looked at: one that is broken does not stand in the way of
 * mending another.
 */
export async function editCollection<Result>(
  world: World,
  { platform }: EditDeps,
  edit: (transaction: Transaction) => Result,
): Promise<Result> {
  try {
    return await world.store.transaction((transaction) => {
      const result = edit(transaction);
      refuseFaults(platform?.replies.findFaultsIn(transaction) ?? []);
      return result;
    });
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    throw toRefusal(error.violations.map(toFault));
  }
}

function toFault({ collection, key, path, message, remedy }: RecordViolation): StateFault {
  return { pointer: toPointer(['collections', collection, key, ...path]), message, remedy };
}

/** Inserts a record, or puts it in the place of the one with its key; `merge` keeps what it does not name. */
export function putRecord(
  transaction: Transaction,
  spec: CollectionSpec,
  sent: JsonObject,
  { merge }: { readonly merge: boolean },
): void {
  const present = findPresent(transaction, spec, sent);
  const record = unredactRecord(sent, present);
  const redacted = findRedacted(record);
  if (redacted !== undefined) refuseFaults([toLeftOut(['collections', spec.name, ...redacted])]);
  if (!isKey(findOwn(record, spec.key))) refuseFaults([toKeyless(spec)]);
  if (present === undefined) transaction.insert(spec.name, record);
  else transaction.replace(spec.name, merge ? { ...present, ...record } : record);
}

/** The record that a key of a path names: such a key is a text, and may stand for a number. */
export function findByText(reader: StoreReader, spec: CollectionSpec, text: string): StoredRecord | undefined {
  return reader.get(spec.name, text) ?? (NUMBER.test(text) ? reader.get(spec.name, Number(text)) : undefined);
}

/** How a collection is kept. */
export function specOf(name: string, collections: readonly CollectionSpec[]): CollectionSpec {
  return collections.find((collection) => collection.name === name) ?? { name, key: 'id', indexes: [] };
}

function findPresent(reader: StoreReader, { name, key }: CollectionSpec, record: JsonObject): StoredRecord | undefined {
  const value: RecordKey | undefined = toKey(findOwn(record, key));
  return value === undefined ? undefined : reader.get(name, value);
}

function toKey(value: JsonValue | undefined): RecordKey | undefined {
  return isKey(value) ? value : undefined;
}

function findLeftOut({ collections }: StoreSnapshot): readonly StateFault[] {
  return Object.entries(collections).flatMap(([name, records]) =>
    records.flatMap((record, index) => {
      const path = findRedacted(record, ['collections', name, index]);
      return path === undefined ? [] : [toLeftOut(path)];
    }),
  );
}

function refuseFaults(faults: readonly StateFault[]): void {
  if (faults.length > 0) throw toRefusal(faults);
}

function toRefusal(faults: readonly StateFault[]): Problem {
  const [first] = faults;
  const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
  const message = `The state would not fit the contract, so nothing was changed. ${first?.pointer ?? ''}: ${first?.message ?? ''}${more}`;
  return new Problem('VALIDATION_FAILED', { message, faults: faults.slice(0, MAX_FAULTS) });
}

function toLeftOut(path: readonly (string | number)[]): StateFault {
  return {
    pointer: toPointer(path),
    message: 'It says [redacted], and there is no record to take the value from.',
    remedy: 'Give the digest, or leave the field out.',
  };
}

function toKeyless({ name, key }: CollectionSpec): StateFault {
  return {
    pointer: toPointer(['collections', name]),
    message: `A record of ${name} needs a text or a number as its ${key}.`,
    remedy: 'Give it one.',
  };
}

function mapLists(
  lists: StateInput['collections'],
  change: (name: string, records: readonly JsonObject[]) => readonly JsonObject[],
): StoreSnapshot['collections'] {
  return Object.fromEntries(Object.entries(lists).map(([name, records]) => [name, change(name, records)]));
}

const NUMBER = /^\d{1,15}$/;
/** One change of a schema makes as many faults as there are records. */
const MAX_FAULTS = 100;
