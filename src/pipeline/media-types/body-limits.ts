import type { FormFields } from '../../contract/model/contract.ts';
import { countJsonValues } from '../../kernel/json/count-json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { DecodeContext } from './media-type-codec.ts';

/**
 * Returns an estimate, in bytes, of the memory that a JSON body takes when it is parsed. Throws a Problem
 * `BODY_TOO_LARGE` when the body has more than one JSON value for every 20 bytes of `limit`: millions of `{}` would
 * take a hundred times the memory of ordinary text.
 */
export function limitJsonValues(bytes: Uint8Array, limit: number): number {
  const count = countWithin(bytes, { limit, counted: 0 });
  return toMemory(bytes, count);
}

/**
 * Applies the same limit to the form fields that hold JSON, together. Returns an estimate, in bytes, of the memory that
 * their values take when they are parsed.
 */
export function limitFormValues(fields: FormFields, limit: number): number {
  let [counted, memory] = [0, 0];
  for (const [, value] of fields) {
    if (!JSON_START.test(value)) continue;
    const bytes = new TextEncoder().encode(value);
    const count = countWithin(bytes, { limit, counted });
    counted += count;
    memory += toMemory(bytes, count);
  }
  return memory;
}

/** Counts the JSON values of a text. Throws when there are too many with those that were counted before. */
function countWithin(
  bytes: Uint8Array,
  { limit, counted }: { readonly limit: number; readonly counted: number },
): number {
  const maxValues = Math.floor(limit / BYTES_PER_VALUE);
  const count = countJsonValues(bytes, maxValues - counted);
  if (counted + count <= maxValues) return count;
  const message = `The request body has more than ${maxValues.toLocaleString('en-US')} JSON values.`;
  throw new Problem('BODY_TOO_LARGE', { message });
}

/** Text with characters beyond Latin-1 takes two bytes per character. */
function toMemory(bytes: Uint8Array, values: number): number {
  return bytes.length * 2 + values * VALUE_SIZE;
}

/** Reserves memory for the text of a body. Small bodies are not counted. */
export function reserveText(bytes: Uint8Array, { reserve }: Pick<DecodeContext, 'reserve'>): void {
  if (bytes.length > SMALL_BODY) reserve?.(bytes.length * 2);
}

/** In bytes. Smaller bodies are parsed without waiting for a turn, and reserve no memory. */
export const SMALL_BODY = 65_536;
const BYTES_PER_VALUE = 20;
/** The size of an empty object in V8. */
const VALUE_SIZE = 56;
const JSON_START = /^[\t\n\r ]{0,100}[[{]/;
