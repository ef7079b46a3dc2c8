import type { Journal } from '../port/journal.ts';

/** Creates a journal that stores nothing: the state lives as long as its store, and no other process writes to it. */
export function createMemoryJournal(): Journal {
  return {
    initial: undefined,
    position: 0,
    failure: undefined,
    append: async (entries, expected) => expected + entries.length,
    replace: async (_snapshot, expected) => expected + 1,
    read: async (after) => ({ records: [], position: after }),
    subscribe: () => ignore,
    setStateSource: ignore,
    close: async () => {},
  };
}

function ignore(): void {}
