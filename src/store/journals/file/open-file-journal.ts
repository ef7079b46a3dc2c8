import { dirname } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import { checkSnapshot, type SnapshotFault } from '../../port/check-snapshot.ts';
import { FileJournal } from './file-journal.ts';
import type { SnapshotBase } from './file-journal-deps.ts';
import { FileOwnership } from '../../files/file-ownership.ts';
import { acquireFileLock } from '../../files/file-lock.ts';
import { nodeFiles, type Files } from '../../files/files.ts';
import { freezeInPlace } from '../../state/freeze-record.ts';
import type { FileLock } from '../../files/held-lock.ts';
import { toJournalPath } from './journal-line.ts';
import type { Durability } from './journal-writer.ts';
import type { Journal, JournalState } from '../../port/journal.ts';
import { makeFolder } from '../../files/make-folder.ts';
import {
  listJournals,
  readJournal,
  removeJournals,
  toEpoch,
  type JournalReading,
  type JournalStop,
} from './read-journal.ts';
import { SnapshotFile } from '../../snapshots/snapshot-file.ts';
import { SNAPSHOT_FORMAT, type SnapshotContent } from '../../snapshots/snapshot-text.ts';
import { applyEntry, createState, toSnapshot } from '../../state/state.ts';
import type { CollectionSpec, StoreSnapshot } from '../../port/store.ts';
import { toReason } from './write-health.ts';

/** What a file journal is opened with. */
export interface FileJournalOptions {
  /** The JSON file of the snapshot; it and its folder are made where they are not there. The journal lies beside it. */
  readonly file: string;
  /** The collections that it keeps: an entry names records by their keys. */
  readonly collections: readonly CollectionSpec[];
  /** The digest of the contract that the records have to fit. */
  readonly contract?: string | undefined;
  /** `sync`, unless said. */
  readonly durability?: Durability | undefined;
  readonly logger?: Logger | undefined;
  /** The id of the process that alone may write the files until the journal is closed; this one, unless said. */
  readonly pid?: number | undefined;
  readonly files?: Files | undefined;
  /**
   * In bytes: a journal as large as this is folded into the snapshot. Unless said, 4 MiB, or the size of the snapshot
   * if that is more.
   */
  readonly compactAt?: number | undefined;
  /** In milliseconds: how often to look whether somebody edits the snapshot while it is served. */
  readonly checkInterval?: number | undefined;
}

/** A journal, and the digest of the contract that what it holds was written under. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly contract: string | undefined;
  /** Nobody but us has written any of it, and all of it under that contract. */
  readonly isUnmodified: boolean;
}

/**
 * Opens the journal beside a snapshot file, which a person may read and edit while nobody serves it. What a killed
 * process left behind is taken up: the journal is read over the snapshot, and a last line that was not written to its
 * end is cut off. Throws a BootError where the files are not ours, cannot be read, are damaged, or are held by another
 * process.
 */
