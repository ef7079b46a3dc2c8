import type { Rule } from '../../../behaviour/rule/behaviour.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Outcome } from '../../../kernel/outcome.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { CollectionSpec, StoredRecord } from '../../../store/port/store.ts';
import { collectionOf, keyOf } from './collection-of.ts';
import type { PrepareControl } from '../../context/control.ts';
import { editCollection, findByText, putRecord } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** Reads, replaces, updates and deletes single stored records. */
export const prepareRecords: PrepareControl = (deps) => {
  const edit =
    (merge: boolean): Rule =>
    async (call) => {
      const spec = collectionOf(call, deps.collections);
      const text = String(call.path['key']);
      await editCollection(call.world, deps, (transaction) => {
        const present = findByText(transaction, spec, text);
        if (present === undefined && merge) throw toMissing(spec, text);
        putRecord(transaction, spec, withKey(call.body as JsonObject, spec, { text, present }), { merge });
      });
      return toOutcome(findByText(call.world.store, spec, text), spec, text);
    };
  return {
    retrieveRecord: (call) => {
      const [spec, text] = [collectionOf(call, deps.collections), String(call.path['key'])];
      return toOutcome(findByText(call.world.store, spec, text), spec, text);
    },
    replaceRecord: edit(false),
    updateRecord: edit(true),
    deleteRecord: async (call) => {
      const [spec, text] = [collectionOf(call, deps.collections), String(call.path['key'])];
      await editCollection(call.world, deps, (transaction) => {
        const present = findByText(transaction, spec, text);
        if (present === undefined) throw toMissing(spec, text);
        transaction.delete(spec.name, keyOf(present, spec));
      });
      return { kind: 'success' };
    },
  };
};

function toOutcome(record: StoredRecord | undefined, spec: CollectionSpec, text: string): Outcome {
  if (record === undefined) throw toMissing(spec, text);
  return { kind: 'success', body: redactRecord(record) };
}

/** Sets the record's key to the key in the path. Throws when the body has a different key. */
function withKey(
  body: JsonObject,
  { key }: CollectionSpec,
  { text, present }: { readonly text: string; readonly present: StoredRecord | undefined },
): JsonObject {
  const value: JsonValue = present?.[key] ?? body[key] ?? text;
  if (String(body[key] ?? value) === text) return { ...body, [key]: value };
  const faults = [
    {
      pointer: `/${key}`,
      message: `It differs from the key in the path, ${JSON.stringify(text)}.`,
      remedy: 'Send the same key, or leave it out.',
    },
  ];
  throw new Problem('VALIDATION_FAILED', {
    message: `The ${key} in the body differs from the one in the path.`,
    faults,
  });
}

function toMissing({ name }: CollectionSpec, text: string): Problem {
  return new Problem('RECORD_NOT_FOUND', {
    message: `The collection ${name} has no record ${JSON.stringify(text.slice(0, MAX_SHOWN_LENGTH))}.`,
  });
}

const MAX_SHOWN_LENGTH = 100;
