import { toCanonical } from './canonical-json.ts';

/**
 * True where two elements are equal as JSON Schema sees it (`1` is `1.0`; the order of properties does not matter). In
 * linear time, unlike ajv's own.
 */
export function hasDuplicates(elements: readonly unknown[]): boolean {
  return new Set(elements.map(toCanonical)).size < elements.length;
}
