import { isAscii } from 'node:buffer';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { freezeInPlace } from '../state/freeze-record.ts';
import type { StoredRecord, StoreSnapshot } from '../port/store.ts';

/** What the snapshot file holds. */
export interface SnapshotContent extends StoreSnapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  /** Which opening of the files has written it; files of earlier versions say none. */
  readonly epoch?: number;
  /** The digest of the contract that the records fit. */
  readonly contract: string | undefined;
  /** The number of the first journal file that is not in here. */
  readonly journal: number;
}

/** What `format` says. 1 was the whole state, without a journal beside it. */
export const SNAPSHOT_FORMAT = 2;

/**
 * The text that `JSON.stringify(content, null, 2)` gives, but for its last brace, in pieces of some 32 KiB. Of a state
 * that nobody reads from top to bottom each record is one line: that is two thirds of the text, and of the time that a
 * boot takes to read it.
 */
export function* toSlices({ collections, ...head }: SnapshotContent): Generator<string> {
  const size = Object.values(collections).reduce((sum, records) => sum + records.length, 0);
  const write = size > MAX_FORMATTED_RECORDS ? (record: StoredRecord) => JSON.stringify(record) : toLines;
  let text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "collections": {`;
  for (const [index, [name, records]] of Object.entries(collections).entries()) {
    text += `${index === 0 ? '' : ','}\n    ${JSON.stringify(name)}: [`;
    for (const [place, record] of records.entries()) {
      text += `${place === 0 ? '' : ','}\n      ${write(record)}`;
      if (text.length < SLICE) continue;
      yield text;
      text = '';
    }
    text += records.length === 0 ? ']' : '\n    ]';
  }
  yield `${text}${Object.keys(collections).length === 0 ? '' : '\n  '}}`;
}

/**
 * JSON has no line feed but those that lay it out. A large record is not laid out: indented, a deep one would be a
 * hundred times as long, or longer than a text can be. Its first line holds a brace alone all the same: by that a
 * reader tells this layout.
 */
function toLines(record: StoredRecord): string {
  const text = JSON.stringify(record);
  if (text.length > MAX_FORMATTED_LENGTH) return `{\n        ${text.slice(1)}`;
  return JSON.stringify(record, null, 2).replaceAll('\n', '\n      ');
}

/**
 * Reads a text that `toSlices` has written, and nobody edited. One that has a line for each record is read some lines
 * at a time, and its records come frozen: a text of all of it would take twice the memory where one letter in it is no
 * Latin one, and a third more of the time.
 */
export function readSnapshotText(bytes: Buffer): JsonValue {
  const start = bytes.indexOf(COLLECTIONS);
  return start === -1 || !isLineForLine(bytes, start)
    ? (JSON.parse(bytes.toString()) as JsonValue)
    : readLines(bytes, start);
}

/** Whether the first record is a line, which ends as the record does. */
function isLineForLine(bytes: Buffer, start: number): boolean {
  const first = bytes.indexOf(`\n${RECORD_INDENT}{`, start);
  return first !== -1 && bytes[first + RECORD_INDENT.length + 2] === QUOTE;
}

function readLines(bytes: Buffer, start: number): JsonValue {
  const collections: Record<string, JsonValue[]> = {};
  let records: JsonValue[] = [];
  let place = start + COLLECTIONS.length + 1;
  for (
    let kind = bytes[place + COLLECTION_INDENT.length];
    kind !== undefined;
    kind = bytes[place + COLLECTION_INDENT.length]
  ) {
    const end = bytes.indexOf(LINE_FEED, place);
    if (kind === SPACE) {
      const stop = findEndOfPart(bytes, place, end);
      // The line ends with a comma, unless it is the last record.
      const text = toText(bytes.subarray(place, bytes[stop - 1] === COMMA ? stop - 1 : stop));
      const part = JSON.parse(`[${text}]`) as JsonValue[];
      part.forEach(freezeInPlace);
      for (const record of part) records.push(record);
      place = stop + 1;
    } else if (kind === QUOTE) {
      const line = toText(bytes.subarray(place, end)).trim();
      records = [];
      Object.defineProperty(collections, JSON.parse(line.slice(0, line.lastIndexOf(':'))) as string, {
        value: records,
        ...PLAIN,
      });
      place = end + 1;
    } else if (bytes[place] === SPACE && bytes[place + 2] === BRACE) break;
    else place = end + 1;
  }
  const head = JSON.parse(`${toText(bytes.subarray(0, start))}}`) as JsonObject;
  const rest = JSON.parse(`{${toText(bytes.subarray(place)).replace(/^\s*\}\s*,?/, '')}`) as JsonObject;
  return { ...head, collections, ...rest };
}

/** Where the line ends up to which records are read at once. */
function findEndOfPart(bytes: Buffer, place: number, end: number): number {
  let stop = end;
  while (stop - place < PART && bytes[stop - 1] === COMMA) stop = bytes.indexOf(LINE_FEED, stop + 1);
  return stop;
}

/** Of ASCII there is a quicker way. */
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
const PLAIN = { writable: true, enumerable: true, configurable: true };
/** Records. */
const MAX_FORMATTED_RECORDS = 10_000;
/** In characters, of one record. */
const MAX_FORMATTED_LENGTH = 100_000;
/** Characters: about half a millisecond's work. */
const SLICE = 32_768;
/** In bytes, of the lines that are read at once. */
const PART = 4096;
