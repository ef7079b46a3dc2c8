import type { JsonObject } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import type { CollectionSpec, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { collectionOf, keyOf } from './collection-of.ts';
import type { ControlCallDeps } from '../../context/control.ts';
import type { ControlCall, ControlCalls } from '../../context/control-call.ts';
import type { WireResult } from '../../wire/wire-types.ts';
import { editCollection, putRecord, rejectFaults, specOf } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

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
    handle: ({ world, path, query }, { collections }) => ({
      kind: 'success',
      body: toPage(world, collectionOf(path, collections), query),
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
  await editCollection(world, deps, (transaction) => change(transaction, spec, body.records));
  return { kind: 'success', body: toBody(world, spec) };
}

type Change = (transaction: Transaction, spec: CollectionSpec, records: readonly JsonObject[]) => void;

function replaceAll(transaction: Transaction, spec: CollectionSpec, records: readonly JsonObject[]): void {
  rejectFaults(findDuplicates(spec, records));
  const keys = new Set(records.map((record) => record[spec.key]));
  for (const record of transaction.all(spec.name))
    if (!keys.has(record[spec.key])) transaction.delete(spec.name, keyOf(record, spec));
  for (const record of records) putRecord(transaction, spec, record, { merge: false });
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

function mergeAll(transaction: Transaction, spec: CollectionSpec, records: readonly JsonObject[]): void {
  for (const record of records) putRecord(transaction, spec, record, { merge: true });
}

type CollectionBody = WireResult<'retrieveCollection'>['body'];

function toPage(
  { store }: World,
  { name, key }: CollectionSpec,
  { after = 0, limit }: ControlCall<'retrieveCollection'>['query'],
): CollectionBody {
  const all = store.all(name);
  const end = limit === undefined ? all.length : Math.min(after + limit, all.length);
  const records = all.slice(after, end).map((record) => redactRecord(record, name));
  return { key, records, ...(limit === undefined ? {} : { next: end < all.length ? end : null }) };
}

function toBody({ store }: World, { name, key }: CollectionSpec): CollectionBody {
  return { key, records: store.all(name).map((record) => redactRecord(record, name)) };
}
