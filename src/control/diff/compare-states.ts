import { findChangedFields, type FieldChange } from '../../kernel/json/find-changed-fields.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { createSlices, type Slices } from '../../kernel/turns.ts';
import type { CollectionSpec, RecordKey, StoredRecord, StoreSnapshot } from '../../store/port/store.ts';
import { redactRecord } from '../world/redact-state.ts';

/** The records that differ between two states, without secrets. */
export interface StateDiff {
  /** By collection, in the order of their names. Those without a difference are left out. */
  readonly collections: Readonly<Record<string, CollectionDiff>>;
  /** The number of records that differ, those that are not listed included. */
  readonly total: number;
  /** Whether some of the records or of their fields are not listed. */
  readonly isTruncated: boolean;
}

/** The records of a collection that differ. */
export interface CollectionDiff {
  /** The number of records that differ, those that are not listed included. */
  readonly total: number;
  readonly added: readonly KeyedRecord[];
  readonly removed: readonly KeyedRecord[];
  readonly changed: readonly ChangedFields[];
}

/** A record that only one of the states has. */
export interface KeyedRecord {
  readonly key: ShownKey;
  readonly record: JsonObject;
}

/** The fields of a record that differ, the first hundred of them. */
export interface ChangedFields {
  readonly key: ShownKey;
  readonly fields: readonly FieldChange[];
  /** The record of the second state, if `hasRecords`. */
  readonly record?: JsonObject;
}

/** The value of a record's key. */
export type ShownKey = RecordKey | null;

/** Options of a comparison. */
export interface CompareOptions {
  readonly specs: readonly CollectionSpec[];
  /** The collections to compare; undefined for all. */
  readonly only?: readonly string[] | undefined;
  /** How many records are listed. */
  readonly limit: number;
  /** Whether those that changed are listed as a whole, too. Defaults to false. */
  readonly hasRecords?: boolean | undefined;
  /** Returns a record as it is listed. By default digests of secrets are redacted. */
  readonly redact?: (record: StoredRecord, collection: string) => JsonObject;
}

/**
 * Compares two states, in slices. Records are the same when they have the same key; records that both states share are
 * equal without a look at them.
 */
export async function compareStates(
  before: StoreSnapshot,
  after: StoreSnapshot,
  { specs, only, limit, hasRecords = false, redact = redactRecord }: CompareOptions,
): Promise<StateDiff> {
  const keys = new Map(specs.map(({ name, key }) => [name, key]));
  const names = [...new Set([...Object.keys(before.collections), ...Object.keys(after.collections)])].toSorted();
  const listing: Listing = { left: limit, isTruncated: false, hasRecords, redact };
  const slices = createSlices();
  const found: (readonly [name: string, diff: CollectionDiff])[] = [];
  for (const name of names) {
    if (only?.includes(name) === false) continue;
    const [from, to] = [before.collections[name] ?? NONE, after.collections[name] ?? NONE];
    const diff = createDiff(name, keys.get(name) ?? DEFAULT_KEY, listing);
    if (from !== to) await compareLists(from, to, { diff, slices });
    if (diff.total > 0) found.push([name, diff.toCollectionDiff()]);
  }
  return {
    collections: Object.fromEntries(found),
    total: found.reduce((sum, [, { total }]) => sum + total, 0),
    isTruncated: listing.isTruncated,
  };
}

interface Comparison {
  readonly diff: DiffBuilder;
  readonly slices: Slices;
}

async function compareLists(
  before: readonly StoredRecord[],
  after: readonly StoredRecord[],
  { diff, slices }: Comparison,
): Promise<void> {
  const { key } = diff;
  const start = countShared(before, after);
  const unmatched = new Map<JsonValue | undefined, StoredRecord>();
  for (let index = start; index < before.length; index += 1) {
    const record = before[index];
    if (record !== undefined) unmatched.set(record[key], record);
    if (index % SLICE === 0) await slices.pause();
  }
  for (let index = start; index < after.length; index += 1) {
    const record = after[index];
    const previous = record === undefined ? undefined : unmatched.get(record[key]);
    if (previous !== undefined) unmatched.delete(previous[key]);
    if (record !== undefined && record !== previous) diff.add(previous, record);
    if (index % SLICE === 0) await slices.pause();
  }
  for (const record of unmatched.values()) diff.add(record, undefined);
}

/** Returns how many records at the beginning of both lists are the same objects. */
function countShared(before: readonly StoredRecord[], after: readonly StoredRecord[]): number {
  let count = 0;
  while (count < before.length && before[count] === after[count]) count += 1;
  return count;
}

/** How many more records may be listed, in all collections together, and how they are shown. */
interface Listing {
  left: number;
  isTruncated: boolean;
  readonly hasRecords: boolean;
  readonly redact: NonNullable<CompareOptions['redact']>;
}

interface DiffBuilder {
  /** The field that holds the key. */
  readonly key: string;
  readonly total: number;
  /** Adds a record that differs. It is undefined in the state that does not have it. */
  add(before: StoredRecord | undefined, after: StoredRecord | undefined): void;
  toCollectionDiff(): CollectionDiff;
}

function createDiff(collection: string, key: string, listing: Listing): DiffBuilder {
  const [added, removed, changed]: [KeyedRecord[], KeyedRecord[], ChangedFields[]] = [[], [], []];
  const list = <Item>(items: Item[], create: () => Item): void => {
    if (listing.left > 0) items.push(create());
    else listing.isTruncated = true;
    listing.left -= 1;
  };
  const { hasRecords, redact } = listing;
  let total = 0;
  return {
    key,
    get total() {
      return total;
    },
    add: (before, after) => {
      if (before !== undefined && after !== undefined) {
        const { fields, isTruncated } = findChangedFields(before, after, MAX_FIELDS);
        if (fields.length === 0) return;
        if (isTruncated) listing.isTruncated = true;
        list(changed, () => {
          const [old, now] = [redact(before, collection), redact(after, collection)];
          const shown = { key: toKey(now, key), fields: fields.map((field) => redactChange(field, old, now)) };
          return hasRecords ? { ...shown, record: now } : shown;
        });
      } else if (after !== undefined) list(added, () => toKeyed(redact(after, collection), key));
      else if (before !== undefined) list(removed, () => toKeyed(redact(before, collection), key));
      total += 1;
    },
    toCollectionDiff: () => ({ total, added, removed, changed }),
  };
}

function toKeyed(record: JsonObject, key: string): KeyedRecord {
  return { key: toKey(record, key), record };
}

function toKey(record: JsonObject, key: string): ShownKey {
  const shown = record[key];
  return typeof shown === 'string' || typeof shown === 'number' ? shown : null;
}

/** Returns a changed field with the values that the records show. */
function redactChange({ path, from, to }: FieldChange, before: JsonObject, after: JsonObject): FieldChange {
  return {
    path,
    ...(from === undefined ? {} : { from: findShown(before, path) }),
    ...(to === undefined ? {} : { to: findShown(after, path) }),
  };
}

/** A field within something that is redacted as a whole is redacted, too. */
function findShown(record: JsonObject, path: string): JsonValue {
  const shown = findAtPointer(record, path);
  return shown === undefined ? REDACTED : (shown as JsonValue);
}

const NONE: readonly StoredRecord[] = [];
/** The key of a collection that is not declared. */
const DEFAULT_KEY = 'id';
/** Listed of each record. */
const MAX_FIELDS = 100;
/** The number of records that are compared between two looks at the time. */
const SLICE = 64;
