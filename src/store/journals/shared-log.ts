import { BASELINE } from '../../kernel/sandbox-name.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { createMemoryReplicaDirectory } from '../control/memory-replica-directory.ts';
import {
  JournalConflict,
  WorldRemovedError,
  type Journal,
  type JournalEntry,
  type JournalLog,
  type JournalOptions,
  type JournalRecord,
  type JournalState,
  type JournalStatus,
  type JournalTail,
  type SavedStates,
} from '../port/journal.ts';
import { OtherContractError } from '../port/store-error.ts';
import { applyRecord, createState, toSnapshot, type State } from '../state/state.ts';
import type { CollectionSpec, StoreSnapshot } from '../port/store.ts';

/** Ordered logs in memory, one for each world, that several stores share, each through a journal of its own. */
export type SharedLog = JournalLog;

/**
 * Creates empty logs. `maxRecords` is how many records each holds before a state replaces the oldest ones; it defaults
 * to 1024.
 */
export function createSharedLog({ maxRecords = MAX_RECORDS }: { readonly maxRecords?: number } = {}): SharedLog {
  const logs = new Map<string, MemoryLog>();
  const saved = new Map<string, StoreSnapshot>();
  const find = (world: string): MemoryLog => getOrCreate(logs, world, () => new MemoryLog(world, saved, maxRecords));
  return {
    replicas: createMemoryReplicaDirectory(),
    remove: async (world) => find(world).remove(),
    open: async ({ world = BASELINE, ...options }) => openJournal(find(world), find(BASELINE), options),
  };
}

class MemoryLog {
  readonly listeners = new Set<(position: number) => void>();
  readonly readers = new Set<() => JournalState>();
  /** The states that the records of all worlds return to, by reference. */
  readonly saved: Map<string, StoreSnapshot>;
  contract: string | undefined;
  resetPoint: string | undefined;
  readonly #world: string;
  readonly #maxRecords: number;
  readonly #records: JournalRecord[] = [];
  /** The position before the oldest record that is still present. */
  #start = 0;
  #isRemoved = false;

  constructor(world: string, saved: Map<string, StoreSnapshot>, maxRecords: number) {
    this.#world = world;
    this.saved = saved;
    this.#maxRecords = maxRecords;
  }

  get position(): number {
    return this.#start + this.#records.length;
  }

  /** Appends records. Synchronous, so that no other append comes in between. */
  append(records: readonly JournalRecord[], expected: number): number {
    this.rejectRemoved();
    const position = expected + records.length;
    if (expected !== this.position) throw new JournalConflict(expected, this.position);
    this.#compact();
    const [first] = records;
    if (expected === 0 && first?.kind === 'state') this.resetPoint ??= this.save(first.snapshot);
    this.#records.push(...records);
    for (const listener of this.listeners) listener(position);
    return position;
  }

  /** Drops the content. The log itself stays, so that opening it fails. */
  remove(): void {
    this.#isRemoved = true;
    this.#start = this.position;
    this.#records.length = 0;
  }

  rejectRemoved(): void {
    if (this.#isRemoved) throw new WorldRemovedError(this.#world);
  }

  read(after: number): readonly JournalRecord[] {
    return this.#records.slice(Math.max(0, after - this.#start));
  }

  save(snapshot: StoreSnapshot): string {
    const reference = `state-${this.saved.size + 1}`;
    this.saved.set(reference, snapshot);
    return reference;
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

/** What one journal has added to its log. */
interface Opened {
  readonly listeners: Set<(position: number) => void>;
  readonly readers: Set<() => JournalState>;
  contract: string | undefined;
  isClosed: boolean;
}

function openJournal(log: MemoryLog, baseline: MemoryLog, { collections, contract, base }: JournalOptions): Journal {
  log.rejectRemoved();
  const own: Opened = { listeners: new Set(), readers: new Set(), contract, isClosed: false };
  log.contract ??= contract;
  log.resetPoint ??= base;
  const append = async (records: readonly JournalRecord[], expected: number): Promise<number> => {
    if (own.isClosed) throw new Error('The journal is closed');
    const other = findOtherContract(own, [log, baseline]);
    if (other !== undefined) throw other;
    return log.append(records, expected);
  };
  return {
    initial: base === undefined ? readInitial(log, collections) : undefined,
    get failure() {
      return findOtherContract(own, [log, baseline])?.message;
    },
    get position() {
      return log.position;
    },
    get contract() {
      return log.contract;
    },
    epoch: 0,
    get status() {
      return { ...STATUS, hasOtherContract: findOtherContract(own, [log, baseline]) !== undefined };
    },
    savedStates: toSavedStates(log, append),
    append: (entries, expected) => append(entries.map(toRecord), expected),
    replace: (snapshot, expected) => append([{ kind: 'state', snapshot }], expected),
    read: (after) => readTail(log, after),
    barrier: async () => log.position,
    subscribe: (listener) => join(listener, log.listeners, own.listeners),
    setStateSource: (readState) => void join(readState, log.readers, own.readers),
    changeSchema: async (changed) => {
      own.contract = changed;
      log.contract = changed;
    },
    close: async () => leave(log, own),
  };
}

/** Worlds with a contract have that of the baseline. One without a contract is of the control plane. */
function findOtherContract({ contract }: Opened, logs: readonly MemoryLog[]): OtherContractError | undefined {
  const other = logs.find((log) => log.contract !== undefined && log.contract !== contract);
  return contract === undefined || other === undefined ? undefined : new OtherContractError(other.contract);
}

function leave(log: MemoryLog, own: Opened): void {
  own.isClosed = true;
  for (const listener of own.listeners) log.listeners.delete(listener);
  for (const reader of own.readers) log.readers.delete(reader);
}

function toRecord(entry: JournalEntry): JournalRecord {
  return { kind: 'entry', entry };
}

function toSavedStates(
  log: MemoryLog,
  append: (records: readonly JournalRecord[], expected: number) => Promise<number>,
): SavedStates {
  return {
    save: async (snapshot) => log.save(snapshot),
    keep: async (reference) => log.saved.has(reference),
    read: async (reference) => log.saved.get(reference),
    rewind: (to, expected) => append([{ kind: 'rewind', to }], expected),
    findResetPoint: async () => log.resetPoint,
    setResetPoint: async (reference) => {
      log.resetPoint = reference;
    },
  };
}

async function* readTail(log: MemoryLog, after: number): AsyncGenerator<JournalTail> {
  const records = log.read(after);
  if (records.length > 0) yield { records, position: log.position };
}

function join<Item>(item: Item, ...sets: readonly Set<Item>[]): () => void {
  for (const set of sets) set.add(item);
  return () => {
    for (const set of sets) set.delete(item);
  };
}

function readInitial(log: MemoryLog, collections: readonly CollectionSpec[]): JournalState | undefined {
  if (log.position === 0) return undefined;
  const records = log.read(0);
  const last = records.at(-1);
  if (last?.kind === 'state') return { position: log.position, snapshot: last.snapshot };
  const saved = new Map<string, State>();
  for (const record of records)
    if (record.kind === 'rewind') saved.set(record.to, createState(collections, log.saved.get(record.to)));
  let state = createState(collections);
  for (const record of records) state = applyRecord(state, record, saved);
  return { position: log.position, snapshot: toSnapshot(state) };
}

const STATUS: JournalStatus = { kind: 'shared-memory', uncertain: 0 };
const MAX_RECORDS = 1024;
