import type { JsonValue } from '../../kernel/json/json.ts';
import { measureJson } from '../../kernel/json/measure-json.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { readFileToSend } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/** Reads a JSON body: from a file for `@file`, otherwise the text itself. Throws a UsageError if it is not JSON. */
export async function readBody(text: string): Promise<unknown> {
  const content = text.startsWith('@') ? (await readFileToSend(text.slice(1))).toString() : text;
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`The body is not JSON: ${toClause(error)}. Give JSON, or @ and the name of a JSON file.`);
  }
}

/** Splits words such as `name=Ann` into names and texts. Throws a UsageError for a word that is not of this form. */
export function readFields(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const word of words) {
    const end = word.indexOf('=');
    if (end < 1) throw new UsageError(`${JSON.stringify(word)} is not of the form name=value.`);
    const name = word.slice(0, end);
    fields.set(name, [...(fields.get(name) ?? []), word.slice(end + 1)]);
  }
  return fields;
}

/** Returns the value of a text: JSON if it is JSON, such as `5`, `true`, `null` or `["a"]`, otherwise the text. */
export function toValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Returns the value of what a server sent, like `toValue`. JSON that is nested too deeply stays a text: it could not be
 * formatted.
 */
export function toSentValue(text: string): unknown {
  const value = toValue(text);
  // It was parsed from JSON, or is a text.
  return measureJson(value as JsonValue, Number.MAX_SAFE_INTEGER) === 'too deep' ? text : value;
}

/**
 * Throws a UsageError for a value that cannot be a segment of a path. A URL drops `.` and `..` even when they are
 * percent-encoded (WHATWG URL), and an empty segment names the list: the request would be another call, such as a
 * delete of the whole list. Half of a surrogate pair has no encoding.
 */
export function checkSegment(name: string, value: string): void {
  if (value === '') throw new UsageError(`The ${name} is empty.`);
  if (DOTS.test(value) || /\p{Cs}/u.test(value))
    throw new UsageError(`The ${name} cannot be ${JSON.stringify(value)}: no address can name it.`);
}

const DOTS = /^(?:\.|%2e){1,2}$/i;
