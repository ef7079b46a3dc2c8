import { isJsonObject } from '../../../kernel/json/json.ts';

/**
 * A text that two values share if JSON Schema sees them as equal (`1` is `1.0`; the order of properties does not
 * matter), whatever their properties are called.
 */
export function toCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? '';
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonical(value[name])}`).join()}}`;
}
