import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { CollectionSpec, StoredRecord } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import { collectionOf, keyOf } from './collection-of.ts';
import type { ControlCallDeps } from '../../context/control.ts';
import type { ControlCall, ControlCalls } from '../../context/control-call.ts';
import type { WireSchema } from '../../wire/wire-types.ts';
import { editCollection, findByText } from '../../world/edit-state.ts';
import { putRecord } from '../../world/put-record.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** Reads, replaces, updates and deletes single stored records. */
export const RECORD_CALLS = {
  retrieveRecord: {
    state: 'records',
    handle: ({ world, path }, { collections }) => toResult(world, collectionOf(path, collections), path.key),
  },
  replaceRecord: { state: 'records', changes: 'state', handle: (call, deps) => put(call, deps, { merge: false }) },
  updateRecord: { state: 'records', changes: 'state', handle: (call, deps) => put(call, deps, { merge: true }) },
  deleteRecord: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, path }, deps) => {
      const spec = collectionOf(path, deps.collections);
      await editCollection(world, deps, (transaction) => {
        const present = findByText(transaction, spec, path.key);
        if (present === undefined) throw toMissing(spec, path.key);
        transaction.delete(spec.name, keyOf(present, spec));
      });
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;

async function put(
  { world, path, body }: ControlCall<'replaceRecord' | 'updateRecord'>,
  deps: ControlCallDeps,
  { merge }: { readonly merge: boolean },
): Promise<RecordResult> {
  const spec = collectionOf(path, deps.collections);
  const text = path.key;
  await editCollection(world, deps, (transaction) => {
    const present = findByText(transaction, spec, text);
    if (present === undefined && merge) throw toMissing(spec, text);
    putRecord(transaction, spec, withKey(body, spec, { text, present }), { merge });
  });
  return toResult(world, spec, text);
}

interface RecordResult {
  readonly kind: 'success';
  readonly body: WireSchema<'Record'>;
}

function toResult({ store }: World, spec: CollectionSpec, text: string): RecordResult {
  const record = findByText(store, spec, text);
  if (record === undefined) throw toMissing(spec, text);
  return { kind: 'success', body: redactRecord(record, spec.name) };
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
