import type { ReportProgress } from '../../kernel/report-progress.ts';
import type { ReplicaDirectory } from './replica-directory.ts';
import type { CollectionSpec, RecordKey, StoredRecord, StoreSnapshot } from './store.ts';

/** A single change to the state. Random values and times are already resolved in it. */
export type Change =
  | { readonly kind: 'put'; readonly collection: string; readonly record: StoredRecord }
  | { readonly kind: 'delete'; readonly collection: string; readonly key: RecordKey }
  | { readonly kind: 'sequence'; readonly name: string; readonly value: number };

/** The changes of one transaction. `position` is the state's position after it, counted from 1. */
export interface JournalEntry {
  /**
   * Identifies the entry. An append whose outcome is unknown is repeated with the same ids, so that it is stored once.
   * Empty in journal files of earlier versions.
   */
  readonly id: string;
  readonly position: number;
  readonly changes: readonly Change[];
}

/**
 * A record of the journal: a transaction, a complete state that replaces everything before it, or the return to a saved
 * state, which the record only refers to.
 */
export type JournalRecord =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'state'; readonly snapshot: StoreSnapshot }
  | { readonly kind: 'rewind'; readonly to: string };

/** Consecutive records of the journal. */
export interface JournalTail {
  readonly records: readonly JournalRecord[];
  /** The journal's position after these records. */
  readonly position: number;
}

/** A state, and the journal's position at that state. */
export interface JournalState {
  readonly position: number;
  readonly snapshot: StoreSnapshot;
  /** The reference under which the journal has saved this state. Undefined when it has not. */
  readonly reference?: string | undefined;
}

/** How a journal fares, for the health of the simulator. */
export interface JournalStatus {
  readonly kind: 'memory' | 'file' | 'shared-memory' | 'postgres';
  /** The milliseconds since the storage last responded. Undefined when the storage is not another process. */
  readonly silence?: number | undefined;
  /** The number of appends that ended without knowing whether they were stored. */
  readonly uncertain: number;
  /** Whether the records conform to another contract than this process serves, so that it may not write. */
  readonly hasOtherContract?: boolean;
}

/**
 * Stores transactions in order, for one process or for several that share a world: an append-only file, or an ordered
 * log on a network. Positions increase with every append, by one or more; the state's position decreases when the state
 * is replaced. A write is acknowledged when its promise resolves.
 */
export interface Journal {
  /** The content when the journal was opened; undefined when it was empty. */
  readonly initial: JournalState | undefined;
  /** The latest position known to this process; 0 when the journal is empty. */
  readonly position: number;
  /**
   * Increases when the journal may have lost its latest records, as after a failover to a standby that had not received
   * them. Positions of different epochs cannot be compared.
   */
  readonly epoch: number;
  /** The digest of the contract that the records conform to; undefined when that is unknown. */
  readonly contract: string | undefined;
  /** Why writes are rejected at present, as a sentence; undefined when they succeed. */
  readonly failure: string | undefined;
  readonly status: JournalStatus;
  /** The states saved beside the log. Absent when the journal has nothing but its records. */
  readonly savedStates?: SavedStates;
  /**
   * Stores all entries or none, and returns the new position, which is any larger one. Throws a JournalConflict when
   * the journal is no longer at `expected`: nothing was stored. Throws a JournalUncertain when the storage does not say
   * whether the entries were stored; the journal has then repeated the append for as long as it may take. Any other
   * error means that nothing was stored.
   */
  append(entries: readonly JournalEntry[], expected: number): Promise<number>;
  /** Replaces the complete content; otherwise like `append`. */
  replace(snapshot: StoreSnapshot, expected: number): Promise<number>;
  /**
   * Yields the records after a position in order, in parts. When those are no longer available, or the journal went
   * back to before that position, the first record is a complete state. Tries again by itself when the storage fails.
   */
  read(after: number): AsyncIterable<JournalTail>;
  /** Returns the position of the last acknowledged record of any process at some time during the call. */
  barrier(): Promise<number>;
  /**
   * Calls the listener with every new position, whichever process wrote it, and with a lower one when a new epoch
   * begins. Returns a function that unsubscribes.
   */
  subscribe(listener: (position: number) => void): () => void;
  /**
   * Sets the function that returns the current state, so that the journal can store a state in place of old records.
   */
  setStateSource(readState: () => JournalState): void;
  /** Sets the digest of the contract that the records and all later writes conform to. */
  changeSchema(contract: string): Promise<void>;
  /** Tells processes waiting for the files that they are about to be released. Absent when no process can wait. */
  announceClose?(): void;
  close(): Promise<void>;
}

/**
 * Complete states that the worlds of a log refer to. A state is saved once, however often worlds begin with it or
 * return to it.
 */
export interface SavedStates {
  /** Saves a state and returns its reference. It is kept as long as a record, a snapshot or the reset point uses it. */
  save(snapshot: StoreSnapshot): Promise<string>;
  /** Keeps a saved state for as long as `save` does. Returns false when there is none of that reference. */
  keep(reference: string): Promise<boolean>;
  /** Returns a saved state, or undefined when there is none of that reference. */
  read(reference: string): Promise<StoreSnapshot | undefined>;
  /** Appends a record that returns to a saved state; otherwise like `Journal.append`. */
  rewind(to: string, expected: number): Promise<number>;
  /**
   * Returns the reference of the state that a reset of the world returns to. By default it is the log's first state.
   */
  findResetPoint(): Promise<string | undefined>;
  setResetPoint(reference: string): Promise<void>;
}

/** Where the logs of worlds are stored for all processes that open them. */
export interface JournalLog {
  /** Opens the journal of a world. */
  open(options: JournalOptions): Promise<Journal>;
  /**
   * Removes a world for ever: who has it open can no longer write to it, and who opens it gets a WorldRemovedError.
   * Absent in a log that keeps its worlds.
   */
  remove?(world: string): Promise<void>;
  /** Where the simulators of the log find each other. Without it, reports have what one of them has seen. */
  readonly replicas?: ReplicaDirectory;
}

/** Options of a journal. */
export interface JournalOptions {
  /**
   * The collections of its store: records are identified by their keys. A world that ends with a complete state is
   * opened without them: `initial` is that state as it was written.
   */
  readonly collections: readonly CollectionSpec[];
  /** The name of the world whose log it is. Defaults to `baseline`. */
  readonly world?: string | undefined;
  /** The digest of the contract that is served. */
  readonly contract?: string | undefined;
  /**
   * The saved state that the log begins with, and that a reset returns to. The caller has that state, so `initial` is
   * not read.
   */
  readonly base?: string | undefined;
  /** Is told how many of the log's records are read. */
  readonly onProgress?: ReportProgress | undefined;
}

/** Another process has written to the journal first; nothing was stored. */
export class JournalConflict extends Error {
  constructor(expected: number, position: number) {
    super(`Failed to write to the journal: it is at position ${position}, not ${expected}.`);
    this.name = 'JournalConflict';
  }
}

/** The log has this world no more. */
export class WorldRemovedError extends Error {
  constructor(world: string) {
    super(`The world ${world} was removed from the log.`);
    this.name = 'WorldRemovedError';
  }
}

/** The connection broke after an append was sent, and the storage has not told its outcome in time. */
export class JournalUncertain extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'JournalUncertain';
  }
}
