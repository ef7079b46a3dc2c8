import { bodyProperties } from '../../behaviour/representation/writable-fields.ts';
import type { Operation } from '../../contract/model/contract.ts';
import { requiredNamesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { allowsNull } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** Trims the top-level texts of a body. */
export type CleanTexts = (body: JsonValue | undefined) => JsonValue | undefined;

/**
 * Compiles the trimming of an operation's body, as Laravel's TrimStrings and ConvertEmptyStringsToNull do it: of each
 * declared property, except those that `kept` names. An empty text becomes null where the schema allows null or
 * requires the property; elsewhere it stays empty. What is nested stays as sent.
 */
export function compileCleanTexts(operation: Operation, kept: readonly string[], resolve: Resolve): CleanTexts {
  const nullable = new Map<string, boolean>();
  for (const [name, schemas] of bodyProperties(operation, resolve) ?? [])
    if (!kept.includes(name))
      nullable.set(
        name,
        schemas.every((schema) => allowsNull(resolve(schema))),
      );
  for (const { schema } of operation.body?.mediaTypes ?? [])
    for (const name of requiredNamesOf(schema, resolve)) if (nullable.has(name)) nullable.set(name, true);
  return (body) => {
    if (!isJsonObject(body)) return body;
    let cleaned: Record<string, JsonValue> | undefined;
    for (const name in body) {
      const value = body[name];
      const takesNull = typeof value === 'string' ? nullable.get(name) : undefined;
      if (typeof value !== 'string' || takesNull === undefined) continue;
      const text = trim(value);
      if (text === value && text !== '') continue;
      cleaned ??= { ...body };
      cleaned[name] = text === '' && takesNull ? null : text;
    }
    return cleaned ?? body;
  };
}

/** Removes white space at both ends, and the invisible characters that Laravel's `Str::trim` removes. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text, start)) start += 1;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code <= SPACE ? BLANK.test(text.charAt(index)) : code >= NO_BREAK_SPACE && BLANK.test(text.charAt(index));
}

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
/** `\s` has the byte order mark; the others are a space without width and the left-to-right mark. */
const BLANK = /^[\s\u200B\u200E]$/;
