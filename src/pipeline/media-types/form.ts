import type { FormFields, FormReader } from '../../contract/model/contract.ts';
import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { limitFormValues, reserveText, SMALL_BODY } from './body-limits.ts';
import { isTooDeep } from './hostile-content.ts';
import type { DecodeContext, MediaTypeCodec } from './media-type-codec.ts';
import { decodeUtf8 } from './utf8.ts';

/** Forms as query strings (URL Standard, section 5). The schema directs how fields become values. */
export const form: MediaTypeCodec = {
  matches: (name) => name === 'application/x-www-form-urlencoded',
  decode: (bytes, context) => {
    reserveText(bytes, context);
    const fields = parseQuery(decodeUtf8(bytes));
    return { value: readForm(context.mediaType.form, fields, context), isOpaque: false };
  },
  encode: (value, { mediaType }) => ({
    text: isJsonObject(value) ? new URLSearchParams(toFields(value)).toString() : toFieldText(value),
    contentType: mediaType,
  }),
};

/** Reads a form. Its fields may hold JSON, so the limits of JSON apply to them, and their values reserve memory. */
export function readForm(
  reader: FormReader,
  fields: FormFields,
  { limit, reserve }: Pick<DecodeContext, 'limit' | 'reserve'>,
): JsonValue {
  const memory = limitFormValues(fields, limit);
  if (memory > SMALL_BODY) reserve?.(memory);
  const value = reader.readForm(fields);
  if (isTooDeep(value)) throw new Problem('MALFORMED_BODY', { message: 'A field of the form is nested too deeply.' });
  return value;
}

/** Returns the fields of a form: one for each element of a list. Objects are written as JSON. */
export function toFields(value: JsonObject): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, field]) =>
    (Array.isArray(field) ? field : [field]).map((item): [string, string] => [name, toFieldText(item)]),
  );
}

function toFieldText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
