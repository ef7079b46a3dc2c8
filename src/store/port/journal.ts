import type { RecordKey, StoredRecord, StoreSnapshot } from './store.ts';

/** A single change to the state. Random values and times are already resolved in it. */
export type Change =
  | { readonly kind: 'put'; readonly collection: string; readonly record: StoredRecord }
  | { readonly kind: 'delete'; readonly collection: string; readonly key: RecordKey }
  | { readonly kind: 'sequence'; readonly name: string; readonly value: number };

/** The changes of one transaction. `position` is the state's position after it, counted from 1. */
export interface JournalEntry {
  readonly position: number;
  readonly changes: readonly Change[];
}

/** A record of the journal: a transaction, or a complete state that replaces everything before it. */
export type JournalRecord =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'state'; readonly snapshot: StoreSnapshot };

/** The records after a position of the journal. */
export interface JournalTail {
  readonly records: readonly JournalRecord[];
  /** The journal's position after these records. */
  readonly position: number;
}

/** A state, and the journal's position at that state. */
export interface JournalState {
  readonly position: number;
  readonly snapshot: StoreSnapshot;
}

/**
 * Stores transactions in order, for one process or for several that share a world: an append-only file, or an ordered
 * log. A journal's position counts its records from 1 and never decreases; the state's position decreases when the
 * state is replaced. A write is acknowledged when its promise resolves.
 */
export interface Journal {
  /** The content when the journal was opened; undefined when it was empty. */
  readonly initial: JournalState | undefined;
  /** The latest position known to this process; 0 when the journal is empty. */
  readonly position: number;
  /** Why writes are rejected at present, as a sentence; undefined when they succeed. */
  readonly failure: string | undefined;
  /**
   * Stores all entries or none, and returns the new position. Throws a JournalConflict when the journal is no longer at
   * `expected`.
   */
  append(entries: readonly JournalEntry[], expected: number): Promise<number>;
  /** Replaces the complete content; otherwise like `append`. */
  replace(snapshot: StoreSnapshot, expected: number): Promise<number>;
  /** Returns the records after a position. When those are no longer available, the first record is a complete state. */
  read(after: number): Promise<JournalTail>;
  /** Calls the listener with every new position, whichever process wrote it. Returns a function that unsubscribes. */
  subscribe(listener: (position: number) => void): () => void;
  /**
   * Sets the function that returns the current state, so that the journal can store a state in place of old records.
   */
  setStateSource(readState: () => JournalState): void;
  /** Sets the digest of the contract that later writes conform to. Absent when the journal does not record it. */
  changeContract?(contract: string): Promise<void>;
  /** Tells processes waiting for the files that they are about to be released. Absent when no process can wait. */
  announceClose?(): void;
  close(): Promise<void>;
}

/** Another process has written to the journal first; nothing was stored. */
export class JournalConflict extends Error {
  constructor(expected: number, position: number) {
    super(`Failed to write to the journal: it is at position ${position}, not ${expected}.`);
    this.name = 'JournalConflict';
  }
}
