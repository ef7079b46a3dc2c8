import type { FileOwnership } from '../../files/file-ownership.ts';
import type { Files } from '../../files/files.ts';
import type { FileLock } from '../../files/held-lock.ts';
import type { JournalState } from '../../port/journal.ts';
import type { Durability } from './journal-writer.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { SnapshotFile } from '../../snapshots/snapshot-file.ts';

/** Collaborators of a file journal, and the content that it continues from. */
export interface FileJournalDeps {
  readonly files: Files;
  readonly file: string;
  readonly snapshot: SnapshotFile;
  readonly lock: FileLock;
  readonly ownership: FileOwnership;
  readonly logger: Logger;
  readonly durability: Durability;
  /** The digest of the contract that new entries conform to. */
  readonly contract: string | undefined;
  /**
   * The journal size at which it is compacted, in bytes. Defaults to 4 MiB, or the size of the snapshot if that is
   * larger.
   */
  readonly compactAt: number | undefined;
  readonly initial: JournalState | undefined;
  /** The snapshot on which the journal builds. */
  readonly base: SnapshotBase;
  /** The number of the next journal file. */
  readonly nextFile: number;
  /** The numbers of the files that are not in the snapshot. */
  readonly fileNumbers: readonly number[];
  /** The fencing epoch of this process's ownership; higher than in any existing file. */
  readonly epoch: number;
  /** The size of the existing journal files, in bytes. */
  readonly size: number;
}

/**
 * A snapshot on which a journal builds. `position` counts journal records and only increases; `statePosition` is the
 * state's transaction number and can go back when the state is replaced.
 */
export interface SnapshotBase {
  readonly position: number;
  readonly statePosition: number;
  /** The number of the first journal file after the snapshot. */
  readonly firstFile: number;
  readonly epoch: number;
}

/** Returns the journal size at which it is compacted, in bytes. */
export function toCompactionThreshold({ compactAt, snapshot }: FileJournalDeps): number {
  return compactAt ?? Math.max(DEFAULT_COMPACT_AT, snapshot.size);
}

/** 4 MiB, which is read at startup in a fraction of a second. */
const DEFAULT_COMPACT_AT = 4 * 1024 * 1024;
