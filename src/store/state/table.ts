import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../kernel/json/json.ts';
import { ChangeChain } from './change-chain.ts';
import { FieldIndex, isIndexedValue } from './field-index.ts';
import { LayeredMap } from './layered-map.ts';
import { RecordList } from './record-list.ts';
import { StoreError } from '../port/store-error.ts';
import type { CollectionChange, CollectionSpec, RecordKey, StoredRecord } from '../port/store.ts';

/**
 * The records of one collection. A record keeps its ordinal for life, so that results stay in order of insertion after
 * updates.
 */
export class Table {
  readonly spec: CollectionSpec;
  /** The largest number of a record so far: the collection's sequence continues after it. */
  largestNumber: number;
  nextOrdinal: number;
  readonly #changes: ChangeChain;
  readonly #ordinals: LayeredMap<RecordKey, number>;
  readonly #records: RecordList;
  readonly #indexes: ReadonlyMap<string, FieldIndex>;
  #list: readonly StoredRecord[] | undefined;

  /**
   * Creates an empty table, or a copy of `base`, which must not be written to any more. A copy costs little; the first
   * write to a part of it copies that part.
   */
  constructor(spec: CollectionSpec, base?: Table) {
    this.spec = spec;
    this.largestNumber = base?.largestNumber ?? 0;
    this.nextOrdinal = base?.nextOrdinal ?? 0;
    this.#changes = new ChangeChain(base === undefined ? undefined : base.#changes);
    this.#ordinals = new LayeredMap(base === undefined ? undefined : base.#ordinals);
    this.#records = new RecordList(base === undefined ? undefined : base.#records);
    this.#indexes = new Map(
      spec.indexes.map((field) => [field, new FieldIndex(base === undefined ? undefined : base.#indexes.get(field))]),
    );
    this.#list = base === undefined ? undefined : base.#list;
  }

  get lastChange(): CollectionChange {
    return this.#changes.last;
  }

  ordinalOf(key: RecordKey): number | undefined {
    return this.#ordinals.get(key);
  }

  at(ordinal: number): StoredRecord | undefined {
    return this.#records.at(ordinal);
  }

  get(key: RecordKey): StoredRecord | undefined {
    const ordinal = this.#ordinals.get(key);
    return ordinal === undefined ? undefined : this.#records.at(ordinal);
  }

  /** Returns all records. The list is frozen, and cached until the next write. */
  all(): readonly StoredRecord[] {
    this.#list ??= Object.freeze(this.#records.values());
    return this.#list;
  }

  ordinals(): readonly number[] {
    return this.#records.ordinals();
  }

  /** Returns the ordinals of the records whose field equals the value, or contains it when the field holds a list. */
  findOrdinals(field: string, value: JsonValue): readonly number[] {
    const index = isIndexedValue(value) ? this.#indexes.get(field) : undefined;
    if (index !== undefined && isIndexedValue(value)) return index.find(value);
    return this.#records.ordinals((record) => matchesValue(record[field], value));
  }

  find(field: string, value: JsonValue): readonly StoredRecord[] {
    const found: StoredRecord[] = [];
    for (const ordinal of this.findOrdinals(field, value)) {
      const record = this.#records.at(ordinal);
      if (record !== undefined) found.push(record);
    }
    return found;
  }

  /**
   * Adds a frozen record of the initial state, without recording a change. Throws a StoreError when its key is missing
   * or taken.
   */
  preload(record: StoredRecord): void {
    const key = getKey(this.spec, record);
    if (this.#ordinals.get(key) !== undefined)
      throw new StoreError('DUPLICATE_KEY', `${this.spec.name} holds ${String(key)} twice.`);
    const ordinal = this.nextOrdinal;
    this.#ordinals.set(key, ordinal);
    this.#records.put(ordinal, record);
    this.nextOrdinal += 1;
    this.largestNumber = Math.max(this.largestNumber, numberOf(this.spec, record));
    this.#list = undefined;
    for (const [field, index] of this.#indexes) index.add(record[field], ordinal);
  }

  /**
   * Replaces the record with the same key, or adds a new one at the end (or at `ordinal`). The record must be frozen.
   */
  put(record: StoredRecord, ordinal: number = this.nextOrdinal): void {
    const key = getKey(this.spec, record);
    const at = this.#ordinals.get(key) ?? ordinal;
    const previous = this.#records.at(at);
    this.#ordinals.set(key, at);
    this.#records.put(at, record);
    this.nextOrdinal = Math.max(this.nextOrdinal, at + 1);
    this.largestNumber = Math.max(this.largestNumber, numberOf(this.spec, record));
    this.#reindex(at, previous, record);
  }

  delete(key: RecordKey): void {
    const ordinal = this.#ordinals.get(key);
    if (ordinal === undefined) return;
    const previous = this.#records.at(ordinal);
    this.#ordinals.delete(key);
    this.#records.remove(ordinal);
    this.#reindex(ordinal, previous, undefined);
  }

  #reindex(ordinal: number, previous: StoredRecord | undefined, record: StoredRecord | undefined): void {
    this.#list = undefined;
    this.#changes.add({ ordinal, before: previous, after: record }, this.nextOrdinal);
    for (const [field, index] of this.#indexes) {
      const [before, after] = [previous?.[field], record?.[field]];
      if (before === after) continue;
      index.remove(before, ordinal);
      index.add(after, ordinal);
    }
  }
}

/** Returns the key of a record. Throws a StoreError when it has no valid key. */
export function getKey({ name, key }: CollectionSpec, record: StoredRecord): RecordKey {
  const value = record[key];
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new StoreError('INVALID_KEY', `A record of ${name} needs a string or a number as its ${key}.`);
}

/** Returns the number that a record takes from its collection's sequence; 0 when it has none. */
export function numberOf(spec: CollectionSpec, record: StoredRecord): number {
  const value = record[spec.number ?? spec.key];
  return typeof value === 'number' && Number.isSafeInteger(Math.floor(value)) ? Math.floor(value) : 0;
}

function matchesValue(fieldValue: JsonValue | undefined, value: JsonValue): boolean {
  if (fieldValue === value) return true;
  if (Array.isArray(fieldValue) && fieldValue.some((item) => isDeepStrictEqual(item, value))) return true;
  return typeof value === 'object' && isDeepStrictEqual(fieldValue, value);
}
