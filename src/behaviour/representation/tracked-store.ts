import type { JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type {
  Checkpoint,
  CollectionChange,
  CollectionChanges,
  OnStaged,
  RecordKey,
  SchemaChange,
  Store,
  StoredRecord,
  StoreSnapshot,
  Transaction,
} from '../../store/port/store.ts';
import { areUnchanged, type Read, type ReadSet } from './tracking-reader.ts';

/**
 * A store that records what is read from it. A response that is derived from nothing else stays valid until one of
 * these reads would have another result.
 */
export class TrackedStore implements Store {
  /** The store that is read. Caches that live longer than a request use it as their key. */
  readonly base: Store;
  readonly #reads: Read[] = [];
  readonly #sets: ReadSet[] = [];
  readonly #collections = new Set<string>();
  #isComplete = true;

  constructor(base: Store) {
    this.base = base;
  }

  /** Returns what was read so far; undefined if the store was used in a way that is not recorded, such as a write. */
  get dependencies(): Dependencies | undefined {
    return this.#isComplete ? new Dependencies(this.base, [this.#reads, ...this.#sets], this.#collections) : undefined;
  }

  /** Adds the reads of a cached value, which were not repeated. */
  addReads(reads: ReadSet): void {
    this.#sets.push(reads);
  }

  /** Adds all records of these collections. */
  addCollections(names: Iterable<string>): void {
    for (const name of names) this.#collections.add(name);
  }

  get position(): number {
    const result = this.base.position;
    this.#reads.push({ kind: 'position', result });
    return result;
  }

  /** Not recorded: it identifies a state, and says nothing about its content. */
  get revision(): object {
    return this.base.revision;
  }

  get failure(): string | undefined {
    return this.#toUnrecorded().failure;
  }

  get(collection: string, key: RecordKey): StoredRecord | undefined {
    const result = this.base.get(collection, key);
    this.#reads.push({ kind: 'get', collection, key, result });
    return result;
  }

  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[] {
    const result = this.base.find(collection, field, value);
    this.#reads.push({ kind: 'find', collection, field, value, result });
    return result;
  }

  all(collection: string): readonly StoredRecord[] {
    const result = this.base.all(collection);
    this.#reads.push({ kind: 'all', collection, result });
    return result;
  }

  changesOf(collection: string): CollectionChanges {
    this.#collections.add(collection);
    return this.base.changesOf(collection);
  }

  transaction<Result>(work: (transaction: Transaction) => Result, onStaged?: OnStaged<Result>): Promise<Result> {
    return this.#toUnrecorded().transaction(work, onStaged);
  }

  snapshot(): StoreSnapshot {
    return this.#toUnrecorded().snapshot();
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#toUnrecorded().restore(snapshot);
  }

  checkpoint(): Checkpoint {
    return this.#toUnrecorded().checkpoint();
  }

  rewind(checkpoint: Checkpoint): Promise<void> {
    return this.#toUnrecorded().rewind(checkpoint);
  }

  changeSchema(change: SchemaChange): Promise<void> {
    return this.#toUnrecorded().changeSchema(change);
  }

  fork(from?: Checkpoint): Store {
    return this.#toUnrecorded().fork(from);
  }

  announceClose(): void {
    this.base.announceClose();
  }

  close(): Promise<void> {
    return this.base.close();
  }

  #toUnrecorded(): Store {
    this.#isComplete = false;
    return this.base;
  }
}

/** What a value was derived from: reads by collection, and collections of which every record counts. */
export class Dependencies {
  /** The number of reads and of the records that they returned, as a measure of the memory that they take. */
  readonly size: number;
  readonly #groups: readonly Group[];
  readonly #positions: ReadSet;

  constructor(store: Store, sets: readonly ReadSet[], completeCollections: ReadonlySet<string>) {
    const groups = new Map<string, Group & { readonly reads: Read[] }>();
    const toGroup = (collection: string): Group & { readonly reads: Read[] } =>
      getOrCreate(groups, collection, () => ({
        collection,
        lastChange: store.changesOf(collection).lastChange,
        isComplete: completeCollections.has(collection),
        reads: [],
      }));
    const positions: Read[] = [];
    let size = completeCollections.size;
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
  }

  /**
   * Returns whether every read would return the same result again. Reads of a collection are repeated only if the
   * collection has changed.
   */
  areUnchanged(store: Store): boolean {
    for (const group of this.#groups) {
      const { lastChange } = store.changesOf(group.collection);
      if (lastChange === group.lastChange) continue;
      if (group.isComplete || !areUnchanged(group.reads, store)) return false;
      group.lastChange = lastChange;
    }
    return areUnchanged(this.#positions, store);
  }
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
