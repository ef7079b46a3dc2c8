import { alignSchedule } from '../../behaviour/align-schedule.ts';
import type { Platform } from '../../behaviour/platform.ts';
import { planAhead } from '../../behaviour/time/recurring-work.ts';
import { setOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { StateFault } from '../../kernel/problem.ts';
import { createSlices, type Slices } from '../../kernel/turns.ts';
import { checkSnapshot } from '../../store/port/check-snapshot.ts';
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
}

/** A state as a client sends it. Missing position and sequences are derived from the records and the current state. */
export type StateInput = WireSchema<'StateInput'>;

/**
 * Replaces the complete state of a world, by one write. The new state is prepared and checked in slices, so that other
 * requests are served meanwhile; what they write is replaced, too. Throws a Problem that lists every error; nothing has
 * changed then.
 */
export async function replaceState(world: World, sent: StateInput, deps: StateDeps): Promise<void> {
  const { store } = world;
  const before = store.checkpoint();
  const slices = createSlices();
  const { collections, restored, redacted } = await completeRecords(store, sent, { deps, slices });
  const { position, sequences = {} } = sent;
  const unknown = Object.keys(collections).flatMap((name) => findUnknownCollection(name, deps.collections) ?? []);
  const complete = { position: position ?? 0, sequences, collections };
  rejectFaults([...unknown, ...checkSnapshot(complete, deps.collections), ...redacted]);
  const trial = await prepareTrial(world, collections, { deps, slices });
  rejectFaults(await deps.checkState(trial));
  // A digest that was sent as [redacted] is the one of now.
  if (restored.some(({ spec, record, present }) => findExisting(store, spec, record) !== present))
    return replaceState(world, sent, deps);
  const origin = store.forkUnchecked();
  await origin.restore({ position: position ?? store.position, sequences, collections: {} });
  await rejectOtherContract(store.rewind(trial.checkpoint(origin.checkpoint()), before));
}

interface Context {
  readonly deps: StateDeps;
  readonly slices: Slices;
}

interface CompletedRecords {
  readonly collections: Readonly<Record<string, readonly JsonObject[]>>;
  /** The records with values that were sent as `[redacted]`, and the stored ones that have these values. */
  readonly restored: readonly {
    readonly spec: CollectionSpec;
    readonly record: JsonObject;
    readonly present: StoredRecord | undefined;
  }[];
  /** A fault for each `[redacted]` that has no stored digest. */
  readonly redacted: readonly StateFault[];
}

/** Replaces each `[redacted]` of the records by the stored digest. */
async function completeRecords(
  reader: StoreReader,
  sent: StateInput,
  { deps, slices }: Context,
): Promise<CompletedRecords> {
  const collections: Record<string, readonly JsonObject[]> = {};
  const restored: CompletedRecords['restored'][number][] = [];
  const redacted: StateFault[] = [];
  for (const [name, records] of Object.entries(sent.collections)) {
    const spec = specOf(name, deps.collections);
    const completed: JsonObject[] = [];
    for (const [index, record] of records.entries()) {
      const present = findExisting(reader, spec, record);
      const complete = unredactRecord(record, present);
      if (complete !== record) restored.push({ spec, record, present });
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

/** Inserting so many takes a few milliseconds. */
const RECORDS_PER_TRANSACTION = 100;
