import type { JsonValue } from '../../kernel/json/json.ts';

/** What identifies a record in its collection. */
export type RecordKey = string | number;

/** A flat record: scalar and structured properties, and the keys of the records that it refers to. Never mutated. */
export type StoredRecord = Readonly<Record<string, JsonValue>>;

/** A collection that the store keeps: the field that holds its key, and the fields that are looked up by value. */
export interface CollectionSpec {
  readonly name: string;
  readonly key: string;
  readonly indexes: readonly string[];
  /** The field that takes its number from the collection's sequence, where that is not the key. */
  readonly number?: string | undefined;
}

/** Reading: by key, by an indexed field, or all in the order of insertion. */
export interface StoreReader {
  get(collection: string, key: RecordKey): StoredRecord | undefined;
  /**
   * The records whose `field` equals the value, or, where the field holds a list, contains it. In the order of
   * insertion.
   */
  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[];
  all(collection: string): readonly StoredRecord[];
  /** How many transactions have changed the store since it was first filled. */
  readonly position: number;
}

/** Writing, within a transaction. Reads see what the transaction has written. */
export interface Transaction extends StoreReader {
  /** Throws where the key is taken. */
  insert(collection: string, record: StoredRecord): void;
  /** Replaces the properties that `changes` names and gives the record as it is now. Throws where there is none. */
  update(collection: string, key: RecordKey, changes: StoredRecord): StoredRecord;
  /** Puts a record in the place of the one with its key, whole. Throws where there is none. */
  replace(collection: string, record: StoredRecord): void;
  /** False where there was none. */
  delete(collection: string, key: RecordKey): boolean;
  /**
   * The next whole number of a sequence, from 1; a collection's own sequence starts after its largest numeric key (or
   * `number`).
   */
  next(sequence: string): number;
}

/** The whole state as plain JSON. */
export interface StoreSnapshot {
  readonly position: number;
  readonly sequences: Readonly<Record<string, number>>;
  readonly collections: Readonly<Record<string, readonly StoredRecord[]>>;
}

/** A state that a store can go back to, however much it holds. */
export interface Checkpoint {
  readonly position: number;
  snapshot(): StoreSnapshot;
}

/**
 * A change of a collection. The next one is added to it, so that whoever holds it can follow what has changed since,
 * and nobody else pays for that.
 */
export interface CollectionChange {
  /** The record's place in the order of insertion, which it keeps for life. */
  readonly ordinal: number;
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
  readonly next: CollectionChange | undefined;
}

/** How a collection came to be what it is. */
export interface CollectionChanges {
  /**
   * It leads on from an earlier one where nobody has gone another way since (`restore`, a fork), nor far too long a
   * one.
   */
  readonly lastChange: CollectionChange;
  /** A record's place in the order of insertion. */
  ordinalOf(key: RecordKey): number | undefined;
}

/**
 * A record that a transaction has written, as the transaction leaves it; `record` is undefined where it was deleted.
 */
export interface ChangedRecord {
  readonly collection: string;
  readonly key: RecordKey;
  readonly record: StoredRecord | undefined;
}

/**
 * What has to hold of every transaction. Called when its work is done and before anything of it is kept; throws where
 * it must not be.
 */
export type Constraint = (reader: StoreReader, changed: readonly ChangedRecord[]) => void;

/** What a store is to keep from now on, and what its state has to fit before that holds. */
export interface SchemaChange {
  readonly collections: readonly CollectionSpec[];
  /** The digest of the contract that is written under from now on. */
  readonly contract: string;
  /** What has to hold of every transaction from now on, those of forks too. */
  readonly constraint?: Constraint | undefined;
  /** Throws where the state does not fit; then nothing has changed. */
  readonly check: (reader: StoreReader) => void;
}

/**
 * Told of what work has given while the journal keeps what it wrote: to get ready what follows, and to tell nobody,
 * since it may still be lost, and the work run again. It may not throw. Not told where there is nothing to wait for.
 */
export type OnStaged<Result> = (result: Result) => void;

/** A world's state. Every write is one serialised, all-or-nothing transaction. */
export interface Store extends StoreReader {
  /**
   * Stands for what the store holds: another object after each change. Where two are the same, those of forks too, the
   * same is held.
   */
  readonly revision: object;
  /** What has become of a collection so far; to be asked for each time. */
  changesOf(collection: string): CollectionChanges;
  /**
   * Runs `work` on the state and commits what it wrote: all of it once the journal has it, or nothing where `work`, the
   * store's constraint or the journal throws. `work` is synchronous and may be run again on a newer state, so it does
   * nothing but read and write the transaction.
   */
  transaction<Result>(work: (transaction: Transaction) => Result, meanwhile?: OnStaged<Result>): Promise<Result>;
  /** Why writes are refused at present, in a sentence; undefined where they are kept. */
  readonly failure: string | undefined;
  snapshot(): StoreSnapshot;
  /** Replaces the whole state. */
  restore(snapshot: StoreSnapshot): Promise<void>;
  /** The state as it is, at no cost but that of what changes later. Lives as long as somebody holds it. */
  checkpoint(): Checkpoint;
  /**
   * Goes back to a checkpoint, of this store or of another of the same collections. Costs little where the journal
   * keeps nothing; else what `restore` does.
   */
  rewind(checkpoint: Checkpoint): Promise<void>;
  /**
   * Keeps other collections from now on, with the records as they are. Throws a StoreError where a record has no key by
   * them, and what `check` throws.
   */
  changeSchema(adoption: SchemaChange): Promise<void>;
  /** A world of its own that begins with this state, or that of a checkpoint; copied on write, held in memory. */
  fork(from?: Checkpoint): Store;
  /** Says to a process that waits for the files that the store is about to be closed. */
  announceClose(): void;
  /** Resolves when everything acknowledged is safe. */
  close(): Promise<void>;
}
