import type { JsonValue } from '../kernel/json/json.ts';
import { StateCheckpoint } from './state/checkpoint.ts';
import { NEVER_CHANGED } from './state/change-chain.ts';
import { notifyWhileStoring, createTransaction, takeGroup, type CommitJob, type Task } from './commit-job.ts';
import { JournalConflict, type Journal, type JournalEntry } from './port/journal.ts';
import { createMemoryJournal } from './journals/memory-journal.ts';
import { applyEntry, applyRecord, createState, forkState, toSnapshot, type State } from './state/state.ts';
import { stateFromSnapshot, stateFromCheckpoint } from './state/state-from.ts';
import { isUnserialisable, StoreError, toWriteFailure } from './port/store-error.ts';
import type {
  SchemaChange,
  Checkpoint,
  CollectionChanges,
  OnStaged,
  RecordKey,
  Store,
  StoredRecord,
  StoreSnapshot,
  Transaction,
} from './port/store.ts';

/** What a store is made from. */
export interface StoreOptions extends Pick<SchemaChange, 'collections' | 'constraint'> {
  readonly journal: Journal;
  /** The state that the journal already keeps; by default the one that it was opened with, else nothing. */
  readonly initial?: StoreSnapshot | undefined;
  /** Where the journal stands with that state; where it stands now, unless said. */
  readonly position?: number | undefined;
}

/**
 * A store that holds its state in memory and keeps each transaction in `journal`. Throws a StoreError where a record of
 * `initial` has no key of its own.
 */
export function createStore({
  collections,
  journal,
  initial,
  position = journal.position,
  constraint,
}: StoreOptions): Store {
  const kept = initial === undefined ? journal.initial : undefined;
  const state = createState(collections, kept?.snapshot ?? initial, constraint);
  return new JournaledStore(state, journal, kept?.position ?? position);
}

