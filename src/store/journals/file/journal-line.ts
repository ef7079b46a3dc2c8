import type { JsonValue } from '../../../kernel/json/json.ts';
import { crc32c } from './crc32c.ts';
import { StoreError } from '../../port/store-error.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/** The content of a journal file at an offset. */
export type JournalLine =
  /** A complete line; `next` is the offset after it. */
  | { readonly kind: 'complete'; readonly content: JsonValue; readonly next: number }
  /** The end of the file. */
  | { readonly kind: 'end' }
  /** An incomplete last line: its writer was killed, or the power failed. It was never acknowledged. */
  | { readonly kind: 'torn' }
  /** A line that was complete once: it may contain an acknowledged write. */
  | { readonly kind: 'damaged'; readonly message: string };

/**
 * Converts content to a line of a journal: the length of the JSON in bytes and its CRC-32C, eight hexadecimal digits
 * each, and the JSON without line feeds. Throws a StoreError when the content cannot be written as JSON.
 */
export function toJournalLine(content: object): Buffer {
  const json = toJson(content);
  return Buffer.concat([Buffer.from(`${toHex(json.length)} ${toHex(crc32c(json))} `), json, LINE_FEED]);
}

function toJson(content: object): Buffer {
  try {
    return Buffer.from(JSON.stringify(content));
  } catch (cause) {
    const reason = toClause(cause);
    throw new StoreError('UNSERIALISABLE', `Failed to write the change as JSON: ${reason}. Nothing has changed.`, {
      cause,
    });
  }
}

/**
 * Returns the bytes of a journal file without the zeros at its end: the writer extends the file ahead (see
 * `JournalWriter`). A line ends with a line feed, so only an incomplete line can lose bytes by this.
 */
export function withoutExtension(bytes: Buffer): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.subarray(0, length);
}

/** Reads the line at `offset` of a file's bytes without its extension. */
export function readJournalLine(bytes: Buffer, offset: number): JournalLine {
  if (offset >= bytes.length) return { kind: 'end' };
  const complete = readComplete(bytes, offset);
  if (complete !== undefined) return complete;
  if (isTorn(bytes.subarray(offset)) && !containsCompleteLine(bytes, offset)) return { kind: 'torn' };
  return { kind: 'damaged', message: 'The line does not match its length or its checksum.' };
}

/** Counts the complete lines after `offset`, skipping damaged ones. */
export function countCompleteLines(bytes: Buffer, offset: number): number {
  let count = 0;
  for (let start = offset; start < bytes.length;) {
    const line = readComplete(bytes, start);
    if (line !== undefined) count += 1;
    const feed = bytes.indexOf(LINE_FEED, start);
    start = line?.next ?? (feed === -1 ? bytes.length : feed + 1);
  }
  return count;
}

/** Returns the path of the journal file with this number. */
export function toJournalPath(file: string, number: number): string {
  return `${file}.journal-${number}`;
}

/** Returns the number of a journal file by its name, or undefined when it is not a journal file of this snapshot. */
export function findJournalNumber(name: string, snapshotName: string): number | undefined {
  const digits = name.startsWith(`${snapshotName}.journal-`)
    ? name.slice(snapshotName.length + '.journal-'.length)
    : '';
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined;
}

/** The format version in the first line of each file. */
export const JOURNAL_FORMAT = 1;

function readComplete(bytes: Buffer, offset: number): Extract<JournalLine, { kind: 'complete' }> | undefined {
  const header = readHeader(bytes, offset);
  if (header === undefined) return undefined;
  const start = offset + HEADER_LENGTH;
  const end = start + header.length;
  if (bytes[end] !== LINE_FEED[0]) return undefined;
  const json = bytes.subarray(start, end);
  if (crc32c(json) !== header.checksum) return undefined;
  return { kind: 'complete', content: JSON.parse(json.toString()) as JsonValue, next: end + 1 };
}

function readHeader(bytes: Buffer, offset: number): { readonly length: number; readonly checksum: number } | undefined {
  const [, length, checksum] = HEADER.exec(bytes.toString('latin1', offset, offset + HEADER_LENGTH)) ?? [];
  if (length === undefined || checksum === undefined) return undefined;
  return { length: Number.parseInt(length, 16), checksum: Number.parseInt(checksum, 16) };
}

/**
 * Whether a line was never completely written: it is too short, or has zeros where the file was extended and a sector
 * is missing. A line of full length with a line feed was completely written, so an error in it is later damage.
 */
function isTorn(rest: Buffer): boolean {
  if (rest[0] === 0 || rest.includes(HOLE)) return true;
  const header = readHeader(rest, 0);
  const isShort = header === undefined ? rest.length < HEADER_LENGTH : rest.length < HEADER_LENGTH + header.length + 1;
  return isShort && !rest.includes(LINE_FEED);
}

/**
 * A line is written only after the one before it is on the disk: a complete line proves that the one before it was
 * complete.
 */
function containsCompleteLine(bytes: Buffer, offset: number): boolean {
  return countCompleteLines(bytes, offset) > 0;
}

function toHex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

const LINE_FEED = Buffer.from('\n');
const HEADER = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/;
const HEADER_LENGTH = 18;
/** A run of 16 zero bytes is an unwritten area, not a damaged byte. */
const HOLE = Buffer.alloc(16);
