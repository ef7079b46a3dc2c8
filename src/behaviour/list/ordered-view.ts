import type { JsonValue } from '../../kernel/json/json.ts';
import type { CollectionChange, Store, StoredRecord, StoreReader } from '../../store/port/store.ts';
import { isKey } from '../representation/record-key.ts';
import { compareSortable, toSortable, type Sortable } from './sort-records.ts';

/**
 * What a view shows of its collection: which records, in what order. Everything is read through the reader that is
 * given.
 */
export interface ViewDefinition {
  readonly collection: string;
  /** The property that identifies a record. */
  readonly key: string;
  /** Those that may pass, by an index where one can tell. */
  readonly candidates: () => readonly StoredRecord[];
  readonly passes: (record: StoredRecord, reader: StoreReader) => boolean;
  /** Undefined leaves the order of insertion. */
  readonly sortBy: ((record: StoredRecord, reader: StoreReader) => JsonValue | undefined) | undefined;
}

/** A list of records that is at hand: how many they are, and any part of it. */
export interface Selection {
  readonly total: number;
  slice(from: number, to: number): readonly StoredRecord[];
}

/**
 * The records of a collection that pass, in order, kept up to date: what a write has changed is taken out and put in
 * where it belongs, at a cost that does not grow with the collection. It begins anew where something else that it has
 * read has changed: records of other collections that decide who sees what, or by which it sorts.
 */
export class OrderedView {
  readonly #definition: ViewDefinition;
  readonly #store: Store;
  #entries: Entry[] = [];
  #last: CollectionChange | undefined;
  /** The other collections that were read, and the last change of each at that time. */
  readonly #read = new Map<string, CollectionChange>();

  constructor(store: Store, definition: ViewDefinition) {
    this.#store = store;
    this.#definition = definition;
  }

  /** How many records it holds, as of the last look. */
  get size(): number {
    return this.#entries.length;
  }

  /** As of now. Not to be kept: the next write changes it. */
  select(descending: boolean): Selection {
    if (!this.#catchUp()) this.#begin();
    const entries = this.#entries;
    const total = entries.length;
    return {
      total,
      slice: (from, to) => {
        const part = descending
          ? entries.slice(Math.max(total - to, 0), Math.max(total - from, 0)).toReversed()
          : entries.slice(from, to);
        return part.map(({ record }) => record);
      },
    };
  }

  /** False where the way from the last look to now is not known. */
  #catchUp(): boolean {
    const last = this.#store.changesOf(this.#definition.collection).lastChange;
    for (const [collection, change] of this.#read)
      if (this.#store.changesOf(collection).lastChange !== change) return false;
    const changes: CollectionChange[] = [];
    let change = this.#last;
    while (change !== undefined && change !== last) {
      change = change.next;
      if (change !== undefined) changes.push(change);
    }
    if (change === undefined) return false;
    // Should one of them throw, the next look begins anew.
    this.#last = undefined;
    for (const { ordinal, before, after } of changes) this.#replace(ordinal, before, after);
    this.#last = last;
    return true;
  }

  #begin(): void {
    const { collection, key, candidates, passes } = this.#definition;
    const reader = this.#watch();
    this.#read.clear();
    this.#last = this.#store.changesOf(collection).lastChange;
    this.#entries = candidates()
      .filter((record) => passes(record, reader))
      .map((record) => this.#toEntry(record, this.#ordinalOf(record[key]), reader))
      .toSorted(compareEntries);
  }

  #replace(ordinal: number, before: StoredRecord | undefined, after: StoredRecord | undefined): void {
    const reader = this.#watch();
    if (before !== undefined) {
      const place = findInsertionIndex(this.#entries, this.#toEntry(before, ordinal, reader));
      if (this.#entries[place]?.ordinal === ordinal) this.#entries.splice(place, 1);
    }
    if (after === undefined || !this.#definition.passes(after, reader)) return;
    const entry = this.#toEntry(after, ordinal, reader);
    this.#entries.splice(findInsertionIndex(this.#entries, entry), 0, entry);
  }

  #toEntry(record: StoredRecord, ordinal: number, reader: StoreReader): Entry {
    const { sortBy } = this.#definition;
    return { value: sortBy === undefined ? null : toSortable(sortBy(record, reader)), ordinal, record };
  }

  #ordinalOf(key: JsonValue | undefined): number {
    return (isKey(key) ? this.#store.changesOf(this.#definition.collection).ordinalOf(key) : undefined) ?? -1;
  }

  /**
   * Notes what else is read. That a change of its own collection decides about other records of it is noted the same
   * way.
   */
  #watch(): StoreReader {
    const store = this.#store;
    const note = (collection: string): void => {
      if (!this.#read.has(collection)) this.#read.set(collection, store.changesOf(collection).lastChange);
    };
    return {
      get: (collection, key) => {
        note(collection);
        return store.get(collection, key);
      },
      find: (collection, field, value) => {
        note(collection);
        return store.find(collection, field, value);
      },
      all: (collection) => {
        note(collection);
        return store.all(collection);
      },
      get position() {
        return store.position;
      },
    };
  }
}

interface Entry {
  readonly value: Sortable;
  readonly ordinal: number;
  readonly record: StoredRecord;
}

function compareEntries(left: Entry, right: Entry): number {
  return compareSortable(left.value, right.value) || left.ordinal - right.ordinal;
}

/** Where an entry is, or belongs. */
function findInsertionIndex(entries: readonly Entry[], entry: Entry): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = entries[middle];
    if (other !== undefined && compareEntries(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
