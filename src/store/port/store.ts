import type { JsonValue } from '../../kernel/json/json.ts';
import type { Journal } from './journal.ts';

/** Identifies a record within its collection. */
export type RecordKey = string | number;

/** A flat record: scalar and structured properties, and the keys of related records. Never mutated. */
export type StoredRecord = Readonly<Record<string, JsonValue>>;

/** Declares a collection: the field that holds its key, and the fields that are indexed. */
export interface CollectionSpec {
  readonly name: string;
  readonly key: string;
  readonly indexes: readonly string[];
  /** The field numbered by the collection's sequence, when it is not the key. */
  readonly number?: string | undefined;
}

/** Reads records by key, by a field, or all of them in order of insertion. */
export interface StoreReader {
  get(collection: string, key: RecordKey): StoredRecord | undefined;
  /**
   * Returns the records whose `field` equals the value, or contains it when the field holds a list. In order of
   * insertion.
   */
  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[];
  all(collection: string): readonly StoredRecord[];
  /** The number of transactions that have changed the store since it was first filled. */
  readonly position: number;
}

/** Writes within a transaction. Its reads see its own writes. */
export interface Transaction extends StoreReader {
  /** Throws a StoreError (DUPLICATE_KEY) when the key is taken. */
  insert(collection: string, record: StoredRecord): void;
  /**
   * Sets the properties in `changes` and returns the updated record. Throws a StoreError (NO_SUCH_RECORD) when there is
   * no such record.
   */
  update(collection: string, key: RecordKey, changes: StoredRecord): StoredRecord;
  /** Replaces the whole record with the same key. Throws a StoreError (NO_SUCH_RECORD) when there is no such record. */
  replace(collection: string, record: StoredRecord): void;
  /** Returns whether there was a record to delete. */
  delete(collection: string, key: RecordKey): boolean;
  /**
   * Returns the next whole number of a sequence, starting at 1. A collection's own sequence continues after its largest
   * numeric key (or `number`).
   */
  next(sequence: string): number;
  /** Returns each record that the transaction has written or deleted so far, once, with what it was before. */
  written(): readonly RecordWrite[];
}

/** A record that a transaction changed: undefined before it was inserted, and after it was deleted. */
export interface RecordWrite {
  readonly collection: string;
  readonly key: RecordKey;
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
}

/** The complete state as plain JSON. */
export interface StoreSnapshot {
  readonly position: number;
  readonly sequences: Readonly<Record<string, number>>;
  readonly collections: Readonly<Record<string, readonly StoredRecord[]>>;
}

/** A saved state that a store can return to. Taking one costs the same whatever the size of the state. */
export interface Checkpoint {
  readonly position: number;
  snapshot(): StoreSnapshot;
}

/** What the records of a checkpoint were checked for. It must hold when they replace those of a store. */
export interface CheckedFor {
  /** The digest of the contract that the records conform to, which must be that of the store. */
  readonly contract: string;
  /**
   * Whether the records of the store that the new ones were made of are the same. Called directly before the write, and
   * again when another process has written first.
   */
  readonly isCurrent?: () => boolean;
}

/**
 * A change to a collection, linked to the next one. A reader that holds a change can follow every later one; changes
 * that no reader holds are garbage-collected.
 */
export interface CollectionChange {
  /** The record's position in the order of insertion. It never changes. */
  readonly ordinal: number;
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
  readonly next: CollectionChange | undefined;
}

/** The history of a collection. */
export interface CollectionChanges {
  /**
   * The latest change. An earlier change links to it, unless the collection was restored, forked or changed too often
   * in between.
   */
  readonly lastChange: CollectionChange;
  /** Returns the record's position in the order of insertion. */
  ordinalOf(key: RecordKey): number | undefined;
}

/** A record after the transaction that wrote it; `record` is undefined when the transaction deleted it. */
export interface ChangedRecord {
  readonly collection: string;
  readonly key: RecordKey;
  readonly record: StoredRecord | undefined;
}

/** Checks a transaction after its work has run and before any of it is stored. Throws to abort the transaction. */
export type Constraint = (reader: StoreReader, changed: readonly ChangedRecord[]) => void;

/** The collections and rules that a store switches to, and the check that its records have to pass first. */
export interface SchemaChange {
  readonly collections: readonly CollectionSpec[];
  /** The digest of the contract that later writes conform to. */
  readonly contract: string;
  /** Checks every later transaction, those of forks included. */
  readonly constraint?: Constraint | undefined;
  /** Rejects when the state does not conform; the store is then unchanged. */
  readonly check: (reader: StoreReader) => Promise<void>;
}

/**
 * Called with the result of a transaction's work while the journal stores its changes, so that the caller can prepare
 * the response early. The write may still fail and the work run again, so the result must not leave the process yet.
 * Must not throw. Not called when there is nothing to store.
 */
export type OnStaged<Result> = (result: Result) => void;

