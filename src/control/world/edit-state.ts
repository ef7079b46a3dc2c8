import { alignSchedule } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { StateFault } from '../../kernel/problem.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
import { ConstraintError, type RecordViolation } from '../../store/port/store-error.ts';
import type { CollectionSpec, StoredRecord, StoreReader, StoreSnapshot, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { findUnknownCollection, type CheckState } from './check-state.ts';
import { findExisting, toUnresolvedRedaction } from './put-record.ts';
import { findRedacted, unredactRecord } from './redact-state.ts';
import { rejectFaults, toProblem } from './reject-faults.ts';

/** Dependencies of replacing a state. */
export interface StateDeps {
  readonly platform: Platform | undefined;
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
}

/** Dependencies of changing records. The store itself checks changed records. */
export interface EditDeps {
  readonly platform: Platform | undefined;
}

/** A state as a client sends it. Missing position and sequences are derived from the records and the current state. */
export type StateInput = WireSchema<'StateInput'>;

/** Replaces the complete state of a world. Throws a Problem that lists every error; nothing has changed then. */
export async function replaceState(
  world: World,
  sent: StateInput,
  { collections, checkState, platform }: StateDeps,
): Promise<void> {
  const { store, clock } = world;
  const complete: StoreSnapshot = {
    position: sent.position ?? store.position,
    sequences: sent.sequences ?? {},
    collections: mapLists(sent.collections, (name, records) => {
      const spec = specOf(name, collections);
      return records.map((record) => unredactRecord(record, findExisting(store, spec, record)));
    }),
  };
  const unknown = Object.keys(sent.collections).flatMap((name) => findUnknownCollection(name, collections) ?? []);
  rejectFaults([...unknown, ...checkSnapshot({ ...complete }, collections), ...findUnresolvedRedactions(complete)]);
  const trial = store.fork();
  await trial.restore(complete);
  const restored = trial.checkpoint();
  if (platform !== undefined)
    await trial.transaction((transaction) => alignSchedule(transaction, platform, clock.now()));
  rejectFaults(checkState(trial));
  await store.rewind(trial.checkpoint(restored));
}

/**
 * Changes one collection in a transaction, and what is scheduled for its records. Throws a Problem when a changed
 * record does not fit the contract; nothing has changed then. Unchanged records are not checked, so that invalid
 * records can be fixed one by one.
 */
export async function editCollection<Result>(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  { platform }: EditDeps,
  edit: (transaction: Transaction) => Result,
): Promise<Result> {
  try {
    return await store.transaction((transaction) => {
      const result = edit(transaction);
      rejectFaults(platform?.replies.findFaultsIn(transaction) ?? []);
      alignSchedule(transaction, platform, clock.now());
      return result;
    });
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    throw toProblem(error.violations.map(toFault));
  }
}

function toFault({ collection, key, path, message, remedy }: RecordViolation): StateFault {
  return { pointer: toPointer(['collections', collection, key, ...path]), message, remedy };
}

/** Returns the record with the key in a path. The key is text there, and may stand for a number. */
export function findByText(reader: StoreReader, spec: CollectionSpec, text: string): StoredRecord | undefined {
  return reader.get(spec.name, text) ?? (NUMBER.test(text) ? reader.get(spec.name, Number(text)) : undefined);
}

/** Returns the specification of a collection. */
export function specOf(name: string, collections: readonly CollectionSpec[]): CollectionSpec {
  return collections.find((collection) => collection.name === name) ?? { name, key: 'id', indexes: [] };
}

function findUnresolvedRedactions({ collections }: StoreSnapshot): readonly StateFault[] {
  return Object.entries(collections).flatMap(([name, records]) =>
    records.flatMap((record, index) => {
      const path = findRedacted(record);
      return path === undefined ? [] : [toUnresolvedRedaction(['collections', name, index, ...path])];
    }),
  );
}

function mapLists(
  lists: StateInput['collections'],
  change: (name: string, records: readonly JsonObject[]) => readonly JsonObject[],
): StoreSnapshot['collections'] {
  return Object.fromEntries(Object.entries(lists).map(([name, records]) => [name, change(name, records)]));
}

const NUMBER = /^\d{1,15}$/;
