import { dirname } from 'node:path';
import { BootError } from '../../../kernel/boot-fault.ts';
import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { checkSnapshot, type SnapshotFault } from '../../port/check-snapshot.ts';
import type { SnapshotBase } from './file-journal-deps.ts';
import { isKeyFault } from '../../port/store-error.ts';
import type { Files } from '../../files/files.ts';
import { freezeInPlace } from '../../state/freeze-record.ts';
import { toJournalPath } from './journal-line.ts';
import type { JournalState } from '../../port/journal.ts';
import {
  listJournals,
  readJournal,
  removeJournals,
  toEpoch,
  type JournalReading,
  type JournalStop,
} from './read-journal.ts';
import { SNAPSHOT_FORMAT, type SnapshotContent } from '../../snapshots/snapshot-text.ts';
import { applyEntry, createState, toSnapshot } from '../../state/state.ts';
import type { CollectionSpec, StoreSnapshot } from '../../port/store.ts';

/** The content of a snapshot and its journal files. */
export interface StoredJournal {
  readonly initial: JournalState | undefined;
  readonly base: SnapshotBase;
  readonly contract: string | undefined;
  /** Whether everything was written by this program under `contract`. */
  readonly isUnmodified: boolean;
  /** The number of the next journal file. */
  readonly nextFile: number;
  /** The numbers of the files that are not in the snapshot. */
  readonly fileNumbers: readonly number[];
  /** Those of `fileNumbers` that have no transaction. */
  readonly empty: readonly number[];
  /** The highest epoch of the snapshot and the files. */
  readonly epoch: number;
  /** The size of the journal files, in bytes. */
  readonly size: number;
}

/** The files to read, and how their content is checked. */
export interface StoredJournalSource {
  readonly files: Files;
  readonly file: string;
  readonly logger: Logger;
  readonly collections: readonly CollectionSpec[];
  /** The digest of the contract that is served. */
  readonly contract?: string | undefined;
  /** Whether the snapshot's checksum is correct. */
  readonly isUnmodified: boolean;
}

/**
 * Applies the journal to the snapshot `data`, and cuts off an incomplete last line. Throws a BootError when either is
 * damaged or not written by this program.
 */
export async function readStoredJournal(data: JsonValue, source: StoredJournalSource): Promise<StoredJournal> {
  const { files, file } = source;
  const { snapshot, firstFile, contract, epoch } = toContent(data, source);
  const reading = await readJournal({ files, file, firstFile, position: snapshot.position, epoch });
  if (reading.stoppedAt?.kind === 'damaged') throw toDamageError(file, reading.stoppedAt);
  if (reading.stoppedAt !== undefined) await cutOff(reading.stoppedAt, source);
  await removeJournals(files, file, reading.outdated);
  const { fileNumbers, empty } = reading;
  const nextFile = Math.max(firstFile, (fileNumbers.at(-1) ?? 0) + 1);
  const base = { position: 1, statePosition: snapshot.position, firstFile, epoch };
  const initial = { position: 1 + reading.entries.length, snapshot: replay(snapshot, reading, source) };
  const isUnmodified = source.isUnmodified && reading.contracts.every((each) => each === contract);
  return {
    initial,
    base,
    contract,
    isUnmodified,
    nextFile,
    fileNumbers,
    empty,
    epoch: reading.epoch,
    size: reading.size,
  };
}

function replay(
  snapshot: StoreSnapshot,
  { entries }: JournalReading,
  { file, collections }: StoredJournalSource,
): StoreSnapshot {
  if (entries.length === 0) return snapshot;
  try {
    const state = createState(collections, snapshot);
    for (const entry of entries) applyEntry(state, entry);
    return toSnapshot(state);
  } catch (error) {
    throw isKeyFault(error) ? toForeignError(file, error.message) : error;
  }
}

/** Whether the content was written under another contract than the one that is served. */
function isOfOther(data: JsonValue, served: string | undefined): boolean {
  const written = isJsonObject(data) ? data['contract'] : undefined;
  return served !== undefined && typeof written === 'string' && written !== served;
}

