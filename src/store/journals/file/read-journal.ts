import { basename, dirname } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Files } from '../../files/files.ts';
import { findJournalNumber, JOURNAL_FORMAT, readJournalLine, toJournalPath, withoutExtension } from './journal-line.ts';
import type { SnapshotBase } from './file-journal-deps.ts';
import type { JournalEntry, JournalTail, JournalState } from '../../port/journal.ts';

/** The content of a journal's files after the snapshot. */
export interface JournalReading {
  /** The entries in order, without gaps. */
  readonly entries: readonly JournalEntry[];
  /** The digests of the contracts under which the files were written, one per file; undefined when a file has none. */
  readonly contracts: readonly (string | undefined)[];
  /** The size of the files without their extensions, in bytes. */
  readonly size: number;
  /** The numbers of the files after the snapshot, in order. */
  readonly fileNumbers: readonly number[];
  /** The numbers of the files that the snapshot contains, or that a process wrote after it had lost the lock. */
  readonly outdated: readonly number[];
  /** Those of `fileNumbers` that have no transaction. */
  readonly empty: readonly number[];
  /** The highest epoch of the snapshot and the files. */
  readonly epoch: number;
  /** Where reading had to stop; undefined when everything was read. */
  readonly stoppedAt: JournalStop | undefined;
}

/** The place where a journal becomes unreadable. */
export interface JournalStop {
  /** `torn` is an incomplete line at the very end, as a killed writer leaves it; `damaged` is anything else. */
  readonly kind: 'torn' | 'damaged';
  readonly number: number;
  /** The offset in the file, in bytes. */
  readonly offset: number;
  readonly message: string;
}

/**
 * The journal to read: the one beside `file`, starting with file number `firstFile`, after `position` of a snapshot of
 * `epoch`.
 */
export interface JournalSource {
  readonly files: Files;
  readonly file: string;
  readonly firstFile: number;
  readonly position: number;
  readonly epoch: number;
}

/**
 * Reads a journal to its end, or to the first damage. Changes nothing. A process that takes over the lock starts a file
 * with a higher epoch; its header's `after` is the last transaction before it. Anything that the previous holder wrote
 * after that, to the same file or to files of its own, is ignored.
 */
export async function readJournal(source: JournalSource): Promise<JournalReading> {
  const { files, file, firstFile, position } = source;
  const all = await listJournals(files, file);
  const reading = {
    fileNumbers: [] as number[],
    outdated: all.filter((number) => number < firstFile),
    empty: [] as number[],
  };
  const entries: JournalEntry[] = [];
  const contracts: (string | undefined)[] = [];
  let [epoch, size] = [source.epoch, 0];
  let stoppedAt: JournalStop | undefined;
  for (const number of all.filter((each) => each >= firstFile)) {
    const bytes = withoutExtension(await files.read(toJournalPath(file, number)));
    const fileHeader = readFileHeader(bytes);
    if (fileHeader !== undefined && fileHeader.epoch < epoch) {
      reading.outdated.push(number);
      continue;
    }
    reading.fileNumbers.push(number);
    size += bytes.length;
    const last = entries.at(-1)?.position ?? position;
    if (fileHeader !== undefined && fileHeader.epoch > epoch && fileHeader.after <= last) {
      entries.length = Math.min(entries.length, Math.max(0, fileHeader.after - position));
      stoppedAt = undefined;
    }
    epoch = fileHeader?.epoch ?? epoch;
    if (stoppedAt !== undefined) continue;
    const before = entries.length;
    stoppedAt = readSegment(bytes, { number, position, entries, contracts });
    if (stoppedAt === undefined && entries.length === before) reading.empty.push(number);
  }
  // If a later file exists, the incomplete line was not the last write: it is damage.
  const isLast = stoppedAt?.number === reading.fileNumbers.at(-1);
  stoppedAt = stoppedAt === undefined || isLast ? stoppedAt : { ...stoppedAt, kind: 'damaged' };
  return { ...reading, entries, contracts, size, epoch, stoppedAt };
}

/** Returns the numbers of the journal files beside a snapshot, in order. */
export async function listJournals(files: Files, file: string): Promise<readonly number[]> {
  const names = await files.list(dirname(file));
  return names.flatMap((name) => findJournalNumber(name, basename(file)) ?? []).toSorted((left, right) => left - right);
}

/** Removes journal files. */
export async function removeJournals(files: Files, file: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await files.remove(toJournalPath(file, number));
}

