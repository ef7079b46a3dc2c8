import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Returns the names of the placeholders in a text (`{{customer_name}}`), each once, in order. */
export function findPlaceholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** Fills the placeholders of a text. One without a value stays as it is. Check the length first with `findTooLong`. */
export function fillPlaceholders(text: string, values: JsonObject): string {
  const toText = rememberTexts(values);
  return text.replaceAll(PLACEHOLDER, (placeholder, name: string) => toText(name) ?? placeholder);
}

/**
 * Returns a violation when the values would make a text longer than MAX_FILLED. The length is counted before the text
 * is built, because a text can repeat the same value many times.
 */
export function findTooLong(text: string, values: JsonObject): readonly FieldViolation[] {
  const toText = rememberTexts(values);
  let length = text.length;
  for (const [placeholder, name = ''] of text.matchAll(PLACEHOLDER))
    length += (toText(name) ?? placeholder).length - placeholder.length;
  if (length <= MAX_FILLED) return [];
  const message = `The variables field must not make the text longer than ${MAX_FILLED} characters.`;
  return [{ field: 'variables', location: 'body', keyword: 'max', message }];
}

/** Returns a function that converts each value to a string once; undefined for an unknown name. */
function rememberTexts(values: JsonObject): (name: string) => string | undefined {
  const known = new Map<string, string>();
  return (name) => {
    if (!Object.hasOwn(values, name)) return undefined;
    return getOrCreate(known, name, () => String(values[name]));
  };
}

/** Returns the violation for a placeholder without a value, in Laravel's words. */
export function toMissing(name: string): FieldViolation {
  return toVariableViolation(name, 'required', 'field is required.');
}

/** Returns the violation for an invalid value of a placeholder. */
export function toVariableViolation(name: string, keyword: string, rule: string): FieldViolation {
  const shown = `variables.${name}`.replaceAll('_', ' ');
  const message = keyword === 'in' ? `The selected ${shown} ${rule}` : `The ${shown} ${rule}`;
  return { field: `variables.${name}`, location: 'body', keyword, message };
}

/** Returns true for a missing or null value and for a blank string, which Laravel treats as null. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** In characters. */
const MAX_FILLED = 1_000_000;
const PLACEHOLDER = /\{\{\s{0,20}([A-Za-z_][A-Za-z0-9_]{0,254})\s{0,20}\}\}/g;
