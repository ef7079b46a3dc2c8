import type { Rule } from '../../../behaviour/rule/behaviour.ts';
import type { JsonObject } from '../../../kernel/json/json.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { CollectionSpec, Transaction } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { collectionOf, keyOf } from './collection-of.ts';
import type { PrepareControl } from '../../context/control.ts';
import { editCollection, putRecord } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** Reads, replaces and updates the records of one collection. */
export const prepareCollections: PrepareControl = (deps) => {
  const edit =
    (change: Change): Rule =>
    async (call) => {
      const spec = collectionOf(call, deps.collections);
      const { records } = call.body as { readonly records: readonly JsonObject[] } & JsonObject;
      await editCollection(call.world, deps, (transaction) => change(transaction, spec, records));
      return { kind: 'success', body: toBody(call.world, spec) };
    };
  return {
    retrieveCollection: (call) => ({
      kind: 'success',
      body: toBody(call.world, collectionOf(call, deps.collections)),
    }),
    replaceCollection: edit(replaceAll),
    updateCollection: edit((transaction, spec, records) => {
      for (const record of records) putRecord(transaction, spec, record, { merge: true });
    }),
  };
};

type Change = (transaction: Transaction, spec: CollectionSpec, records: readonly JsonObject[]) => void;

function replaceAll(transaction: Transaction, spec: CollectionSpec, records: readonly JsonObject[]): void {
  const keys = new Set(records.map((record) => record[spec.key]));
  if (keys.size < records.length) {
    throw new Problem('VALIDATION_FAILED', {
      message: `Failed to replace the collection: two records have the same ${spec.key}. Nothing was changed.`,
    });
  }
  for (const record of transaction.all(spec.name))
    if (!keys.has(record[spec.key])) transaction.delete(spec.name, keyOf(record, spec));
  for (const record of records) putRecord(transaction, spec, record, { merge: false });
}

function toBody({ store }: World, { name, key }: CollectionSpec): JsonObject {
  return { key, records: store.all(name).map((record) => redactRecord(record)) };
}
