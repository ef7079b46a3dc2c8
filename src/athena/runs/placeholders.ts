import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';

/** The names of the gaps in a text (`{{customer_name}}`), each once, in their order. */
export function findPlaceholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))];
}

/**
 * A text with its gaps filled. One that has no value stays as it is. `findTooLong` has seen to it that it is not too
 * long.
 */
export function fillPlaceholders(text: string, values: JsonObject): string {
  const toText = rememberTexts(values);
  return text.replaceAll(GAP, (gap, name: string) => toText(name) ?? gap);
}

/**
 * That the values would make a text longer than it may be, counted before it is made: a text can name the same value
 * many times.
 */
export function findTooLong(text: string, values: JsonObject): readonly FieldViolation[] {
  const toText = rememberTexts(values);
  let length = text.length;
  for (const [gap, name = ''] of text.matchAll(GAP)) length += (toText(name) ?? gap).length - gap.length;
  if (length <= MAX_FILLED) return [];
  const message = `The variables field must not make the text longer than ${MAX_FILLED} characters.`;
  return [{ field: 'variables', location: 'body', keyword: 'max', message }];
}

/** Each value as a text, made once; undefined where there is no such value. */
function rememberTexts(values: JsonObject): (name: string) => string | undefined {
  const known = new Map<string, string>();
  return (name) => {
    if (!Object.hasOwn(values, name)) return undefined;
    const text = known.get(name) ?? String(values[name]);
    known.set(name, text);
    return text;
  };
}

/** That nothing fills a gap, in Laravel's words. */
export function toMissing(name: string): FieldViolation {
  return toVariableViolation(name, 'required', 'field is required.');
}

/** What is wrong with the value of a gap. */
export function toVariableViolation(name: string, keyword: string, said: string): FieldViolation {
  const shown = `variables.${name}`.replaceAll('_', ' ');
  const message = keyword === 'in' ? `The selected ${shown} ${said}` : `The ${shown} ${said}`;
  return { field: `variables.${name}`, location: 'body', keyword, message };
}

/** True where a value is none: Laravel takes an empty text for null. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Characters. */
const MAX_FILLED = 1_000_000;
const GAP = /\{\{\s{0,20}([A-Za-z_][A-Za-z0-9_]{0,254})\s{0,20}\}\}/g;
