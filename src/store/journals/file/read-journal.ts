import { basename, dirname } from 'node:path';
import { isJsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Files } from '../../files/files.ts';
import { findJournalNumber, JOURNAL_FORMAT, readJournalLine, toJournalPath } from './journal-line.ts';
import type { SnapshotBase } from './file-journal-deps.ts';
import type { JournalEntry, JournalTail, JournalState } from '../../port/journal.ts';

/** What a journal's files hold beyond the snapshot. */
export interface JournalReading {
  /** In order, each following the one before. */
  readonly entries: readonly JournalEntry[];
  /**
   * The digests of the contracts that they were written under, one of each file; undefined where a file does not say.
   */
  readonly contracts: readonly (string | undefined)[];
  /** Their files' size, in bytes. */
  readonly size: number;
  /** The files that follow on the snapshot, in order. */
  readonly numbers: readonly number[];
  /** The files that the snapshot has made needless, or that a process wrote which had lost the lock. */
  readonly outdated: readonly number[];
  /** Of `numbers`, the files that hold no transaction. */
  readonly empty: readonly number[];
  /** The highest one of the snapshot and the files. */
  readonly epoch: number;
  /** What keeps it from being read on; undefined where it was read to its end. */
  readonly stop: JournalStop | undefined;
}

/** Where a journal cannot be read on. */
export interface JournalStop {
  /** `torn` is what a killed writer leaves at the very end; `damaged` is anything else. */
  readonly kind: 'torn' | 'damaged';
  readonly number: number;
  /** In bytes, from the start of the file. */
  readonly offset: number;
  readonly message: string;
}

/** What to read: the journal beside `file`, from its file `first` on, after `position` of a snapshot of `epoch`. */
export interface JournalSource {
  readonly files: Files;
  readonly file: string;
  readonly first: number;
  readonly position: number;
  readonly epoch: number;
}

/**
 * Reads a journal up to its end, or to the first thing in it that is not as it was written. Changes nothing. A process
 * that takes the lock over begins a file of a higher epoch, which says after which transaction: what a process that had
 * lost the lock wrote late, behind that or in files of its own, does not count.
 */
export async function readJournal({
  files,
  file,
  first,
  position,
  epoch: start,
}: JournalSource): Promise<JournalReading> {
  const all = await listJournals(files, file);
  const reading = { numbers: [] as number[], outdated: all.filter((number) => number < first), empty: [] as number[] };
  const entries: JournalEntry[] = [];
  const contracts: (string | undefined)[] = [];
  let [epoch, size] = [start, 0];
  let stop: JournalStop | undefined;
  for (const number of all.filter((found) => found >= first)) {
    const bytes = await files.read(toJournalPath(file, number));
    const heading = readHeading(bytes);
    if (heading !== undefined && heading.epoch < epoch) {
      reading.outdated.push(number);
      continue;
    }
    reading.numbers.push(number);
    size += bytes.length;
    if (heading !== undefined && heading.epoch > epoch && heading.after <= (entries.at(-1)?.position ?? position)) {
      entries.length = Math.min(entries.length, Math.max(0, heading.after - position));
      stop = undefined;
    }
    epoch = heading?.epoch ?? epoch;
    if (stop !== undefined) continue;
    const before = entries.length;
    stop = readSegment(bytes, { number, position, entries, contracts });
    if (stop === undefined && entries.length === before) reading.empty.push(number);
  }
  // What was written after a torn line shows that the line was whole once.
  const isLast = stop?.number === reading.numbers.at(-1);
  stop = stop === undefined || isLast ? stop : { ...stop, kind: 'damaged' };
  return { ...reading, entries, contracts, size, epoch, stop };
}

/** The numbers of the journal files beside a snapshot, in order. */
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
    numbers.filter((found) => found < number),
  );
}

