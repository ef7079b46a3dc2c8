import type { JsonValue } from '../../../kernel/json/json.ts';
import type {
  Checkpoint,
  CollectionChanges,
  OnStaged,
  RecordKey,
  SchemaChange,
  Store,
  StoredRecord,
  StoreLog,
  StoreSnapshot,
  Transaction,
} from '../../../store/port/store.ts';
import { Dependencies, type Selected } from './dependencies.ts';
import type { Read, ReadSet } from './tracking-reader.ts';

/**
 * A store that records what is read from it. A response that is derived from nothing else stays valid until one of
 * these reads would have another result.
 */
export class TrackedStore implements Store {
  /** The store that is read. Caches that live longer than a request use it as their key. */
  readonly base: Store;
  readonly #reads: Read[] = [];
  readonly #sets = new Set<ReadSet>();
  readonly #selected: Selected[] = [];
  readonly #collections = new Set<string>();
  #isComplete = true;

  constructor(base: Store) {
    this.base = base;
  }

  /** Returns what was read so far; undefined if the store was used in a way that is not recorded, such as a write. */
  get dependencies(): Dependencies | undefined {
    if (!this.#isComplete) return undefined;
    return new Dependencies(this.base, {
      sets: [this.#reads, ...this.#sets],
      selected: this.#selected,
      completeCollections: this.#collections,
    });
  }

  /** Adds the reads of a cached value, which were not repeated. Returns false when they were added before. */
  addReads(reads: ReadSet): boolean {
    if (this.#sets.has(reads)) return false;
    this.#sets.add(reads);
    return true;
  }

  /** Adds records that were selected by another way than the reads of this store. */
  addSelected(selected: Selected): void {
    this.#selected.push(selected);
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

  get log(): StoreLog {
    return this.#toUnrecorded().log;
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

  runAlone<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return this.#toUnrecorded().runAlone(work);
  }

  onCommit(listener: () => void): () => void {
    return this.#toUnrecorded().onCommit(listener);
  }

  snapshot(): StoreSnapshot {
    return this.#toUnrecorded().snapshot();
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#toUnrecorded().restore(snapshot);
  }

  checkpoint(origin?: Checkpoint): Checkpoint {
    return this.#toUnrecorded().checkpoint(origin);
  }

  rewind(...given: Parameters<Store['rewind']>): Promise<void> {
    return this.#toUnrecorded().rewind(...given);
  }

  changeSchema(change: SchemaChange): Promise<void> {
    return this.#toUnrecorded().changeSchema(change);
  }

  fork(...given: Parameters<Store['fork']>): Store {
    return this.#toUnrecorded().fork(...given);
  }

  forkUnchecked(): Store {
    return this.#toUnrecorded().forkUnchecked();
  }

  forkOnto(...given: Parameters<Store['forkOnto']>): Promise<Store> {
    return this.#toUnrecorded().forkOnto(...given);
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
