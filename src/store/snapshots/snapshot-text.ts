import { isAscii } from 'node:buffer';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { freezeInPlace } from '../state/freeze-record.ts';
import type { StoredRecord, StoreSnapshot } from '../port/store.ts';

/** The content of a snapshot file. */
export interface SnapshotContent extends StoreSnapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  /** The epoch of the opening that wrote it; files of earlier versions have none. */
  readonly epoch?: number;
  /** The digest of the contract that the records conform to. */
  readonly contract: string | undefined;
  /** The number of the first journal file that it does not contain. */
  readonly journal: number;
}

/** The format version. Version 1 was the complete state without a journal. */
export const SNAPSHOT_FORMAT = 2;

/**
 * Returns the text of `JSON.stringify(content, null, 2)` without its last brace, in slices of about 32 KiB. In a large
 * state each record is one line, which saves two thirds of the text and of the time to read it at a start.
 */
export function* toSlices({ collections, ...head }: SnapshotContent): Generator<string> {
  const size = Object.values(collections).reduce((sum, records) => sum + records.length, 0);
  const write = size > MAX_FORMATTED_RECORDS ? (record: StoredRecord) => JSON.stringify(record) : toLines;
  let text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "collections": {`;
  for (const [number, [name, records]] of Object.entries(collections).entries()) {
    text += `${number === 0 ? '' : ','}\n    ${JSON.stringify(name)}: [`;
    for (const [index, record] of records.entries()) {
      text += `${index === 0 ? '' : ','}\n      ${write(record)}`;
      if (text.length < SLICE_LENGTH) continue;
      yield text;
      text = '';
    }
    text += records.length === 0 ? ']' : '\n    ]';
  }
  yield `${text}${Object.keys(collections).length === 0 ? '' : '\n  '}}`;
}

/**
 * Formats a record on several lines. A long record stays on one line: indented, a deeply nested one could be a hundred
 * times as long, or too long for a string. Its first line is a brace in any case, which tells this layout from one line
 * per record.
 */
function toLines(record: StoredRecord): string {
  const text = JSON.stringify(record);
  if (text.length > MAX_FORMATTED_LENGTH) return `{\n        ${text.slice(1)}`;
  return JSON.stringify(record, null, 2).replaceAll('\n', '\n      ');
}

/**
 * Reads a text that `toSlices` has written and that was not edited. With one record per line, it is read in batches of
 * lines, and its records are frozen: parsing all of it at once would take a third more time, and twice the memory when
 * it contains a non-Latin character.
 */
export function readSnapshotText(bytes: Buffer): JsonValue {
  const start = bytes.indexOf(COLLECTIONS);
  return start === -1 || !hasLinePerRecord(bytes, start)
    ? (JSON.parse(bytes.toString()) as JsonValue)
    : readLines(bytes, start);
}

/** Whether the text has one record per line, as the first record shows. */
function hasLinePerRecord(bytes: Buffer, start: number): boolean {
  const first = bytes.indexOf(`\n${RECORD_INDENT}{`, start);
  return first !== -1 && bytes[first + RECORD_INDENT.length + 2] === QUOTE;
}

function readLines(bytes: Buffer, start: number): JsonValue {
  const collections: Record<string, JsonValue[]> = {};
  let records: JsonValue[] = [];
  let offset = start + COLLECTIONS.length + 1;
  for (
    let kind = bytes[offset + COLLECTION_INDENT.length];
    kind !== undefined;
    kind = bytes[offset + COLLECTION_INDENT.length]
  ) {
    const end = bytes.indexOf(LINE_FEED, offset);
    if (kind === SPACE) {
      const stop = findEndOfBatch(bytes, offset, end);
      for (const record of readBatch(bytes, offset, stop)) records.push(record);
      offset = stop + 1;
    } else if (kind === QUOTE) {
      const line = toText(bytes.subarray(offset, end)).trim();
      records = [];
      Object.defineProperty(collections, JSON.parse(line.slice(0, line.lastIndexOf(':'))) as string, {
        value: records,
        ...WRITABLE,
      });
      offset = end + 1;
    } else if (bytes[offset] === SPACE && bytes[offset + 2] === BRACE) break;
    else offset = end + 1;
  }
  const head = JSON.parse(`${toText(bytes.subarray(0, start))}}`) as JsonObject;
  const rest = JSON.parse(`{${toText(bytes.subarray(offset)).replace(/^\s*\}\s*,?/, '')}`) as JsonObject;
  return { ...head, collections, ...rest };
}

/** Returns the frozen records of the lines from `offset` to the line feed at `stop`. */
function readBatch(bytes: Buffer, offset: number, stop: number): readonly JsonValue[] {
  // A line ends with a comma, except for that of the last record.
  const hasComma = bytes[stop - 1] === COMMA;
  const end = hasComma ? stop - 1 : stop;
  // Brackets replace the bytes around the records for a moment: adding them to the text would copy it once more.
  bytes[offset - 1] = OPENING_BRACKET;
  bytes[end] = CLOSING_BRACKET;
  const text = toText(bytes.subarray(offset - 1, end + 1));
  bytes[offset - 1] = LINE_FEED;
  bytes[end] = hasComma ? COMMA : LINE_FEED;
  const batch = JSON.parse(text) as JsonValue[];
  batch.forEach(freezeInPlace);
  return batch;
}

/** Returns the end of the last line in the batch that starts at `offset`. */
function findEndOfBatch(bytes: Buffer, offset: number, end: number): number {
  let stop = end;
  while (stop - offset < BATCH_SIZE && bytes[stop - 1] === COMMA) stop = bytes.indexOf(LINE_FEED, stop + 1);
  return stop;
}

/** Converts bytes to text. Decoding ASCII as Latin-1 is faster. */
function toText(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString();
}

const COLLECTIONS = ',\n  "collections": {';
const COLLECTION_INDENT = '    ';
const RECORD_INDENT = '      ';
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const WRITABLE = { writable: true, enumerable: true, configurable: true };
/** The largest number of records that is formatted for reading. */
const MAX_FORMATTED_RECORDS = 10_000;
/** The maximum length of a formatted record, in characters. */
const MAX_FORMATTED_LENGTH = 100_000;
/** Characters: about half a millisecond of work. */
const SLICE_LENGTH = 32_768;
/** The size of a batch of lines, in bytes. */
const BATCH_SIZE = 4096;