/** Removes the journal files before a number. */
export async function removeJournalsBefore(files: Files, file: string, number: number): Promise<void> {
  const numbers = await listJournals(files, file);
  await removeJournals(
    files,
    file,
    numbers.filter((each) => each < number),
  );
}

/** The journal to read, and where to start. */
export interface TailSource {
  readonly files: Files;
  readonly file: string;
  readonly base: SnapshotBase;
  /** The journal's current position. */
  readonly position: number;
  readonly after: number;
  readonly readState: () => JournalState | undefined;
}

/** Returns the journal items after a position; the state itself when the position is before the snapshot. */
export async function readTail({ files, file, base, position, after, readState }: TailSource): Promise<JournalTail> {
  if (after < base.position) {
    const state = readState();
    if (state === undefined) throw new Error('The journal has no state to return');
    return { records: [{ kind: 'state', snapshot: state.snapshot }], position: state.position };
  }
  if (after >= position) return { records: [], position };
  const { entries } = await readJournal({
    files,
    file,
    firstFile: base.firstFile,
    position: base.statePosition,
    epoch: base.epoch,
  });
  return { records: entries.slice(after - base.position).map((entry) => ({ kind: 'entry', entry })), position };
}

/** Adds the entries of a file to `entries`. They must follow `position`. Returns where reading had to stop. */
function readSegment(bytes: Buffer, { number, position, entries, contracts }: SegmentReading): JournalStop | undefined {
  for (let offset = 0; ;) {
    const line = readJournalLine(bytes, offset);
    if (line.kind === 'end') return undefined;
    if (line.kind === 'torn')
      return { kind: 'torn', number, offset, message: 'The last line was not completely written.' };
    if (line.kind === 'damaged') return { kind: 'damaged', number, offset, message: line.message };
    const at = entries.at(-1)?.position ?? position;
    const result = offset === 0 ? checkHeader(line.content, at) : readEntries(line.content, at);
    if (offset === 0) contracts.push(toContract(line.content));
    if (typeof result === 'string') return { kind: 'damaged', number, offset, message: result };
    for (const entry of result) entries.push(entry);
    offset = line.next;
  }
}

/** The file that is being read, and what is collected from it. */
interface SegmentReading {
  readonly number: number;
  readonly position: number;
  readonly entries: JournalEntry[];
  readonly contracts: (string | undefined)[];
}

/** Returns the header of a file, or undefined when its first line is incomplete. */
function readFileHeader(bytes: Buffer): { readonly after: number; readonly epoch: number } | undefined {
  const line = readJournalLine(bytes, 0);
  if (line.kind !== 'complete' || !isJsonObject(line.content) || typeof line.content['after'] !== 'number')
    return undefined;
  return { after: line.content['after'], epoch: toEpoch(line.content['epoch']) };
}

/** Returns the epoch of a file; 0 for files of earlier versions, which have none. */
export function toEpoch(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function toContract(header: JsonValue): string | undefined {
  return isJsonObject(header) && typeof header['contract'] === 'string' ? header['contract'] : undefined;
}

function checkHeader(content: JsonValue, position: number): readonly JournalEntry[] | string {
  if (!isJsonObject(content) || content['format'] !== JOURNAL_FORMAT)
    return `The file is not of format ${JOURNAL_FORMAT}.`;
  const { after } = content;
  return typeof after === 'number' && after <= position
    ? []
    : `It starts after transaction ${String(after)}, but the previous file ends at ${position}.`;
}

/** Returns the entries of a line that are not in the snapshot, or the reason why the line is invalid. */
function readEntries(content: JsonValue, position: number): readonly JournalEntry[] | string {
  if (!Array.isArray(content)) return 'The line is not a list of transactions.';
  const fresh: JournalEntry[] = [];
  for (const entry of content as readonly JsonValue[]) {
    if (!isEntry(entry)) return 'The line contains a value that is not a transaction.';
    const next = position + fresh.length + 1;
    if (entry.position > next)
      return `Transaction ${entry.position} follows transaction ${next - 1}: those in between are missing.`;
    if (entry.position === next) fresh.push(hasId(entry) ? entry : { ...entry, id: '' });
  }
  return fresh;
}

function isEntry(value: JsonValue): value is JsonObject & Omit<JournalEntry, 'id'> {
  return isJsonObject(value) && Number.isSafeInteger(value['position']) && Array.isArray(value['changes']);
}

/** Entries of earlier versions have no id. */
function hasId(entry: Omit<JournalEntry, 'id'>): entry is JournalEntry {
  return 'id' in entry;
}
