import type { Journal, JournalStatus, JournalTail } from '../port/journal.ts';

/** Creates a journal that stores nothing: the state lives as long as its store, and no other process writes to it. */
export function createMemoryJournal(): Journal {
  let position = 0;
  const advance = async (by: number, expected: number): Promise<number> => (position = expected + by);
  return {
    initial: undefined,
    get position() {
      return position;
    },
    epoch: 0,
    contract: undefined,
    failure: undefined,
    status: STATUS,
    append: (entries, expected) => advance(entries.length, expected),
    replace: (_snapshot, expected) => advance(1, expected),
    read: readNothing,
    barrier: async () => position,
    subscribe: () => ignore,
    setStateSource: ignore,
    changeSchema: async () => {},
    close: async () => {},
  };
}

async function* readNothing(): AsyncGenerator<JournalTail> {}

function ignore(): void {}

const STATUS: JournalStatus = { kind: 'memory', uncertain: 0 };