export async function openFileJournal(options: FileJournalOptions): Promise<OpenedJournal> {
  const { file, pid, logger = silentLogger, files = nodeFiles } = options;
  const lock = await withBootErrors(file, () => lockFile(file, pid));
  try {
    const snapshot: SnapshotFile = new SnapshotFile({ files, file, logger, checkOwnership: () => claim.checkLock() });
    const claim = new FileOwnership({ files, file, lock, snapshot });
    const data = await withBootErrors(file, () => snapshot.read());
    const source = { ...options, files, logger };
    const kept = await withBootErrors(file, () =>
      snapshot.exists
        ? readStoredJournal(data, { ...source, isUntouched: snapshot.isUnmodified })
        : rejectOrphans(source),
    );
    const epoch = Math.max(kept.epoch, lock.previousEpoch) + 1;
    await withBootErrors(file, () => lock.setEpoch(epoch));
    const { durability = 'sync', compactAt: foldAt, contract } = options;
    snapshot.watch(options.checkInterval);
    const journal = new FileJournal({
      ...kept,
      epoch,
      files,
      file,
      snapshot,
      lock,
      ownership: claim,
      logger,
      durability,
      contract,
      compactAt: foldAt,
    });
    if (lock.isTakenOver && kept.initial !== undefined) await journal.beginFile(kept.empty);
    return { journal, contract: kept.contract, isUnmodified: kept.isUnmodified };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface StoredJournal {
  readonly initial: JournalState | undefined;
  readonly base: SnapshotBase;
  readonly contract: string | undefined;
  readonly isUnmodified: boolean;
  readonly number: number;
  readonly numbers: readonly number[];
  /** Of `numbers`, the files without a transaction. */
  readonly empty: readonly number[];
  readonly epoch: number;
  readonly size: number;
}

type Source = FileJournalOptions & { readonly files: Files; readonly logger: Logger };

async function readStoredJournal(
  data: JsonValue,
  source: Source & { readonly isUntouched: boolean },
): Promise<StoredJournal> {
  const { files, file, collections } = source;
  const { snapshot, first, contract, epoch } = toContent(data, source);
  const reading = await readJournal({ files, file, first, position: snapshot.position, epoch });
  if (reading.stop?.kind === 'damaged') throw toDamageError(file, reading.stop);
  if (reading.stop !== undefined) await cutOff(reading.stop, source);
  await removeJournals(files, file, reading.outdated);
  const { numbers, empty } = reading;
  const number = Math.max(first, (numbers.at(-1) ?? 0) + 1);
  const base = { position: 1, statePosition: snapshot.position, first, epoch };
  const initial = { position: 1 + reading.entries.length, snapshot: replay(snapshot, reading, collections) };
  const isAsWritten = source.isUntouched && reading.contracts.every((each) => each === contract);
  return {
    initial,
    base,
    contract,
    isUnmodified: isAsWritten,
    number,
    numbers,
    empty,
    epoch: reading.epoch,
    size: reading.size,
  };
}

function replay(
  snapshot: StoreSnapshot,
  { entries }: JournalReading,
  collections: readonly CollectionSpec[],
): StoreSnapshot {
  if (entries.length === 0) return snapshot;
  const state = createState(collections, snapshot);
  for (const entry of entries) applyEntry(state, entry);
  return toSnapshot(state);
}

async function cutOff({ number, offset }: JournalStop, { files, file, logger }: Source): Promise<void> {
  const path = toJournalPath(file, number);
  const handle = await files.open(path, 'change');
  try {
    await handle.truncate(offset);
    await handle.sync();
  } finally {
    await handle.close();
  }
  logger.warn(
    { file: path, offset },
    `The last line of ${path} was not written to its end, at byte ${offset}, and is cut off. No write that was confirmed is lost.`,
  );
}

function toDamageError(file: string, { number, offset, message }: JournalStop): BootError {
  const remedy = `Run the command repair with --data ${dirname(file)}: it copies the folder and keeps what comes before. Or give another --data.`;
  return new BootError([
    { file: toJournalPath(file, number), pointer: '', message: `It is damaged at byte ${offset}. ${message}`, remedy },
  ]);
}

/** A journal whose snapshot is gone says what changed, and not what. */
async function rejectOrphans({ files, file }: Source): Promise<StoredJournal> {
  const numbers = await listJournals(files, file);
  if (numbers.length === 0) return EMPTY_JOURNAL;
  const message = `It is gone, and its journal is there (${toJournalPath(file, numbers[0] ?? 1)}).`;
  throw new BootError([
    { file, pointer: '', message, remedy: 'Bring it back, give --reset to begin anew, or give another --data.' },
  ]);
}

function toContent(
  data: JsonValue,
  { file, collections, contract: served, isUntouched }: Source & { readonly isUntouched: boolean },
): { snapshot: StoreSnapshot; first: number; contract: string | undefined; epoch: number } {
  const unread = checkFormat(data);
  const isKnown = isUntouched && isJsonObject(data) && data['contract'] === served;
  const faults = unread.length > 0 || isKnown ? unread : checkSnapshot(data, collections);
  if (faults.length > 0) throw new BootError(faults.map((fault) => ({ file, ...fault })));
  const {
    journal,
    contract,
    epoch,
    position,
    sequences,
    collections: held,
  } = data as unknown as Partial<SnapshotContent> & StoreSnapshot;
  // Nobody else holds what was parsed: it need not be copied.
  freezeInPlace(held);
  return { snapshot: { position, sequences, collections: held }, first: journal ?? 1, contract, epoch: toEpoch(epoch) };
}

/** A file of another format is not read on: what it says may mean something else. */
function checkFormat(data: JsonValue): readonly SnapshotFault[] {
  if (!isJsonObject(data)) return [];
  const { format = null, journal = null } = data;
  if (format !== 1 && format !== SNAPSHOT_FORMAT) {
    const remedy = 'Start the version that wrote it, give --reset to begin anew, or give another --data.';
    return [{ pointer: '/format', message: `It is not of format ${SNAPSHOT_FORMAT}.`, remedy }];
  }
  if (format === 1 || (Number.isSafeInteger(journal) && Number(journal) >= 1)) return [];
  return [
    {
      pointer: '/journal',
      message: 'The number of a journal file is a whole number from 1.',
      remedy: 'Write what it was.',
    },
  ];
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
        ? `This is not JSON: ${toReason(error)}.`
        : `It cannot be opened: ${toReason(error)}.`;
    throw new BootError([{ file, pointer: '', message, remedy: 'Mend it, or give another --data.' }]);
  }
}

const NO_BASE: SnapshotBase = { position: 0, statePosition: 0, first: 1, epoch: 0 };
const EMPTY_JOURNAL: StoredJournal = {
  initial: undefined,
  base: NO_BASE,
  contract: undefined,
  isUnmodified: false,
  number: 1,
  numbers: [],
  empty: [],
  epoch: 0,
  size: 0,
};
