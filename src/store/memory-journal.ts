import type { Journal } from './journal.ts';

/** A journal that keeps nothing: the state lives as long as its store. */
export function createMemoryJournal(): Journal {
  return { initial: undefined, failure: undefined, append: forget, replace: forget, follow: ignore, close: forget };
}

async function forget(): Promise<void> {}

function ignore(): void {}
