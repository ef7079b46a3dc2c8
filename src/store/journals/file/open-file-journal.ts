import { dirname } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { FileJournal } from './file-journal.ts';
import { FileOwnership } from '../../files/file-ownership.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { nodeFiles, type Files } from '../../files/files.ts';
import type { FileLock } from '../../files/held-lock.ts';
import type { Durability } from './journal-writer.ts';
import type { Journal } from '../../port/journal.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { SnapshotFile } from '../../snapshots/snapshot-file.ts';
import { openEmptyJournal, readStoredJournal } from './stored-journal.ts';
import type { CollectionSpec } from '../../port/store.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/** Options of a file journal. */
export interface FileJournalOptions {
  /** The path of the snapshot, a JSON file. It and its folder are created when missing; the journal is beside it. */
  readonly file: string;
  /** The collections of the store: journal entries name records by their keys. */
  readonly collections: readonly CollectionSpec[];
  /** The digest of the contract that the records must conform to. */
  readonly contract?: string | undefined;
  /** Defaults to `sync`. */
  readonly durability?: Durability | undefined;
  readonly logger?: Logger | undefined;
  /** The id of the process that locks the files until the journal is closed. Defaults to this process. */
  readonly pid?: number | undefined;
  readonly files?: Files | undefined;
  /**
   * The journal size at which it is compacted, in bytes. Defaults to 4 MiB, or the size of the snapshot if that is
   * larger.
   */
  readonly compactAt?: number | undefined;
  /** The time between two checks for edits of the snapshot while it is served, in milliseconds. */
  readonly checkInterval?: number | undefined;
}

/** A journal, and the digest of the contract that its content was written under. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly contract: string | undefined;
  /** Whether all of the content was written by this program, and under `contract`. */
  readonly isUnmodified: boolean;
  /** Throws when another process has taken over the files, or they were removed. */
  readonly checkOwnership: () => Promise<void>;
}

/**
 * Opens the journal beside a snapshot file, which may be read and edited while no server uses it. After a crash the
 * journal is applied to the snapshot, and an incomplete last line is cut off. Throws a BootError when the files were
 * not written by this program, cannot be read, are damaged, or are locked by another process.
 */
export async function openFileJournal(options: FileJournalOptions): Promise<OpenedJournal> {
  const { file, pid, logger = silentLogger, files = nodeFiles } = options;
  const lock = await withBootErrors(file, () => lockFile(file, pid));
  try {
    const checkOwnership = (): Promise<void> => ownership.checkLock();
    const snapshot = new SnapshotFile({ files, file, logger, checkOwnership });
    const ownership = new FileOwnership({ files, file, lock, snapshot });
    const data = await withBootErrors(file, () => snapshot.read());
    const source = { ...options, files, logger, isUnmodified: snapshot.isUnmodified };
    const stored = await withBootErrors(file, () =>
      snapshot.exists ? readStoredJournal(data, source) : openEmptyJournal(source),
    );
    const epoch = Math.max(stored.epoch, lock.previousEpoch) + 1;
    await withBootErrors(file, () => lock.setEpoch(epoch));
    const { durability = 'sync', compactAt, contract } = options;
    snapshot.watch(options.checkInterval);
    const journal = new FileJournal({
      ...stored,
      epoch,
      files,
      file,
      snapshot,
      lock,
      ownership,
      logger,
      durability,
      contract,
      compactAt,
    });
    if (lock.isTakenOver && stored.initial !== undefined) await journal.beginFile(stored.empty);
    return { journal, contract: stored.contract, isUnmodified: stored.isUnmodified, checkOwnership };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function lockFile(file: string, pid: number | undefined): Promise<FileLock> {
  await makeFolder(dirname(file));
  return acquireFileLock(file, { pid });
}

async function withBootErrors<Result>(file: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof BootError) throw error;
    const message =
      error instanceof SyntaxError
        ? `This is not JSON: ${toClause(error)}.`
        : `It cannot be opened: ${toClause(error)}.`;
    throw new BootError([{ file, pointer: '', message, remedy: 'Fix it, or pass another --data.' }]);
  }
}
