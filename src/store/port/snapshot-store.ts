import type { Checkpoint } from './store.ts';

/** A state saved under a name. */
export interface SavedSnapshot {
  readonly label: SnapshotLabel;
  readonly checkpoint: Checkpoint;
  /** The blobs that its records refer to, by reference. Only an exported snapshot has them. */
  readonly blobs?: ReadonlyMap<string, Uint8Array>;
}

/** Describes a snapshot without its records. */
export interface SnapshotLabel {
  readonly name: string;
  /** The digest of the contract that its records conform to. */
  readonly contract: string;
  /** The world's time, ISO 8601. */
  readonly time: string;
  readonly position: number;
  readonly records: number;
}

/** Stores the snapshots of one world by name. */
export interface SnapshotStore {
  /** Returns the labels of all snapshots, sorted by name. */
  list(): Promise<readonly SnapshotLabel[]>;
  /** Returns the snapshot of that name, or undefined when there is none. Throws a StoreError when it cannot be read. */
  find(name: string): Promise<SavedSnapshot | undefined>;
  /** Saves the snapshot, replacing one of the same name. */
  save(snapshot: SavedSnapshot): Promise<void>;
  /** Returns whether there was a snapshot to remove. */
  remove(name: string): Promise<boolean>;
}

/** The format version of snapshot files. */
export const SNAPSHOT_FILE_FORMAT = 1;

/** The format version of snapshot files with blobs, which earlier versions would lose. */
export const SNAPSHOT_WITH_BLOBS_FORMAT = 2;