/** Where to read on, and in what. */
export interface TailSource {
  readonly files: Files;
  readonly file: string;
  readonly base: SnapshotBase;
  /** Where the journal stands. */
  readonly position: number;
  readonly after: number;
  readonly readState: () => JournalState | undefined;
}

/** What a journal holds after a position. What comes before its snapshot is gone: then it is the state itself. */
export async function readTail({ files, file, base, position, after, readState }: TailSource): Promise<JournalTail> {
  if (after < base.position) {
    const kept = readState();
    if (kept === undefined) throw new Error('The state has to be followed before it can be read');
    return { records: [{ kind: 'state', snapshot: kept.snapshot }], position: kept.position };
  }
  if (after >= position) return { records: [], position };
  const { entries } = await readJournal({
    files,
    file,
    first: base.first,
    position: base.statePosition,
    epoch: base.epoch,
  });
  return { records: entries.slice(after - base.position).map((entry) => ({ kind: 'entry', entry })), position };
}

/** Adds a file's entries to `entries`, which follow on `position`; gives where it had to stop. */
function readSegment(bytes: Buffer, { number, position, entries, contracts }: Reading): JournalStop | undefined {
  for (let offset = 0; ;) {
    const line = readJournalLine(bytes, offset);
    if (line.kind === 'end') return undefined;
    if (line.kind === 'torn')
      return { kind: 'torn', number, offset, message: 'The last line was not written to its end.' };
    if (line.kind === 'damaged') return { kind: 'damaged', number, offset, message: line.message };
    const at = entries.at(-1)?.position ?? position;
    const found = offset === 0 ? readHeader(line.content, at) : readEntries(line.content, at);
    if (offset === 0) contracts.push(toContract(line.content));
    if (typeof found === 'string') return { kind: 'damaged', number, offset, message: found };
    for (const entry of found) entries.push(entry);
    offset = line.next;
  }
}

/** Where a file is read, and what of it is gathered. */
interface Reading {
  readonly number: number;
  readonly position: number;
  readonly entries: JournalEntry[];
  readonly contracts: (string | undefined)[];
}

/** Undefined where the first line is not whole. */
function readHeading(bytes: Buffer): { readonly after: number; readonly epoch: number } | undefined {
  const line = readJournalLine(bytes, 0);
  if (line.kind !== 'whole' || !isJsonObject(line.content) || typeof line.content['after'] !== 'number')
    return undefined;
  return { after: line.content['after'], epoch: toEpoch(line.content['epoch']) };
}

/** Files of earlier versions say none. */
export function toEpoch(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

function toContract(header: JsonValue): string | undefined {
  return isJsonObject(header) && typeof header['contract'] === 'string' ? header['contract'] : undefined;
}

function readHeader(content: JsonValue, position: number): readonly JournalEntry[] | string {
  if (!isJsonObject(content) || content['format'] !== JOURNAL_FORMAT)
    return `The file is not of format ${JOURNAL_FORMAT}.`;
  const { after } = content;
  return typeof after === 'number' && after <= position
    ? []
    : `It begins after transaction ${String(after)}; what comes before stands at ${position}.`;
}

/** The entries of a line that are not in the snapshot, or what is wrong with them. */
function readEntries(content: JsonValue, position: number): readonly JournalEntry[] | string {
  if (!Array.isArray(content)) return 'The line holds no list of transactions.';
  const fresh: JournalEntry[] = [];
  for (const entry of content as readonly JsonValue[]) {
    if (!isEntry(entry)) return 'The line holds something that is no transaction.';
    const next = position + fresh.length + 1;
    if (entry.position > next)
      return `Transaction ${entry.position} follows on ${next - 1}: what lies between is missing.`;
    if (entry.position === next) fresh.push(entry);
  }
  return fresh;
}

function isEntry(value: JsonValue): value is JsonValue & JournalEntry {
  return isJsonObject(value) && Number.isSafeInteger(value['position']) && Array.isArray(value['changes']);
}
