import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../kernel/json/json.ts';
import { ChangeChain } from './change-chain.ts';
import { FieldIndex, isIndexedValue } from './field-index.ts';
import { LayeredMap } from './layered-map.ts';
import { RecordList } from './record-list.ts';
import { StoreError } from '../port/store-error.ts';
import type { CollectionChange, CollectionSpec, RecordKey, StoredRecord } from '../port/store.ts';

/**
 * The records of one collection. Each has an ordinal that it keeps for life, so that what is found comes in the order
 * of insertion however often it has been updated.
 */
export class Table {
  readonly spec: CollectionSpec;
  /** The largest number that a record was put with: where the collection's sequence goes on. */
  largestNumber: number;
  nextOrdinal: number;
  readonly #changes: ChangeChain;
  readonly #ordinals: LayeredMap<RecordKey, number>;
  readonly #records: RecordList;
  readonly #indexes: ReadonlyMap<string, FieldIndex>;
  #list: readonly StoredRecord[] | undefined;

  /**
   * An empty table, or a copy of `base`, which is not written any more: it costs little, and the first write to a part
   * of it copies that part.
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

  /** All records. The list is kept until the next write, hence frozen. */
  all(): readonly StoredRecord[] {
    this.#list ??= Object.freeze(this.#records.values());
    return this.#list;
  }

  ordinals(): readonly number[] {
    return this.#records.ordinals();
  }

  /** The ordinals of the records whose field equals the value or, where it holds a list, contains it. */
  findOrdinals(field: string, value: JsonValue): readonly number[] {
    const index = isIndexedValue(value) ? this.#indexes.get(field) : undefined;
    if (index !== undefined && isIndexedValue(value)) return index.find(value);
    return this.#records.ordinals((record) => isHeld(record[field], value));
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
   * Adds a frozen record that the table begins with: no change, so that nobody has to follow it. Throws a StoreError
   * where its key is taken, or there is none.
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

  /** Adds a frozen record at the end (or at `ordinal`), or takes the place of the one with its key. */
  put(record: StoredRecord, ordinal: number = this.nextOrdinal): void {
    const key = getKey(this.spec, record);
    const place = this.#ordinals.get(key) ?? ordinal;
    const previous = this.#records.at(place);
    this.#ordinals.set(key, place);
    this.#records.put(place, record);
    this.nextOrdinal = Math.max(this.nextOrdinal, place + 1);
    this.largestNumber = Math.max(this.largestNumber, numberOf(this.spec, record));
    this.#reindex(place, previous, record);
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

/** What identifies a record. Throws where it has no usable key. */
export function getKey({ name, key }: CollectionSpec, record: StoredRecord): RecordKey {
  const value = record[key];
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new StoreError('INVALID_KEY', `A record of ${name} needs a text or a number as its ${key}.`);
}

/** The whole number that a record takes from its collection's sequence; 0 where it has none. */
export function numberOf(spec: CollectionSpec, record: StoredRecord): number {
  const value = record[spec.number ?? spec.key];
  return typeof value === 'number' && Number.isSafeInteger(Math.floor(value)) ? Math.floor(value) : 0;
}

function isHeld(held: JsonValue | undefined, value: JsonValue): boolean {
  if (held === value) return true;
  if (Array.isArray(held) && held.some((item) => isDeepStrictEqual(item, value))) return true;
  return typeof value === 'object' && isDeepStrictEqual(held, value);
}
