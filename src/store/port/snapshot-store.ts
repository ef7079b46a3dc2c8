import type { Checkpoint } from './store.ts';

/** A state that was given a name. */
export interface SavedSnapshot {
  readonly label: SnapshotLabel;
  readonly checkpoint: Checkpoint;
}

/** What is known of a snapshot without reading it. */
export interface SnapshotLabel {
  readonly name: string;
  /** The digest of the contract that its records fit. */
  readonly contract: string;
  /** The time in its world, ISO 8601. */
  readonly time: string;
  readonly position: number;
  readonly records: number;
}

/** Where snapshots of one world are kept, by name. */
export interface SnapshotStore {
  /** In the order of their names. */
  list(): Promise<readonly SnapshotLabel[]>;
  /** Throws a StoreError where it is there and cannot be read. */
  find(name: string): Promise<SavedSnapshot | undefined>;
  /** Takes the place of one that has the name. */
  save(snapshot: SavedSnapshot): Promise<void>;
  /** False where there was none. */
  remove(name: string): Promise<boolean>;
}

/** What a snapshot's file says its form is. */
export const SNAPSHOT_FILE_FORMAT = 1;
