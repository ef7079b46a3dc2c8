import { basename, dirname } from 'node:path';
import { isJsonObject, type JsonValue } from '../kernel/json.ts';
import type { Files } from './files.ts';
import { findJournalNumber, JOURNAL_FORMAT, readJournalLine, toJournalPath } from './journal-line.ts';
import type { Base } from './file-journal-parts.ts';
import type { JournalEntry, JournalTail, KeptState } from './journal.ts';

/** What a journal's files hold beyond the snapshot. */
export interface JournalReading {
  /** In order, each following the one before. */
  readonly entries: readonly JournalEntry[];
  /** The digests of the contracts that they were written under, one of each file; undefined where a file does not say. */
  readonly contracts: readonly (string | undefined)[];
  /** Their files' size, in bytes. */
  readonly size: number;
  /** The files that follow on the snapshot, in order. */
  readonly numbers: readonly number[];
  /** The files that the snapshot has made needless. */
  readonly outdated: readonly number[];
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

/** What to read: the journal beside `file`, from its file `first` on, after `position`. */
export interface JournalSource {
  readonly files: Files;
  readonly file: string;
  readonly first: number;
  readonly position: number;
}

/** Reads a journal up to its end, or to the first thing in it that is not as it was written. Changes nothing. */
export async function readJournal({ files, file, first, position }: JournalSource): Promise<JournalReading> {
  const all = await listJournals(files, file);
  const numbers = all.filter((number) => number >= first);
  const entries: JournalEntry[] = [];
  const contracts: (string | undefined)[] = [];
  let size = 0;
  let stop: JournalStop | undefined;
  for (const number of numbers) {
    const bytes = await files.read(toJournalPath(file, number));
    size += bytes.length;
    stop = readSegment(bytes, { number, position, entries, contracts });
    if (stop !== undefined) break;
  }
  // What was written after a torn line shows that the line was whole once.
  const isLast = stop?.number === numbers.at(-1);
  return {
    entries,
    contracts,
    size,
    numbers,
    outdated: all.filter((number) => number < first),
    stop: stop === undefined || isLast ? stop : { ...stop, kind: 'damaged' },
  };
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
  readonly base: Base;
  /** Where the journal stands. */
  readonly position: number;
  readonly after: number;
  readonly readState: () => KeptState | undefined;
}

/** What a journal holds after a position. What comes before its snapshot is gone: then it is the state itself. */
export async function readTail({ files, file, base, position, after, readState }: TailSource): Promise<JournalTail> {
  if (after < base.position) {
    const kept = readState();
    if (kept === undefined) throw new Error('The state has to be followed before it can be read');
    return { records: [{ kind: 'state', snapshot: kept.snapshot }], position: kept.position };
  }
  if (after >= position) return { records: [], position };
  const { entries } = await readJournal({ files, file, first: base.first, position: base.statePosition });
  return { records: entries.slice(after - base.position).map((entry) => ({ kind: 'entry', entry })), position };
}

/** Adds a file's entries to `entries`, which follow on `position`; gives where it had to stop. */
function readSegment(bytes: Buffer, { number, position, entries, contracts }: Reading): JournalStop | undefined {
  for (let offset = 0; ;) {
    const line = readJournalLine(bytes, offset);
    if (line.kind === 'end') return undefined;
    if (line.kind === 'torn') return { kind: 'torn', number, offset, message: 'The last line was not written to its end.' };
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

function toContract(header: JsonValue): string | undefined {
  return isJsonObject(header) && typeof header['contract'] === 'string' ? header['contract'] : undefined;
}

function readHeader(content: JsonValue, position: number): readonly JournalEntry[] | string {
  if (!isJsonObject(content) || content['format'] !== JOURNAL_FORMAT) return `The file is not of format ${JOURNAL_FORMAT}.`;
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
    if (entry.position > next) return `Transaction ${entry.position} follows on ${next - 1}: what lies between is missing.`;
    if (entry.position === next) fresh.push(entry);
  }
  return fresh;
}

function isEntry(value: JsonValue): value is JsonValue & JournalEntry {
  return isJsonObject(value) && Number.isSafeInteger(value['position']) && Array.isArray(value['changes']);
}
