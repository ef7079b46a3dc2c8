import { isJsonObject } from '../../../kernel/json/json.ts';

/**
 * Returns a text that is the same for two values exactly when JSON Schema treats them as equal: `1` equals `1.0`, and
 * the order of properties does not matter. Safe for any property name.
 */
export function toCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? '';
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonical(value[name])}`).join()}}`;
}
