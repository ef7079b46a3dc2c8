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

/** Parses each line that is not blank. Stops at the first invalid one, before it looks at the lines after it. */
function parseLines(text: string): JsonValue[] {
  const values: JsonValue[] = [];
  let start = 0;
  for (let number = 1; start < text.length; number += 1) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end);
    if (line.trim() !== '') values.push(parseJson(line, `Line ${number} of the request body`));
    start = end + 1;
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
