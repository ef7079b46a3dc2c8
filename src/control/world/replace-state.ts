import { isDeepStrictEqual } from 'node:util';
import { alignSchedule } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { planAhead } from '../../behaviour/time/recurring-work.ts';
import { setOwn, type JsonObject } from '../../kernel/json/json.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { createSlices, type Slices } from '../../kernel/turns.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
import { StoreError } from '../../store/port/store-error.ts';
import type { CollectionSpec, Store, StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { findUnknownCollection, type CheckState } from './check-state.ts';
import { specOf } from './edit-state.ts';
import { findExisting, toUnresolvedRedaction } from './put-record.ts';
import { findRedacted, unredactRecord } from './redact-state.ts';
import { rejectFaults, rejectOtherContract } from './reject-faults.ts';

/** Dependencies of replacing a state. */
export interface StateDeps {
  readonly platform: Platform | undefined;
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
  /** The contract that `checkState` checks by. */
  readonly contract: { readonly hash: string };
}

/** A state as a client sends it. Missing position and sequences are derived from the records and the current state. */
export type StateInput = WireSchema<'StateInput'>;

/**
 * Replaces the complete state of a world, by one write. The new state is prepared and checked in slices, so that other
 * requests are served meanwhile; what they write is replaced, too. A digest that was sent as `[redacted]` is the one of
 * the moment of the write: when it changes before, the state is prepared and checked again. Throws a Problem that lists
 * every error, or when a digest changed each time; nothing has changed then.
 */
export async function replaceState(world: World, sent: StateInput, deps: StateDeps): Promise<void> {
  for (let checks = 0; checks < MAX_CHECKS; checks += 1) if (await tryReplace(world, sent, deps)) return;
  throw new Problem('STATE_CONFLICT', {
    message: `Failed to replace the state: other requests changed values that were sent as [redacted], during each of ${MAX_CHECKS} checks. Nothing was changed.`,
    remedy: 'Send it again when no request changes these values.',
  });
}

/** Resolves with false when a digest that was sent as `[redacted]` has changed before the write. */
async function tryReplace(world: World, sent: StateInput, deps: StateDeps): Promise<boolean> {
  const { store } = world;
  const slices = createSlices();
  const { collections, restored, redacted } = await completeRecords(store, sent, { deps, slices });
  const { position, sequences = {} } = sent;
  const unknown = Object.keys(collections).flatMap((name) => findUnknownCollection(name, deps.collections) ?? []);
  const complete = { position: position ?? 0, sequences, collections };
  rejectFaults([...unknown, ...checkSnapshot(complete, deps.collections), ...redacted]);
  const trial = await prepareTrial(world, collections, { deps, slices });
  rejectFaults(await deps.checkState(trial));
  const origin = store.forkUnchecked();
  await origin.restore({ position: position ?? store.position, sequences, collections: {} });
  const isCurrent = (): boolean => restored.every((each) => isUnchanged(store, each));
  const checked = { contract: deps.contract.hash, isCurrent };
  try {
    await rejectOtherContract(store.rewind(trial.checkpoint(origin.checkpoint()), checked));
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'STATE_CHANGED') return false;
    throw error;
  }
}

/** Returns whether the values that a record has for `[redacted]` are those of the stored record. */
function isUnchanged(reader: StoreReader, { spec, record, present, complete }: RestoredRecord): boolean {
  const stored = findExisting(reader, spec, record);
  return stored === present || isDeepStrictEqual(unredactRecord(record, stored), complete);
}

interface Context {
  readonly deps: StateDeps;
  readonly slices: Slices;
}

interface CompletedRecords {
  readonly collections: Readonly<Record<string, readonly JsonObject[]>>;
  readonly restored: readonly RestoredRecord[];
  /** A fault for each `[redacted]` that has no stored digest. */
  readonly redacted: readonly StateFault[];
}

/** A record with values that were sent as `[redacted]`. */
interface RestoredRecord {
  readonly spec: CollectionSpec;
  /** As it was sent. */
  readonly record: JsonObject;
  /** The stored record that has these values. */
  readonly present: StoredRecord | undefined;
  /** The sent record, with the values of the stored one. */
  readonly complete: JsonObject;
}

/** Replaces each `[redacted]` of the records by the stored digest. */
async function completeRecords(
  reader: StoreReader,
  sent: StateInput,
  { deps, slices }: Context,
): Promise<CompletedRecords> {
  const collections: Record<string, readonly JsonObject[]> = {};
  const restored: RestoredRecord[] = [];
  const redacted: StateFault[] = [];
  for (const [name, records] of Object.entries(sent.collections)) {
    const spec = specOf(name, deps.collections);
    const completed: JsonObject[] = [];
    for (const [index, record] of records.entries()) {
      const present = findExisting(reader, spec, record);
      const complete = unredactRecord(record, present);
      if (complete !== record) restored.push({ spec, record, present, complete });
      const path = findRedacted(complete);
      if (path !== undefined) redacted.push(toUnresolvedRedaction(['collections', name, index, ...path]));
      completed.push(complete);
      await slices.pause();
    }
    setOwn(collections, name, completed);
  }
  return { collections, restored, redacted };
}

/** Creates a store with the records, and with what is scheduled for them, which nothing else writes to. */
async function prepareTrial(
  { store, clock }: World,
  collections: CompletedRecords['collections'],
  { deps: { platform }, slices }: Context,
): Promise<Store> {
  const trial = store.forkUnchecked();
  await trial.restore({ position: 0, sequences: {}, collections: {} });
  for (const [name, records] of Object.entries(collections))
    for (let start = 0; start < records.length; start += RECORDS_PER_TRANSACTION) {
      const part = records.slice(start, start + RECORDS_PER_TRANSACTION);
      await trial.transaction((transaction) => part.forEach((record) => transaction.insert(name, record)));
      await slices.pause();
    }
  if (platform === undefined) return trial;
  const now = clock.now();
  const works = platform.recurringWork && { recurringWork: await planAhead(trial, platform.recurringWork, now) };
  await trial.transaction((transaction) => alignSchedule(transaction, { ...platform, ...works }, now));
  return trial;
}

/** Checking a large state takes seconds, so a client that never stops changing a digest must not repeat it forever. */
const MAX_CHECKS = 3;
/** Inserting so many takes a few milliseconds. */
const RECORDS_PER_TRANSACTION = 100;
