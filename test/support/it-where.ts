import { it } from 'vitest';

/**
 * Returns `it` where a test applies, and a function that registers nothing elsewhere, so that no row shows as skipped.
 */
export function itWhere(applies: boolean): (title: string, test: () => Promise<void> | void) => void {
  return applies ? it : () => undefined;
}
