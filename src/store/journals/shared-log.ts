import { JournalConflict, type Journal, type JournalRecord, type JournalState } from '../port/journal.ts';
import { applyRecord, createState, toSnapshot } from '../state/state.ts';
import type { CollectionSpec } from '../port/store.ts';

/** An ordered log in memory that several stores share, each through a journal of its own. */
export interface SharedLog {
  /** Opens a journal on the log. `collections` are those of its store: records are identified by their keys. */
  open(collections: readonly CollectionSpec[]): Journal;
}

/**
 * Creates an empty log. `maxRecords` is how many records it holds before a state replaces the oldest ones; it defaults
 * to 1024.
 */
export function createSharedLog({ maxRecords = MAX_RECORDS }: { readonly maxRecords?: number } = {}): SharedLog {
  const log = new MemoryLog(maxRecords);
  return { open: (collections) => openJournal(log, collections) };
}

class MemoryLog {
  readonly listeners = new Set<(position: number) => void>();
  readonly readers = new Set<() => JournalState>();
  readonly #maxRecords: number;
  readonly #records: JournalRecord[] = [];
  /** The position before the oldest record that is still present. */
  #start = 0;

  constructor(maxRecords: number) {
    this.#maxRecords = maxRecords;
  }

  get position(): number {
    return this.#start + this.#records.length;
  }

  /** Appends records. Synchronous, so that no other append comes in between. */
  append(records: readonly JournalRecord[], expected: number): number {
    const position = expected + records.length;
    if (expected !== this.position) throw new JournalConflict(expected, this.position);
    this.#compact();
    this.#records.push(...records);
    for (const listener of this.listeners) listener(position);
    return position;
  }

  read(after: number): readonly JournalRecord[] {
    return this.#records.slice(Math.max(0, after - this.#start));
  }

  /** Replaces the records that a store has applied by its state, so that the log does not grow for ever. */
  #compact(): void {
    if (this.#records.length < this.#maxRecords) return;
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

const MAX_RECORDS = 1024;
