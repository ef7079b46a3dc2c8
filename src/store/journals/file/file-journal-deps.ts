import type { FileOwnership } from '../../files/file-ownership.ts';
import type { Files } from '../../files/files.ts';
import type { FileLock } from '../../files/held-lock.ts';
import type { JournalState } from '../../port/journal.ts';
import type { Durability } from './journal-writer.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { SnapshotFile } from '../../snapshots/snapshot-file.ts';

/** What a file journal goes on from. */
export interface FileJournalDeps {
  readonly files: Files;
  readonly file: string;
  readonly snapshot: SnapshotFile;
  readonly lock: FileLock;
  readonly ownership: FileOwnership;
  readonly logger: Logger;
  readonly durability: Durability;
  /** The digest of the contract that the records fit from now on. */
  readonly contract: string | undefined;
  /**
   * In bytes: a journal as large as this is folded into the snapshot. Unless said, 4 MiB, or the size of the snapshot
   * if that is more.
   */
  readonly compactAt: number | undefined;
  readonly initial: JournalState | undefined;
  /** What the snapshot holds. */
  readonly base: SnapshotBase;
  /** The first number that no journal file has. */
  readonly number: number;
  /** The numbers of the files that hold what the snapshot does not. */
  readonly numbers: readonly number[];
  /** Of this opening: higher than any that a file says. */
  readonly epoch: number;
  /** In bytes, of the journal files that there are. */
  readonly size: number;
}

/**
 * A snapshot: where the journal and the state stand with it, and the first of the journal's files that follows on it.
 */
export interface SnapshotBase {
  readonly position: number;
  readonly statePosition: number;
  readonly first: number;
  readonly epoch: number;
}

/** As large as the journal may be before it is folded, in bytes. */
export function toCompactionThreshold({ compactAt: foldAt, snapshot }: FileJournalDeps): number {
  return foldAt ?? Math.max(FOLD_AT, snapshot.size);
}

/** 4 MiB: read in a fraction of a second when the server starts. */
const FOLD_AT = 4 * 1024 * 1024;
