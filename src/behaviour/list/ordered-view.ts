import type { JsonValue } from '../../kernel/json/json.ts';
import type { CollectionChange, Store, StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { isKey } from '../representation/record-key.ts';
import { listenToReads } from '../representation/tracking/tracking-reader.ts';
import { compareSortable, toSortable, type Sortable } from './sort-records.ts';

/**
 * Defines which records a view contains, and in which order. Its functions must read only through the reader that they
 * get, so that the view can track what it depends on.
 */
export interface ViewDefinition {
  readonly collection: string;
  /** The property that identifies a record. */
  readonly key: string;
  /** Returns the records that may pass, looked up by an index if possible. */
  readonly candidates: () => readonly StoredRecord[];
  readonly passes: (record: StoredRecord, reader: StoreReader) => boolean;
  /** Returns the value to sort by. Undefined keeps the order of insertion. */
  readonly sortBy: ((record: StoredRecord, reader: StoreReader) => JsonValue | undefined) | undefined;
}

/** The result of a selection: its size, and any part of it. */
export interface Selection {
  readonly total: number;
  slice(from: number, to: number): readonly StoredRecord[];
}

/**
 * An incrementally maintained, ordered selection of a collection. For each changed record it removes the old entry and
 * inserts the new one, at a cost that hardly grows with the collection. It is rebuilt when any other collection
 * that it read (for access or sorting) changes.
 */
export class OrderedView {
  readonly #definition: ViewDefinition;
  readonly #store: Store;
  #entries: Entry[] = [];
  #lastChange: CollectionChange | undefined;
  /** The other collections that were read, and the last change of each at that time. */
  readonly #dependencies = new Map<string, CollectionChange>();

  constructor(store: Store, definition: ViewDefinition) {
    this.#store = store;
    this.#definition = definition;
  }

  /** The number of records as of the last selection. */
  get size(): number {
    return this.#entries.length;
  }

  /** Returns the names of the collections that the last selection depends on. */
  collections(): readonly string[] {
    return [this.#definition.collection, ...this.#dependencies.keys()];
  }

  /** Returns the current selection. It is valid only until the next write. */
  select(descending: boolean): Selection {
    if (!this.#catchUp()) this.#rebuild();
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

  /** Applies the changes since the last selection. Returns false if the view must be rebuilt instead. */
  #catchUp(): boolean {
    const { lastChange } = this.#store.changesOf(this.#definition.collection);
    for (const [collection, change] of this.#dependencies)
      if (this.#store.changesOf(collection).lastChange !== change) return false;
    const changes: CollectionChange[] = [];
    let change = this.#lastChange;
    while (change !== undefined && change !== lastChange) {
      change = change.next;
      if (change !== undefined) changes.push(change);
    }
    if (change === undefined) return false;
    // If a change throws, the next selection rebuilds the view.
    this.#lastChange = undefined;
    for (const { ordinal, before, after } of changes) this.#replace(ordinal, before, after);
    this.#lastChange = lastChange;
    return true;
  }

  #rebuild(): void {
    const { collection, key, candidates, passes } = this.#definition;
    const reader = this.#trackReads();
    this.#dependencies.clear();
    this.#lastChange = this.#store.changesOf(collection).lastChange;
    this.#entries = candidates()
      .filter((record) => passes(record, reader))
      .map((record) => this.#toEntry(record, this.#ordinalOf(record[key]), reader))
      .toSorted(compareEntries);
  }

  #replace(ordinal: number, before: StoredRecord | undefined, after: StoredRecord | undefined): void {
    const reader = this.#trackReads();
    if (before !== undefined) {
      const index = findInsertionIndex(this.#entries, this.#toEntry(before, ordinal, reader));
      if (this.#entries[index]?.ordinal === ordinal) this.#entries.splice(index, 1);
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
   * Returns a reader that records which collections are read. If evaluating a record reads its own collection, that
   * collection is a dependency too, because a change to one record can then affect others.
   */
  #trackReads(): StoreReader {
    return listenToReads(this.#store, (read) => {
      // The position says nothing about a collection's content.
      if (read.kind === 'position') return;
      getOrCreate(this.#dependencies, read.collection, () => this.#store.changesOf(read.collection).lastChange);
    });
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

/** Returns the index of an entry, or the index at which to insert it. */
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
