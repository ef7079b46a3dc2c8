import type { FormFields } from '../../../contract/model/contract.ts';
import { countJsonValues } from '../../../kernel/json/count-json.ts';
import { Problem } from '../../../kernel/problem.ts';

/**
 * How much memory a body of JSON takes when it is parsed, about, in bytes. Throws a Problem `BODY_TOO_LARGE` where it
 * has more values than a body of `limit` bytes may have: one for every 20 bytes of the limit. Millions of `{}` would
 * take a hundred times the memory of the texts that a body is meant to hold.
 */
export function limitJsonValues(bytes: Uint8Array, limit: number): number {
  const most = Math.floor(limit / BYTES_A_VALUE);
  const count = countJsonValues(bytes, most);
  if (count > most) {
    const message = `The request body has more than ${most.toLocaleString('en-US')} JSON values.`;
    throw new Problem('BODY_TOO_LARGE', { message });
  }
  // A text of other characters than those of Latin takes two bytes each.
  return bytes.length * 2 + count * VALUE_SIZE;
}

/** The same of all JSON that the fields of a form hold. */
export function limitFormValues(fields: FormFields, limit: number): void {
  for (const [, value] of fields)
    if (JSON_BEGINNING.test(value)) limitJsonValues(new TextEncoder().encode(value), limit);
}

const BYTES_A_VALUE = 20;
/** Of an object without properties, as V8 makes it. */
const VALUE_SIZE = 56;
const JSON_BEGINNING = /^[\t\n\r ]{0,100}[[{]/;
