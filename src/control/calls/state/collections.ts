import type { JsonObject } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import type { CollectionSpec, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { collectionOf, keyOf } from './collection-of.ts';
import type { ControlCallDeps } from '../../context/control.ts';
import type { ControlCall, ControlCalls } from '../../context/control-call.ts';
import type { WireResult } from '../../wire/wire-types.ts';
import { editCollection, specOf } from '../../world/edit-state.ts';
import { prepareRecords, putPrepared, type PreparedRecord } from '../../world/put-record.ts';
import { redactRecords } from '../../world/redact-state.ts';
import { rejectFaults } from '../../world/reject-faults.ts';

/** Lists the collections; reads, replaces and updates the records of one. */
export const COLLECTION_CALLS = {
  listCollections: {
    state: 'records',
    handle: ({ world: { store } }, { collections }) => {
      const listed = Object.entries(store.snapshot().collections).map(([name, { length }]) => {
        const { key } = specOf(name, collections);
        return { name, key, records: length };
      });
      return { kind: 'success', body: { collections: listed } };
    },
  },
  retrieveCollection: {
    state: 'records',
    handle: async ({ world, path, query }, { collections }) => ({
      kind: 'success',
      body: await toPage(world, collectionOf(path, collections), query),
    }),
  },
  replaceCollection: { state: 'records', changes: 'state', handle: (call, deps) => edit(call, deps, replaceAll) },
  updateCollection: { state: 'records', changes: 'state', handle: (call, deps) => edit(call, deps, mergeAll) },
} satisfies Partial<ControlCalls>;

async function edit(
  { world, path, body }: ControlCall<'replaceCollection' | 'updateCollection'>,
  deps: ControlCallDeps,
  change: Change,
): Promise<{ readonly kind: 'success'; readonly body: CollectionBody }> {
  const spec = collectionOf(path, deps.collections);
  const prepared = await prepareRecords(world.store, spec, body.records);
  await editCollection(world, deps, (transaction) => change(transaction, spec, prepared));
  return { kind: 'success', body: await toPage(world, spec) };
}

type Change = (transaction: Transaction, spec: CollectionSpec, records: readonly PreparedRecord[]) => void;

function replaceAll(transaction: Transaction, spec: CollectionSpec, prepared: readonly PreparedRecord[]): void {
  const records = prepared.map(({ sent }) => sent);
  rejectFaults(findDuplicates(spec, records));
  const keys = new Set(records.map((record) => record[spec.key]));
  for (const record of transaction.all(spec.name))
    if (!keys.has(record[spec.key])) transaction.delete(spec.name, keyOf(record, spec));
  for (const record of prepared) putPrepared(transaction, spec, record, { merge: false });
}

/** Finds records with the key of an earlier one. A record without a key is rejected when it is put. */
function findDuplicates({ name, key }: CollectionSpec, records: readonly JsonObject[]): readonly StateFault[] {
  const seen = new Set<unknown>();
  return records.flatMap((record, index) => {
    const value = record[key];
    if (value === undefined || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [
      {
        pointer: toPointer(['records', index, key]),
        message: `Another record of ${name} has the same ${key}.`,
        remedy: `Give each record a ${key} of its own.`,
      },
    ];
  });
}

function mergeAll(transaction: Transaction, spec: CollectionSpec, prepared: readonly PreparedRecord[]): void {
  for (const record of prepared) putPrepared(transaction, spec, record, { merge: true });
}

type CollectionBody = WireResult<'retrieveCollection'>['body'];

/** Returns the page of a query, by default all records. */
async function toPage(
  { store }: World,
  { name, key }: CollectionSpec,
  { after = 0, limit }: ControlCall<'retrieveCollection'>['query'] = {},
): Promise<CollectionBody> {
  const all = store.all(name);
  const end = limit === undefined ? all.length : Math.min(after + limit, all.length);
  const records = await redactRecords(all.slice(after, end), name);
  return { key, records, ...(limit === undefined ? {} : { next: end < all.length ? end : null }) };
}
