import type { RecordKey, StoredRecord, StoreSnapshot } from './store.ts';

/** One change of the state. Everything random or read off the clock is already in it. */
export type Change =
  | { readonly kind: 'put'; readonly collection: string; readonly record: StoredRecord }
  | { readonly kind: 'delete'; readonly collection: string; readonly key: RecordKey }
  | { readonly kind: 'sequence'; readonly name: string; readonly value: number };

/** What one transaction changed. `position` counts from 1. */
export interface JournalEntry {
  readonly position: number;
  readonly changes: readonly Change[];
}

/**
 * Where a store's transactions are kept. A write counts once `append` has resolved. The seam for other adapters: an append-only file, or an
 * ordered log that several replicas share.
 */
export interface Journal {
  /** The state that was kept when the journal was opened, or undefined where there was none. */
  readonly initial: StoreSnapshot | undefined;
  /** Why nothing can be kept at present; undefined where all is well. */
  readonly failure: string | undefined;
  /** Keeps the entries, all of them, or throws and keeps none. `expected` is the position before the first. */
  append(entries: readonly JournalEntry[], expected: number): Promise<void>;
  /** Replaces everything that was kept. */
  replace(snapshot: StoreSnapshot): Promise<void>;
  /** Tells the journal where it can read the state that its entries make, should it want to keep that instead of them. */
  follow(readState: () => StoreSnapshot): void;
  close(): Promise<void>;
}
