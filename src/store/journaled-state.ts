import { notifyWhileStoring, type CommitJob } from './commit-job.ts';
import { ConflictRetries } from './conflict-retries.ts';
import { JournalConflict, type Journal, type JournalEntry, type JournalTail } from './port/journal.ts';
import { ReferencedStates } from './referenced-states.ts';
import { isUnserialisable, toWriteFailure } from './port/store-error.ts';
import { applyEntry, applyRecord, forkState, toSnapshot, type State } from './state/state.ts';

/** The start of a journaled state. */
export interface JournaledStateOptions {
  readonly state: State;
  readonly journal: Journal;
  /** The journal's position at the state. */
  readonly position: number;
  /** The reference under which the journal has saved the state. */
  readonly reference: string | undefined;
  /** Begins the ids of the entries that are written; unique among all stores of the journal. */
  readonly writer: string;
}

/**
 * The state of a store and the journal that stores it: a change is visible only after the journal has stored it. Its
 * methods must not run at the same time.
 */
export class JournaledState {
  readonly saved: ReferencedStates;
  /** The number of times that another process had written first. */
  conflicts = 0;
  #state: State;
  /**
   * The state with the staged entries of the current group; created when a second transaction of the group needs it.
   */
  #staged: State | undefined;
  /** The state that the running transaction reads. */
  #running: State | undefined;
  readonly #journal: Journal;
  readonly #writer: string;
  /** The number of entries that were written, stored or not. */
  #written = 0;
  /** The journal's position at the state. */
  #appliedPosition: number;
  /** The journal's latest known position, and the epoch that the state is of. */
  #latestPosition: number;
  #epoch: number;
  /** The machine's time since which records have been known and not applied. */
  #behindSince: number | undefined;

