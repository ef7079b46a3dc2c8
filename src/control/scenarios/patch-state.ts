import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { CollectionSpec } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { StateInput } from '../world/edit-state.ts';
import type { StatePatch } from './scenario.ts';

/** Returns the state of a world with a patch applied. The caller checks it against the contract. */
export function patchState(
  { store, ids }: World,
  patch: StatePatch,
  collections: readonly CollectionSpec[],
): StateInput {
  const lists = new Map<string, readonly JsonObject[]>(Object.entries(store.snapshot().collections));
  const keyOf = (name: string): string => collections.find((collection) => collection.name === name)?.key ?? 'id';
  const edit = (name: string, change: (records: readonly JsonObject[]) => readonly JsonObject[]): void =>
    void lists.set(name, change(lists.get(name) ?? []));
  for (const name of patch.remove ?? []) edit(name, () => []);
  for (const [name, changes] of Object.entries(patch.each ?? {})) {
    edit(name, (records) => records.map((record) => ({ ...record, ...changes })));
  }
  for (const [name, sent] of Object.entries(patch.records ?? {}))
    edit(name, (records) => mergeRecords(records, sent, keyOf(name)));
  for (const [name, count] of Object.entries(patch.copies ?? {})) {
    edit(name, (records) =>
      copyRecords(records, count, (number, record) =>
        toCopy(record, { key: keyOf(name), uuid: ids.uuid(`${name}/copies`, number), number }),
      ),
    );
  }
  return { collections: Object.fromEntries(lists) };
}

/** Merges sent records by key: changes existing records and adds new ones. */
function mergeRecords(records: readonly JsonObject[], sent: readonly JsonObject[], key: string): readonly JsonObject[] {
  const changes = new Map(sent.map((record) => [findOwn(record, key), record]));
  const known = new Set(records.map((record) => findOwn(record, key)));
  const added = sent.filter((record) => !known.has(findOwn(record, key)));
  return [...records.map((record) => ({ ...record, ...changes.get(findOwn(record, key)) })), ...added];
}

function copyRecords(
  records: readonly JsonObject[],
  count: number,
  copy: (number: number, record: JsonObject) => JsonObject,
): readonly JsonObject[] {
  const missing = Math.max(0, count - records.length);
  return [
    ...records,
    ...Array.from({ length: records.length === 0 ? 0 : missing }, (_, index) =>
      copy(index + 1, records[index % records.length] ?? {}),
    ),
  ];
}

function toCopy(
  record: JsonObject,
  { key, uuid, number }: { readonly key: string; readonly uuid: string; readonly number: number },
): JsonObject {
  const name = typeof record['name'] === 'string' ? { name: `${record['name']} ${number}` } : {};
  return { ...record, ...name, [key]: uuid };
}