class JournaledStore implements Store {
  #state: State;
  /**
   * The state with what the running group has written and the journal not yet kept; made when a second transaction of a
   * group needs it.
   */
  #staged: State | undefined;
  /** What the work that runs at present reads. */
  #running: State | undefined;
  readonly #journal: Journal;
  /** Where the journal stands with the state. */
  #logged: number;
  /** Where the journal stands, as far as it has told. */
  #known: number;
  readonly #unsubscribe: () => void;
  readonly #tasks: Task[] = [];
  #draining: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(state: State, journal: Journal, position: number) {
    this.#state = state;
    this.#journal = journal;
    this.#logged = position;
    this.#known = position;
    journal.setStateSource(() => ({ position: this.#logged, snapshot: this.snapshot() }));
    this.#unsubscribe = journal.subscribe((known) => this.#hear(known));
  }

  /** Within a transaction's work, that of the state which it sees: logical time follows it. */
  get position(): number {
    return (this.#running ?? this.#state).position;
  }

  get revision(): object {
    return this.#state.revision;
  }

  changesOf(collection: string): CollectionChanges {
    return this.#state.tables.get(collection) ?? NEVER_CHANGED;
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

  transaction<Result>(work: (transaction: Transaction) => Result, meanwhile?: OnStaged<Result>): Promise<Result> {
    return new Promise((resolve, reject) =>
      this.#enqueue(createTransaction({ work, onStaged: meanwhile, resolve, reject })),
    );
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.#state);
  }

  restore(snapshot: StoreSnapshot): Promise<void> {
    return this.#runAlone(() => this.#replace(() => stateFromSnapshot(snapshot, this.#state)));
  }

  checkpoint(): Checkpoint {
    return new StateCheckpoint(forkState(this.#state));
  }

  rewind(checkpoint: Checkpoint): Promise<void> {
    return this.#runAlone(() => this.#replace(() => stateFromCheckpoint(checkpoint, this.#state)));
  }

  changeSchema(adoption: SchemaChange): Promise<void> {
    return this.#runAlone(() => this.#adopt(adoption));
  }

  fork(from: Checkpoint = this.checkpoint()): Store {
    return new JournaledStore(stateFromCheckpoint(from, this.#state), createMemoryJournal(), 0);
  }

  announceClose = (): void => this.#journal.announceClose?.();

  close(): Promise<void> {
    this.#closing ??= (this.#draining ?? Promise.resolve()).then(() => {
      this.#unsubscribe();
      return this.#journal.close();
    });
    return this.#closing;
  }

  #runAlone(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ kind: 'restore', job: { run: () => work().then(resolve, reject), fail: reject } });
    });
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

  /** Others may have written; what we write ourselves is taken in where it is written. */
  #hear(known: number): void {
    this.#known = known;
    if (this.#closing === undefined) this.#draining ??= this.#drain();
  }

  /** Never rejects. While the journal keeps one group, those who come meanwhile make the next. */
  async #drain(): Promise<void> {
    // Whoever asks in the same turn of the event loop shares a group.
    await Promise.resolve();
    while (this.#tasks.length > 0 || this.#known > this.#logged) {
      const task = this.#tasks[0];
      if (task === undefined) await this.#applyRemote().catch(() => (this.#known = this.#logged));
      else if (task.kind === 'transaction') await this.#commit(takeGroup(this.#tasks));
      else {
        this.#tasks.shift();
        await task.job.run();
      }
    }
    this.#draining = undefined;
  }

  /** Applies what others have written since. */
  async #applyRemote(): Promise<void> {
    const { records, position } = await this.#journal.read(this.#logged);
    this.#staged = undefined;
    for (const record of records) this.#state = applyRecord(this.#state, record);
    this.#logged = position;
    this.#known = Math.max(this.#known, position);
  }

  /**
   * Runs jobs in order, each on what those before it have written, and keeps all of it in one append. Readers see it
   * only after the journal has it: an answer never shows a write that could still be lost. That holds for a job that
   * writes nothing, too: where the append fails it is run again.
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
      if (entries.length > 0)
        this.#logged = await this.#keep(() => notifyWhileStoring(jobs, this.#journal.append(entries, this.#logged)));
    } catch (error) {
      this.#staged = undefined;
      // Where others have written first, theirs counts, and ours is yet to be done on what they have made.
      if (error instanceof JournalConflict) return this.#commit(jobs);
      // One of them cannot be written as JSON, or all of them in one text: each by itself, so that only what cannot be
      // written fails.
      if (isUnserialisable(error) && writers.size > 1)
        return jobs.reduce((before, job) => before.then(() => this.#commit([job])), Promise.resolve());
      for (const job of writers) job.fail(error as StoreError);
      return this.#commit(jobs.filter((job) => !writers.has(job)));
    }
    if (this.#staged !== undefined) this.#catchUp(entries);
    for (const entry of entries) applyEntry(this.#state, entry);
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
    const ahead = (this.#staged ??= forkState(this.#state));
    for (const entry of entries.slice(ahead.position - this.#state.position)) applyEntry(ahead, entry);
    return ahead;
  }

  async #replace(makeState: () => State): Promise<void> {
    const state = makeState();
    try {
      this.#logged = await this.#keep(() => this.#journal.replace(toSnapshot(state), this.#logged));
    } catch (error) {
      if (error instanceof JournalConflict) return this.#replace(makeState);
      throw error;
    }
    this.#state = state;
    this.#staged = undefined;
  }

  /** The records stay what they are, so the journal has nothing to keep but the contract's name. */
  async #adopt({ collections, contract, check, constraint }: SchemaChange): Promise<void> {
    const state = createState(collections, this.snapshot(), constraint);
    check(new JournaledStore(forkState(state), createMemoryJournal(), 0));
    await this.#journal.changeContract?.(contract).catch((error: unknown) => Promise.reject(toWriteFailure(error)));
    this.#state = state;
    this.#staged = undefined;
  }

  /**
   * Throws a StoreError where the journal cannot keep it, and the JournalConflict of others' writes once these are
   * applied.
   */
  async #keep(write: () => Promise<number>): Promise<number> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof JournalConflict)) throw toWriteFailure(error);
      await this.#applyRemote().catch((cause: unknown) => Promise.reject(toWriteFailure(cause)));
      throw error;
    }
  }
}
