import type { RecordKey, StoredRecord, StoreSnapshot } from './store.ts';

/** One change of the state. Everything random or read off the clock is already in it. */
export type Change =
  | { readonly kind: 'put'; readonly collection: string; readonly record: StoredRecord }
  | { readonly kind: 'delete'; readonly collection: string; readonly key: RecordKey }
  | { readonly kind: 'sequence'; readonly name: string; readonly value: number };

/** What one transaction changed. `position` is that of the state after it, and counts from 1. */
export interface JournalEntry {
  readonly position: number;
  readonly changes: readonly Change[];
}

/** What the journal holds, in its order: a transaction, or a whole state, before which nothing counts. */
export type JournalRecord =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  | { readonly kind: 'state'; readonly snapshot: StoreSnapshot };

/** What leads from one place in the journal to another. */
export interface JournalTail {
  readonly records: readonly JournalRecord[];
  /** Where the journal stands after them. */
  readonly position: number;
}

/** A state, and where the journal stands with it. */
export interface JournalState {
  readonly position: number;
  readonly snapshot: StoreSnapshot;
}

/**
 * Where a store's transactions are kept, in order, by one process or by several that share a world: an append-only
 * file, or an ordered log. Its own positions count its records from 1, and never go back, as those of the state do when
 * it is replaced. A write counts once it has been resolved.
 */
export interface Journal {
  /** What was kept when the journal was opened, or undefined where there was nothing. */
  readonly initial: JournalState | undefined;
  /** Where it stands, as far as is known here; 0 where it holds nothing. */
  readonly position: number;
  /** Why nothing can be kept at present; undefined where all is well. */
  readonly failure: string | undefined;
  /**
   * Keeps the entries, all of them, or throws and keeps none. Throws a JournalConflict where the journal no longer
   * stands at `expected`. Gives where it stands after them.
   */
  append(entries: readonly JournalEntry[], expected: number): Promise<number>;
  /** Replaces everything that was kept; as `append` does. */
  replace(snapshot: StoreSnapshot, expected: number): Promise<number>;
  /** What came after a position. Where it cannot tell any more it begins with a whole state. */
  read(after: number): Promise<JournalTail>;
  /** Tells of every new position, whoever has written. Gives what ends that. */
  subscribe(listener: (position: number) => void): () => void;
  /**
   * Tells the journal where it can read the state that its records make, should it want to keep that instead of them.
   */
  setStateSource(readState: () => JournalState): void;
  /** What is kept from now on is written under another contract, of that digest. Left out where that is not told. */
  changeContract?(contract: string): Promise<void>;
  /** Says to those who wait for the files that they are about to be free. Left out where nobody waits. */
  announceClose?(): void;
  close(): Promise<void>;
}

/** Somebody else has written to the journal first: nothing was kept. */
export class JournalConflict extends Error {
  constructor(expected: number, position: number) {
    super(`The journal stands at position ${position}, not ${expected}.`);
    this.name = 'JournalConflict';
  }
}
