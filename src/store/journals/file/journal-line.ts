import type { JsonValue } from '../../../kernel/json/json.ts';
import { crc32c } from './crc32c.ts';
import { StoreError } from '../../port/store-error.ts';

/** What a journal file holds from an offset on. */
export type JournalLine =
  /** `next` is the offset behind it. */
  | { readonly kind: 'whole'; readonly content: JsonValue; readonly next: number }
  /** The file ends here. */
  | { readonly kind: 'end' }
  /**
   * The last line, which was never written out: its writer was killed, or the power failed. Nobody was told that it is
   * kept.
   */
  | { readonly kind: 'torn' }
  /** It was whole once: a write that counted may be in it. */
  | { readonly kind: 'damaged'; readonly message: string };

/**
 * A line of a journal: length of the JSON in bytes and its CRC-32C, eight hexadecimal digits each, and the JSON, which
 * holds no line feed of its own. Throws a StoreError where there is no JSON of it.
 */
export function toJournalLine(content: object): Buffer {
  const json = toJson(content);
  return Buffer.concat([Buffer.from(`${toHex(json.length)} ${toHex(crc32c(json))} `), json, LINE_FEED]);
}

function toJson(content: object): Buffer {
  try {
    return Buffer.from(JSON.stringify(content));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('UNSERIALISABLE', `Failed to write the change as JSON: ${reason}. Nothing has changed.`, {
      cause,
    });
  }
}

/** Reads the line at `offset`. Pure. */
export function readJournalLine(bytes: Buffer, offset: number): JournalLine {
  if (offset >= bytes.length) return { kind: 'end' };
  const whole = readComplete(bytes, offset);
  if (whole !== undefined) return whole;
  if (isTorn(bytes.subarray(offset)) && !containsCompleteLine(bytes, offset)) return { kind: 'torn' };
  return { kind: 'damaged', message: 'The line does not have the length or the checksum that it says.' };
}

/** How many whole lines there are behind `offset`, damaged ones between them. */
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

/** The journal's file of a number, beside the snapshot. */
export function toJournalPath(file: string, number: number): string {
  return `${file}.journal-${number}`;
}

/** The number of a journal's file by its name; undefined where it is none of this snapshot's. */
export function findJournalNumber(name: string, snapshotName: string): number | undefined {
  const digits = name.startsWith(`${snapshotName}.journal-`)
    ? name.slice(snapshotName.length + '.journal-'.length)
    : '';
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined;
}

/** What the first line of each file says. */
export const JOURNAL_FORMAT = 1;

function readComplete(bytes: Buffer, offset: number): Extract<JournalLine, { kind: 'whole' }> | undefined {
  const header = readHeader(bytes, offset);
  if (header === undefined) return undefined;
  const start = offset + HEADER_LENGTH;
  const end = start + header.length;
  if (bytes[end] !== LINE_FEED[0]) return undefined;
  const json = bytes.subarray(start, end);
  if (crc32c(json) !== header.checksum) return undefined;
  return { kind: 'whole', content: JSON.parse(json.toString()) as JsonValue, next: end + 1 };
}

function readHeader(bytes: Buffer, offset: number): { readonly length: number; readonly checksum: number } | undefined {
  const [, length, checksum] = HEADER.exec(bytes.toString('latin1', offset, offset + HEADER_LENGTH)) ?? [];
  if (length === undefined || checksum === undefined) return undefined;
  return { length: Number.parseInt(length, 16), checksum: Number.parseInt(checksum, 16) };
}

/**
 * What is not written out is too short, or has zeros where the file was made longer and a sector never came. A line
 * that is as long as it says and ends as it should was written: what is wrong with it came later.
 */
function isTorn(rest: Buffer): boolean {
  if (rest[0] === 0 || rest.at(-1) === 0 || rest.includes(HOLE)) return true;
  const header = readHeader(rest, 0);
  const isShort = header === undefined ? rest.length < HEADER_LENGTH : rest.length < HEADER_LENGTH + header.length + 1;
  return isShort && !rest.includes(LINE_FEED);
}

/** A line is written after the one before it is safe: where one follows, this one was. */
function containsCompleteLine(bytes: Buffer, offset: number): boolean {
  return countCompleteLines(bytes, offset) > 0;
}

function toHex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

const LINE_FEED = Buffer.from('\n');
const HEADER = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/;
const HEADER_LENGTH = 18;
/** More zeros than damage to a single byte leaves. */
const HOLE = Buffer.alloc(16);
