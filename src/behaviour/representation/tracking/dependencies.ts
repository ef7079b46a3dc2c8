import { getOrCreate } from '../../../kernel/get-or-create.ts';
import type { CollectionChange, Store } from '../../../store/port/store.ts';
import { areUnchanged, type Read, type ReadSet } from './tracking-reader.ts';

/** Records that were selected from collections, such as a page of a list. It can be selected again after a change. */
export interface Selected {
  /** The collections that decide which records are selected. */
  readonly collections: readonly string[];
  /** The number of records. */
  readonly size: number;
  /** Selects again. Returns the collections that decide now; undefined when the result is another one. */
  repeat(store: Store): readonly string[] | undefined;
}

/** What a value was derived from. */
export interface DependencySource {
  readonly sets: readonly ReadSet[];
  readonly selected: readonly Selected[];
  /** Collections of which every record counts. */
  readonly completeCollections: ReadonlySet<string>;
}

/** What a value was derived from, by collection, so that only what has changed is read again. */
export class Dependencies {
  /** The number of reads and of the records that they returned, as a measure of the memory that they take. */
  readonly size: number;
  readonly #groups: readonly Group[];
  readonly #positions: ReadSet;
  readonly #selections: readonly Selection[];

  constructor(store: Store, { sets, selected, completeCollections }: DependencySource) {
    const groups = new Map<string, Group & { readonly reads: Read[] }>();
    const toGroup = (collection: string): Group & { readonly reads: Read[] } =>
      getOrCreate(groups, collection, () => ({
        collection,
        lastChange: store.changesOf(collection).lastChange,
        isComplete: completeCollections.has(collection),
        reads: [],
      }));
    const positions: Read[] = [];
    let size = completeCollections.size + selected.reduce((sum, each) => sum + each.size, 0);
    for (const name of completeCollections) toGroup(name);
    for (const set of sets) {
      for (const read of set) {
        size += countRecords(read);
        if (read.kind === 'position') positions.push(read);
        else toGroup(read.collection).reads.push(read);
      }
      size += set.length;
    }
    this.size = size;
    this.#groups = [...groups.values()];
    this.#positions = positions;
    this.#selections = selected.map(({ collections, repeat }) => ({
      lastChanges: toLastChanges(collections, store),
      repeat,
    }));
  }

  /**
   * Returns whether every read would return the same result again. Reads and selections are repeated only if their
   * collection has changed.
   */
  areUnchanged(store: Store): boolean {
    for (const group of this.#groups) {
      const { lastChange } = store.changesOf(group.collection);
      if (lastChange === group.lastChange) continue;
      if (group.isComplete || !areUnchanged(group.reads, store)) return false;
      group.lastChange = lastChange;
    }
    return areUnchanged(this.#positions, store) && this.#selections.every((selection) => isSame(selection, store));
  }
}

function isSame(selection: Selection, store: Store): boolean {
  const { lastChanges, repeat } = selection;
  if (lastChanges.every(([name, change]) => store.changesOf(name).lastChange === change)) return true;
  const collections = repeat(store);
  if (collections === undefined) return false;
  selection.lastChanges = toLastChanges(collections, store);
  return true;
}

function toLastChanges(collections: readonly string[], store: Store): Selection['lastChanges'] {
  return collections.map((name) => [name, store.changesOf(name).lastChange] as const);
}

function countRecords(read: Read): number {
  return read.kind === 'find' || read.kind === 'all' ? read.result.length : 0;
}

/** The reads of one collection. */
interface Group {
  readonly collection: string;
  /** The collection's last change when the reads were last found unchanged. */
  lastChange: CollectionChange;
  /** Any change of the collection counts. */
  readonly isComplete: boolean;
  readonly reads: ReadSet;
}

interface Selection extends Pick<Selected, 'repeat'> {
  /** The last change of each collection that decides, when the selection was last found unchanged. */
  lastChanges: readonly (readonly [collection: string, change: CollectionChange])[];
}