  constructor({ state, journal, position, reference, writer }: JournaledStateOptions) {
    this.#state = state;
    this.#journal = journal;
    this.#writer = writer;
    this.#appliedPosition = position;
    this.#latestPosition = position;
    this.#epoch = journal.epoch;
    this.saved = new ReferencedStates(journal.savedStates);
    if (reference !== undefined) this.saved.add(state, reference);
    journal.setStateSource(() => ({ position: this.#appliedPosition, snapshot: toSnapshot(this.#state) }));
  }

  get current(): State {
    return this.#state;
  }

  /** While a transaction runs, the position of the state that it reads: logical time is derived from it. */
  get position(): number {
    return (this.#running ?? this.#state).position;
  }

  /** The journal's position at the state. */
  get appliedPosition(): number {
    return this.#appliedPosition;
  }

  /** The epoch of the applied position. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The journal's latest known position. */
  get latestPosition(): number {
    return this.#latestPosition;
  }

  /** Whether other processes have written records that are not applied yet, or the journal went back. */
  get isBehind(): boolean {
    return this.#latestPosition > this.#appliedPosition || this.#journal.epoch !== this.#epoch;
  }

  /** The milliseconds since the store is behind; 0 when it is not. */
  get lag(): number {
    return this.#behindSince === undefined || !this.isBehind ? 0 : performance.now() - this.#behindSince;
  }

  /** Records the journal's latest position, as its subscription or a barrier reports it. */
  setLatestPosition(position: number): void {
    if (this.#journal.epoch === this.#epoch && position <= this.#latestPosition) return;
    this.#latestPosition = position;
    this.#behindSince ??= performance.now();
  }

  /** Applies what other processes have written. Throws when the journal cannot be read; the caller tries again. */
  async catchUp(): Promise<void> {
    const announced = this.#latestPosition;
    for await (const tail of this.#journal.read(this.#appliedPosition)) await this.#apply(tail);
    // What was announced before has been read. A position that is still missing does not exist: it is of the previous
    // epoch, or was announced wrongly.
    if (this.#latestPosition === announced) this.#latestPosition = this.#appliedPosition;
    this.#epoch = this.#journal.epoch;
    this.#setApplied(this.#appliedPosition);
  }

  /**
   * Runs jobs in order, each on the staged changes of those before it, and stores all changes with one append. Readers
   * see them only after that, so that a response never shows a write that could still be lost. This holds for a job
   * that only reads, too: when the append fails, it runs again.
   */
  async commit(jobs: readonly CommitJob[]): Promise<void> {
    const groups = [jobs];
    const retries = new ConflictRetries();
    for (let group = groups.shift(); group !== undefined; group = groups.shift())
      groups.unshift(...(await this.#commitGroup(group, retries)));
  }

  /** Replaces the state and the journal's content. `makeState` runs again when another process has written first. */
  async replace(makeState: () => State): Promise<void> {
    const retries = new ConflictRetries();
    for (;;) {
      const state = makeState();
      try {
        this.#setApplied(await this.#write(() => this.#store(state)));
        this.setState(state);
        return;
      } catch (error) {
        if (!(error instanceof JournalConflict)) throw error;
        await retries.wait(error);
      }
    }
  }

  /** Replaces the state by one with the same records, which the journal need not store. */
  setState(state: State): void {
    this.#state = state;
    this.#staged = undefined;
  }

  /** Commits a group of jobs. Returns the groups to commit in its place; none when it is settled. */
  async #commitGroup(jobs: readonly CommitJob[], retries: ConflictRetries): Promise<readonly (readonly CommitJob[])[]> {
    const { entries, writers } = this.#runAll(jobs);
    try {
      if (entries.length > 0)
        this.#setApplied(
          await this.#write(() => notifyWhileStoring(jobs, this.#journal.append(entries, this.#appliedPosition))),
        );
    } catch (error) {
      this.#staged = undefined;
      const failure = await this.#toFailure(error, retries);
      // Another process has written first: the jobs run again on its changes.
      if (failure === undefined) return [jobs];
      // One entry cannot be written as JSON, or all of them are too long together: commit each by itself, so that only
      // the faulty one fails.
      if (isUnserialisable(failure) && writers.size > 1) return jobs.map((job) => [job]);
      for (const job of writers) job.fail(failure);
      return [jobs.filter((job) => !writers.has(job))];
    }
    // Applied to the staged state, too: it serves the next group.
    if (this.#staged !== undefined) this.#stage(entries);
    for (const entry of entries) applyEntry(this.#state, entry);
    for (const job of jobs) job.settle();
    return NONE;
  }

  #runAll(jobs: readonly CommitJob[]): {
    readonly entries: readonly JournalEntry[];
    readonly writers: ReadonlySet<CommitJob>;
  } {
    const entries: JournalEntry[] = [];
    const writers = new Set<CommitJob>();
    for (const job of jobs) {
      const changes = this.#run(job, entries);
      if (changes.length === 0) continue;
      const id = `${this.#writer}-${(this.#written += 1)}`;
      entries.push({ id, position: this.#state.position + entries.length + 1, changes });
      writers.add(job);
    }
    return { entries, writers };
  }

  /** Returns the error that ends a commit; after a wait, undefined when it is to be tried again. */
  async #toFailure(error: unknown, retries: ConflictRetries): Promise<Error | undefined> {
    if (!(error instanceof JournalConflict)) return error as Error;
    return retries.wait(error).then(
      () => undefined,
      (failure: unknown) => failure as Error,
    );
  }

  #store(state: State): Promise<number> {
    const reference = this.saved.referenceOf(state);
    return reference === undefined || this.#journal.savedStates === undefined
      ? this.#journal.replace(toSnapshot(state), this.#appliedPosition)
      : this.#journal.savedStates.rewind(reference, this.#appliedPosition);
  }

  #run(job: CommitJob, entries: readonly JournalEntry[]): ReturnType<CommitJob['run']> {
    this.#running = entries.length === 0 ? this.#state : this.#stage(entries);
    try {
      return job.run(this.#running);
    } finally {
      this.#running = undefined;
    }
  }

  /** Returns the staged state after applying those of the entries that it lacks. */
  #stage(entries: readonly JournalEntry[]): State {
    const staged = (this.#staged ??= forkState(this.#state));
    for (const entry of entries.slice(staged.position - this.#state.position)) applyEntry(staged, entry);
    return staged;
  }

  async #apply({ records, position }: JournalTail): Promise<void> {
    // Loaded first: readers must see all records of a part, or none.
    const states = await this.saved.loadAll(records, this.#state);
    this.#staged = undefined;
    for (const record of records) this.#state = applyRecord(this.#state, record, states);
    this.#appliedPosition = position;
  }

  #setApplied(position: number): void {
    this.#appliedPosition = position;
    this.#latestPosition = Math.max(this.#latestPosition, position);
    if (!this.isBehind) this.#behindSince = undefined;
  }

  /**
   * Writes to the journal. Throws a StoreError when the journal fails, and the JournalConflict after applying the
   * records of the process that has written first.
   */
  async #write(write: () => Promise<number>): Promise<number> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof JournalConflict)) throw toWriteFailure(error);
      this.conflicts += 1;
      await this.catchUp().catch((cause: unknown) => Promise.reject(toWriteFailure(cause)));
      throw error;
    }
  }
}

const NONE: readonly (readonly CommitJob[])[] = [];
