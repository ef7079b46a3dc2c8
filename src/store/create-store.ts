import type { JsonValue } from '../kernel/json.ts';
import { createCommitJob, type CommitJob } from './commit-job.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { applyEntry, createState, forkState, toSnapshot, type State } from './state.ts';
import { StoreError } from './store-error.ts';
import type { Checkpoint, CollectionSpec, RecordKey, Store, StoredRecord, StoreSnapshot, Transaction } from './store.ts';

/** What a store is made from. */
export interface StoreOptions {
  readonly collections: readonly CollectionSpec[];
  readonly journal: Journal;
  /** The state that the journal already keeps; by default the one that it was opened with, else nothing. */
  readonly initial?: StoreSnapshot | undefined;
}

/** A store that holds its state in memory and keeps each transaction in `journal`. Throws a StoreError where a record of `initial` has no key of its own. */
export function createStore({ collections, journal, initial }: StoreOptions): Store {
  return new JournaledStore(createState(collections, initial ?? journal.initial), journal);
}

class JournaledStore implements Store {
  #state: State;
  /** The state with what the running group has written and the journal not yet kept; made when a second transaction of a group needs it. */
  #ahead: State | undefined;
  /** What the work that runs at present reads. */
  #running: State | undefined;
  readonly #journal: Journal;
  readonly #tasks: Task[] = [];
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(state: State, journal: Journal) {
    this.#state = state;
    this.#journal = journal;
    journal.follow(() => this.snapshot());
  }

  /** Within a transaction's work, that of the state which it sees: logical time follows it. */
  get position(): number {
    return (this.#running ?? this.#state).position;
  }

  get failure(): string | undefined {
    return this.#journal.failure;
  }

  get(collection: string, key: RecordKey): StoredRecord | undefined {
    return this.#state.tables.get(collection)?.get(key);
  }

  find(collection: string, field: string, value: JsonValue): readonly StoredRecord[] {
    return this.#state.tables.get(collection)?.find(field, value) ?? [];
  }

  all(collection: string): readonly StoredRecord[] {
    return this.#state.tables.get(collection)?.all() ?? [];
  }

  transaction<Result>(work: (transaction: Transaction) => Result): Promise<Result> {
    return new Promise((resolve, reject) => this.#enqueue({ kind: 'transaction', job: createCommitJob(work, resolve, reject) }));
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.#state);
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#restoreTo(() => this.#toState(snapshot));
  }

  checkpoint(): Checkpoint {
    return new StateCheckpoint(forkState(this.#state));
  }

  rewind(checkpoint: Checkpoint): Promise<void> {
    return this.#restoreTo(() => this.#forkOf(checkpoint));
  }

  fork(from: Checkpoint = this.checkpoint()): Store {
    return new JournaledStore(this.#forkOf(from), createMemoryJournal());
  }

  close(): Promise<void> {
    this.#closing ??= (this.#draining ?? Promise.resolve()).then(() => this.#journal.close());
    return this.#closing;
  }

  #restoreTo(makeState: () => State): Promise<void> {
    return new Promise((resolve, reject) => {
      const job = { run: () => this.#replace(makeState).then(resolve, reject), fail: reject };
      this.#enqueue({ kind: 'restore', job });
    });
  }

  #forkOf(checkpoint: Checkpoint): State {
    return checkpoint instanceof StateCheckpoint ? forkState(checkpoint.state) : this.#toState(checkpoint.snapshot());
  }

  #toState(snapshot: StoreSnapshot): State {
    return createState([...this.#state.specs.values()], snapshot);
  }

  /** One after the other, in the order of the calls; what fails does not stop what follows. */
  #enqueue(task: Task): void {
    if (this.#closing !== undefined) {
      task.job.fail(new StoreError('CLOSED', 'The store is closed.'));
      return;
    }
    this.#tasks.push(task);
    this.#draining ??= this.#drain();
  }

  /** Never rejects. While the journal keeps one group, those who come meanwhile make the next. */
  async #drain(): Promise<void> {
    // Whoever asks in the same turn of the event loop shares a group.
    await Promise.resolve();
    for (let task = this.#tasks[0]; task !== undefined; task = this.#tasks[0]) {
      if (task.kind === 'restore') {
        this.#tasks.shift();
        await task.job.run();
      } else {
        await this.#commit(this.#takeGroup());
      }
    }
    this.#draining = undefined;
  }

  #takeGroup(): readonly CommitJob[] {
    const end = this.#tasks.findIndex(({ kind }, index) => kind !== 'transaction' || index === LARGEST_GROUP);
    const tasks = this.#tasks.splice(0, end === -1 ? this.#tasks.length : end);
    return tasks.flatMap(({ kind, job }) => (kind === 'transaction' ? job : []));
  }

  /**
   * Runs jobs in order, each on what those before it have written, and keeps all of it in one append. Readers see it only after the journal has it: an
   * answer never shows a write that could still be lost. That holds for a job that writes nothing, too: where the append fails it is run again.
   */
  async #commit(jobs: readonly CommitJob[]): Promise<void> {
    const entries: JournalEntry[] = [];
    const writers = new Set<CommitJob>();
    for (const job of jobs) {
      const changes = this.#run(job, entries);
      if (changes.length === 0) continue;
      entries.push({ position: this.#state.position + entries.length + 1, changes });
      writers.add(job);
    }
    try {
      if (entries.length > 0) await keep(() => this.#journal.append(entries, this.#state.position));
    } catch (error) {
      this.#ahead = undefined;
      for (const job of writers) job.fail(error as StoreError);
      return this.#commit(jobs.filter((job) => !writers.has(job)));
    }
    this.#apply(entries);
    for (const job of jobs) job.settle();
  }

  #run(job: CommitJob, entries: readonly JournalEntry[]): ReturnType<CommitJob['run']> {
    this.#running = entries.length === 0 ? this.#state : this.#catchUp(entries);
    try {
      return job.run(this.#running);
    } finally {
      this.#running = undefined;
    }
  }

  #catchUp(entries: readonly JournalEntry[]): State {
    const ahead = (this.#ahead ??= forkState(this.#state));
    for (const entry of entries.slice(ahead.position - this.#state.position)) applyEntry(ahead, entry);
    return ahead;
  }

  #apply(entries: readonly JournalEntry[]): void {
    if (this.#ahead !== undefined) this.#catchUp(entries);
    for (const entry of entries) applyEntry(this.#state, entry);
  }

  async #replace(makeState: () => State): Promise<void> {
    const state = makeState();
    await keep(() => this.#journal.replace(toSnapshot(state)));
    this.#state = state;
    this.#ahead = undefined;
  }
}

class StateCheckpoint implements Checkpoint {
  readonly state: State;

  constructor(state: State) {
    this.state = state;
  }

  get position(): number {
    return this.state.position;
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.state);
  }
}

type Task =
  | { readonly kind: 'transaction'; readonly job: CommitJob }
  | { readonly kind: 'restore'; readonly job: Pick<CommitJob, 'fail'> & { readonly run: () => Promise<void> } };

async function keep(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError('WRITE_FAILED', `Failed to keep the change: ${reason}. Nothing has changed.`, { cause: error });
  }
}

/** So that a crowd of writers does not hold the event loop for long. */
const LARGEST_GROUP = 256;
