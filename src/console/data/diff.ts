import type { Call } from '../api/call.ts';
import type { FieldChange } from '../api/differences.ts';
import { toStateName } from '../api/state-names.ts';
import { isJsonObject, type JsonObject, type Schema } from '../api/types.ts';

/** The differences of a collection, as the control plane lists them. */
export type CollectionDiff = Schema<'CollectionDiff'>;

/** A record that differs from another state. */
export interface DiffEntry {
  readonly change: 'added' | 'removed' | 'changed';
  readonly key: string;
  readonly fields: readonly FieldChange[];
  /** The whole record, where only one of the states has it, or where the call asks for all. */
  readonly record: JsonObject | undefined;
}

/** A collection of a world, and what it is compared with. */
interface ComparedCollection {
  readonly collection: string;
  /** `fixtures` or `baseline`. */
  readonly from: string;
  readonly world: string;
}

/** Returns the call that compares a collection of a world with another state. */
export function toDiffCall({ collection, from, world }: ComparedCollection): Call {
  return { method: 'GET', path: '/__admin/diff', query: { from, to: toStateName(world), collection, limit: MAX_LISTED } };
}

/** Returns the records that differ: those that changed, then the new ones, then those that are gone. */
export function listEntries(diff: CollectionDiff | undefined): readonly DiffEntry[] {
  const { changed = [], added = [], removed = [] } = diff ?? {};
  return [
    ...changed.map((entry) => toEntry('changed', entry)),
    ...added.map((entry) => toEntry('added', entry)),
    ...removed.map((entry) => toEntry('removed', entry)),
  ];
}

/** Returns an entry as a row of a table. */
export function toDiffRow({ change, key, fields, record }: DiffEntry): JsonObject {
  const name = record?.['name'] ?? record?.['title'];
  const changed = fields.map(({ path }) => path.slice(1)).join(', ');
  return { change, key, fields: changed === '' && typeof name === 'string' ? name : changed };
}

interface ListedRecord {
  readonly key: unknown;
  readonly fields?: readonly FieldChange[];
  readonly record?: unknown;
}

function toEntry(change: DiffEntry['change'], { key, fields = [], record }: ListedRecord): DiffEntry {
  return { change, key: String(key), fields, record: isJsonObject(record) ? record : undefined };
}

/** The response has the whole records that only one of the states has: more would keep the browser busy. */
const MAX_LISTED = 1000;
