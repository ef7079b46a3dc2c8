import { diffJson, type JsonDifference } from '../../../kernel/json/diff-json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
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
  revertRecord: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, path, body: { before, after } }, deps) => {
      const spec = collectionOf(path, deps.collections);
      await editCollection(world, deps, (transaction) => {
        const present = findByText(transaction, spec, path.key);
        const current = present === undefined ? null : redactRecord(present, spec.name);
        rejectChanged(diffJson(after, current, MAX_SHOWN_FIELDS), spec, path.key);
        putRecord(transaction, spec, withKey(before, spec, { text: path.key, present }), { merge: false });
      });
      return toResult(world, spec, path.key);
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

/** Throws a Problem that names where a record differs from what an edit has left. */
function rejectChanged(differences: readonly JsonDifference[], { name }: CollectionSpec, key: string): void {
  if (differences.length === 0) return;
  const shown = JSON.stringify(key.slice(0, MAX_SHOWN_LENGTH));
  const places = differences.map(({ path }) => path).filter((path) => path !== '');
  const [first] = differences;
  const happened = first?.path !== '' ? 'has changed' : first.to === null ? 'was deleted' : 'was created again';
  const where = places.length === 0 ? '' : `: ${places.join(', ')}`;
  throw new Problem('STATE_CONFLICT', {
    message: `Failed to revert the edit: the record ${shown} of ${name} ${happened} since${where}. Nothing was changed.`,
    remedy: 'Compare the record with what you expect, then edit it as it is now.',
    faults: differences.map(({ path }) => ({
      pointer: toPointer(['collections', name, key]) + path,
      message: 'It has changed since.',
      remedy: 'Edit the record with PATCH /__admin/state/{collection}/{key}.',
    })),
  });
}

function toMissing({ name }: CollectionSpec, text: string): Problem {
  return new Problem('RECORD_NOT_FOUND', {
    message: `The collection ${name} has no record ${JSON.stringify(text.slice(0, MAX_SHOWN_LENGTH))}.`,
  });
}

const MAX_SHOWN_LENGTH = 100;
const MAX_SHOWN_FIELDS = 20;