/** Another contract may have a collection of records whose key this one does not know. */
function toForeignError(file: string, reason: string): BootError {
  const message = `It was written under another contract, whose records do not fit this one: ${reason}`;
  const remedy =
    'Start with the contract that wrote it, pass --reset to archive the files and start again from the fixtures, or pass another --data.';
  return new BootError([{ file, pointer: '', message, remedy }]);
}

async function cutOff({ number, offset }: JournalStop, { files, file, logger }: StoredJournalSource): Promise<void> {
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
    `Cut off the last line of ${path} at byte ${offset}: it was not completely written. No acknowledged write is lost.`,
  );
}

function toDamageError(file: string, { number, offset, message }: JournalStop): BootError {
  const remedy = `Run \`athena-simulator repair --data ${dirname(file)}\`: it copies the folder and keeps everything before the damage. Or pass another --data.`;
  return new BootError([
    { file: toJournalPath(file, number), pointer: '', message: `It is damaged at byte ${offset}. ${message}`, remedy },
  ]);
}

/** Returns an empty journal. Throws a BootError when there are journal files: without the snapshot they are useless. */
export async function openEmptyJournal({
  files,
  file,
}: Pick<StoredJournalSource, 'files' | 'file'>): Promise<StoredJournal> {
  const numbers = await listJournals(files, file);
  if (numbers.length === 0) return EMPTY_JOURNAL;
  const message = `It is missing, but its journal exists (${toJournalPath(file, numbers[0] ?? 1)}).`;
  throw new BootError([
    {
      file,
      pointer: '',
      message,
      remedy: 'Put it back, pass --reset to start again from the fixtures, or pass another --data.',
    },
  ]);
}

function toContent(
  data: JsonValue,
  { file, collections, contract: servedContract, isUnmodified }: StoredJournalSource,
): { snapshot: StoreSnapshot; firstFile: number; contract: string | undefined; epoch: number } {
  const formatFaults = checkFormat(data);
  const isChecked = isUnmodified && isJsonObject(data) && data['contract'] === servedContract;
  const faults = formatFaults.length > 0 || isChecked ? formatFaults : checkSnapshot(data, collections);
  const [first] = faults;
  if (first !== undefined && formatFaults.length === 0 && isOfOther(data, servedContract))
    throw toForeignError(file, first.message);
  if (faults.length > 0) throw new BootError(faults.map((fault) => ({ file, ...fault })));
  const {
    journal,
    contract,
    epoch,
    position,
    sequences,
    collections: records,
  } = data as unknown as Partial<SnapshotContent> & StoreSnapshot;
  // Nothing else references the parsed value, so it needs no copy.
  freezeInPlace(records);
  return {
    snapshot: { position, sequences, collections: records },
    firstFile: journal ?? 1,
    contract,
    epoch: toEpoch(epoch),
  };
}

/** Rejects other formats before anything else is read: the content may have another meaning. */
function checkFormat(data: JsonValue): readonly SnapshotFault[] {
  if (!isJsonObject(data)) return [];
  const { format = null, journal = null } = data;
  if (format !== 1 && format !== SNAPSHOT_FORMAT) {
    const remedy =
      'Start the version that wrote it, pass --reset to start again from the fixtures, or pass another --data.';
    return [{ pointer: '/format', message: `It is not of format ${SNAPSHOT_FORMAT}.`, remedy }];
  }
  if (format === 1 || (Number.isSafeInteger(journal) && Number(journal) >= 1)) return [];
  return [
    {
      pointer: '/journal',
      message: 'The number of a journal file must be a whole number from 1.',
      remedy: 'Restore the value that the simulator wrote.',
    },
  ];
}

const NO_BASE: SnapshotBase = { position: 0, statePosition: 0, firstFile: 1, epoch: 0 };
const EMPTY_JOURNAL: StoredJournal = {
  initial: undefined,
  base: NO_BASE,
  contract: undefined,
  isUnmodified: false,
  nextFile: 1,
  fileNumbers: [],
  empty: [],
  epoch: 0,
  size: 0,
};
