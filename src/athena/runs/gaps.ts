import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';

/** The names of the gaps in a text (`{{customer_name}}`), each once, in their order. */
export function findGaps(text: string): readonly string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))];
}

/** A text with its gaps filled. One that has no value stays as it is. */
export function fillGaps(text: string, values: JsonObject): string {
  return text.replaceAll(GAP, (gap, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : gap));
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

const GAP = /\{\{\s{0,20}([A-Za-z_][A-Za-z0-9_]{0,254})\s{0,20}\}\}/g;