/** How a store follows a journal that several processes may write to. */
export interface StoreLog {
  /** The journal's position that the store has applied. Grows with each write, also after a restore. */
  readonly position: number;
  /** See `Journal.epoch`. */
  readonly epoch: number;
  readonly status: LogStatus;
  /**
   * Resolves when the store has everything that any process had acknowledged before the call. Throws a StoreError
   * (READ_FAILED) when that cannot be known.
   */
  catchUp(): Promise<void>;
  /**
   * Returns the state that a reset returns to, for all processes; undefined when the journal stores none with the
   * world.
   */
  findResetPoint(): Promise<Checkpoint | undefined>;
  /**
   * Saves a state that other worlds of the log can begin with, and returns its reference. The log keeps it while a
   * world uses it, and for at least an hour.
   */
  saveState(checkpoint: Checkpoint): Promise<string>;
  /** Returns a saved state. Throws a StoreError (READ_FAILED) when the log does not have it. */
  readState(reference: string): Promise<Checkpoint>;
  /** Stores another state for resets. Does nothing when the journal stores none. */
  setResetPoint(checkpoint: Checkpoint): Promise<void>;
}

/** How a store and its journal fare, for the health of the simulator. */
export interface LogStatus {
  readonly kind: 'memory' | 'file' | 'shared-memory' | 'postgres';
  readonly position: number;
  /** The journal's latest known position. */
  readonly head: number;
  readonly epoch: number;
  /** The milliseconds for which the store has known of records that it has not applied; 0 when it has applied all. */
  readonly lag: number;
  /** See `JournalStatus.silence`. */
  readonly silence: number | undefined;
  /** The number of writes that ended without knowing whether they were stored. */
  readonly uncertain: number;
  /** The number of times that another process had written first. */
  readonly conflicts: number;
  /** See `Journal.contract`. */
  readonly contract: string | undefined;
  /** See `JournalStatus.hasOtherContract`. */
  readonly hasOtherContract: boolean;
}

/** The state of a world. Writes are atomic transactions that run one after the other. */
export interface Store extends StoreReader {
  /**
   * Identifies the content: a different object after each change. Stores with the same revision, forks included, hold
   * the same records.
   */
  readonly revision: object;
  /** Returns the history of a collection. Call it again after each write. */
  changesOf(collection: string): CollectionChanges;
  /**
   * Runs `work` and commits what it wrote. Resolves once the journal has stored all of it; changes nothing when `work`,
   * the store's constraint or the journal throws. `work` is synchronous and may run again on a newer state, so it must
   * only read and write the transaction.
   */
  transaction<Result>(work: (transaction: Transaction) => Result, onStaged?: OnStaged<Result>): Promise<Result>;
  /**
   * Like `transaction`, in an append of its own: no other transaction sees its changes before they are stored. For the
   * simulator's own bookkeeping.
   */
  runAlone<Result>(work: (transaction: Transaction) => Result): Promise<Result>;
  /**
   * Calls the listener after each change of the content, once the journal has stored it: after transactions of this and
   * of other processes, and after a restore. It must not throw. Returns a function that unsubscribes.
   */
  onCommit(listener: () => void): () => void;
  /** Why writes are rejected at present, as a sentence; undefined when they succeed. */
  readonly failure: string | undefined;
  readonly log: StoreLog;
  snapshot(): StoreSnapshot;
  /** Replaces the complete state. */
  restore(snapshot: StoreSnapshot): Promise<void>;
  /**
   * Returns the current state. Costs nothing until records change; the memory is freed when the checkpoint is no longer
   * referenced. With an `origin` it has that checkpoint's position and sequences, as if the changes since then had
   * taken no time.
   */
  checkpoint(origin?: Checkpoint): Checkpoint;
  /**
   * Returns to a checkpoint of this store, or of another with the same collections. Cheap with a journal in memory, and
   * where the journal has saved that state; otherwise costs as much as `restore`. Throws a StoreError
   * (SCHEMA_CHANGED, STATE_CHANGED) when what the records were checked for does not hold.
   */
  rewind(checkpoint: Checkpoint, checked?: CheckedFor): Promise<void>;
  /**
   * Switches to other collections without changing any record. Throws a StoreError when a record has no valid key in
   * its new collection, and whatever `check` throws.
   */
  changeSchema(change: SchemaChange): Promise<void>;
  /**
   * Creates an independent store that starts with this state, or with a checkpoint. Copied on write. It is in memory,
   * or stores what changes in an empty journal, which has saved the checkpoint under `reference`.
   */
  fork(from?: Checkpoint, journal?: Journal, reference?: string): Store;
  /** Creates a fork in memory that does not check transactions, for records that are known to fit. */
  forkUnchecked(): Store;
  /** Creates a store that continues a journal whose records follow a checkpoint, which it has saved. */
  forkOnto(journal: Journal, from: Checkpoint, reference: string): Promise<Store>;
  /** Tells a process waiting for the files that the store is about to close. */
  announceClose(): void;
  /** Resolves when everything acknowledged is on the disk. */
  close(): Promise<void>;
}
