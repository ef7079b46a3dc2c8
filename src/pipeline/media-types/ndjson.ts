import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { decodeBinary } from './binary.ts';
import { limitJsonValues, SMALL_BODY } from './body-limits.ts';
import type { MediaTypeCodec } from './media-type-codec.ts';
import { parseJson } from './parse-json.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Newline-delimited JSON: one value a line. A body whose schema is a list is the list of its lines; with any other
 * schema it is read as bytes. A list is written with one line for each element.
 */
export const ndjson: MediaTypeCodec = {
  matches: (name) => NAMES.has(name),
  decode: (bytes, context) => {
    if (!isList(context.mediaType.schema)) return decodeBinary(bytes, context);
    if (bytes.length > SMALL_BODY) context.reserve?.(limitJsonValues(toCommas(bytes), context.limit));
    return { value: parseLines(decodeUtf8(bytes)), isOpaque: false };
  },
  encode: (value, { mediaType }) => ({
    text: typeof value === 'string' ? value : toLines(Array.isArray(value) ? value : [value]),
    contentType: mediaType,
  }),
};

function isList(schema: JsonObject | undefined): boolean {
  const type = schema?.['type'];
  return Array.isArray(type) ? type.includes('array') : type === 'array';
}

/** Replaces line breaks by commas, so that each line counts as a value. */
function toCommas(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === LINE_FEED ? COMMA : byte));
}

/** Parses each line that is not blank. */
function parseLines(text: string): JsonValue[] {
  const values: JsonValue[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() !== '') values.push(parseJson(line, `Line ${number} of the request body`));
  }
  return values;
}

function toLines(values: readonly JsonValue[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const NAMES: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
]);
