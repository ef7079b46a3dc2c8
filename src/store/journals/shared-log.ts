import { JournalConflict, type Journal, type JournalRecord, type JournalState } from '../port/journal.ts';
import { applyRecord, createState, toSnapshot } from '../state/state.ts';
import type { CollectionSpec } from '../port/store.ts';

/** An ordered log in memory that any number of stores share, each by a journal of its own. */
export interface SharedLog {
  /** `collections` are those of the store: a record is told by its key. */
  open(collections: readonly CollectionSpec[]): Journal;
}

/**
 * Makes a log that holds nothing. `longest` is how many records it keeps before a state takes the place of the oldest;
 * a thousand unless said.
 */
export function createSharedLog({ longest = LONGEST }: { readonly longest?: number } = {}): SharedLog {
  const log = new MemoryLog(longest);
  return { open: (collections) => openJournal(log, collections) };
}

class MemoryLog {
  readonly listeners = new Set<(position: number) => void>();
  readonly readers = new Set<() => JournalState>();
  readonly #longest: number;
  readonly #records: JournalRecord[] = [];
  /** The position that the oldest record that is still there follows. */
  #start = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get position(): number {
    return this.#start + this.#records.length;
  }

  /** Within one turn of the event loop, so that nobody comes in between. */
  append(records: readonly JournalRecord[], expected: number): number {
    const position = expected + records.length;
    if (expected !== this.position) throw new JournalConflict(expected, this.position);
    this.#shorten();
    this.#records.push(...records);
    for (const listener of this.listeners) listener(position);
    return position;
  }

  read(after: number): readonly JournalRecord[] {
    return this.#records.slice(Math.max(0, after - this.#start));
  }

  /** What a store has applied stands for the records that made it: the log does not grow as long as its world lives. */
  #shorten(): void {
    if (this.#records.length < this.#longest) return;
    const states = [...this.readers].map((readState) => readState());
    const latest = states.toSorted((left, right) => right.position - left.position)[0];
    if (latest === undefined || latest.position <= this.#start) return;
    this.#records.splice(0, latest.position - this.#start, { kind: 'state', snapshot: latest.snapshot });
    this.#start = latest.position - 1;
  }
}

function openJournal(log: MemoryLog, collections: readonly CollectionSpec[]): Journal {
  const own = {
    listeners: new Set<(position: number) => void>(),
    readers: new Set<() => JournalState>(),
    isClosed: false,
  };
  const append = async (records: readonly JournalRecord[], expected: number): Promise<number> => {
    if (own.isClosed) throw new Error('The journal is closed');
    return log.append(records, expected);
  };
  return {
    initial: readInitial(log, collections),
    failure: undefined,
    get position() {
      return log.position;
    },
    append: (entries, expected) =>
      append(
        entries.map((entry) => ({ kind: 'entry', entry })),
        expected,
      ),
    replace: (snapshot, expected) => append([{ kind: 'state', snapshot }], expected),
    read: async (after) => ({ records: log.read(after), position: log.position }),
    subscribe: (listener) => join(listener, log.listeners, own.listeners),
    setStateSource: (readState) => void join(readState, log.readers, own.readers),
    close: async () => {
      own.isClosed = true;
      for (const listener of own.listeners) log.listeners.delete(listener);
      for (const reader of own.readers) log.readers.delete(reader);
    },
  };
}

function join<Item>(item: Item, ...sets: readonly Set<Item>[]): () => void {
  for (const set of sets) set.add(item);
  return () => {
    for (const set of sets) set.delete(item);
  };
}

function readInitial(log: MemoryLog, collections: readonly CollectionSpec[]): JournalState | undefined {
  if (log.position === 0) return undefined;
  let state = createState(collections);
  for (const record of log.read(0)) state = applyRecord(state, record);
  return { position: log.position, snapshot: toSnapshot(state) };
}

const LONGEST = 1024;
