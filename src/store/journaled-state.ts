import { notifyWhileStoring, type CommitJob } from './commit-job.ts';
import { JournalConflict, type Journal, type JournalEntry } from './port/journal.ts';
import { isUnserialisable, toWriteFailure, type StoreError } from './port/store-error.ts';
import { applyEntry, applyRecord, forkState, toSnapshot, type State } from './state/state.ts';

/**
 * The state of a store and the journal that stores it: a change is visible only after the journal has stored it. Its
 * methods must not run at the same time.
 */
export class JournaledState {
  #state: State;
  /**
   * The state with the staged entries of the current group; created when a second transaction of the group needs it.
   */
  #staged: State | undefined;
  /** The state that the running transaction reads. */
  #running: State | undefined;
  readonly #journal: Journal;
  /** The journal's position at the state. */
  #appliedPosition: number;
  /** The journal's latest known position. */
  #latestPosition: number;

  constructor(state: State, journal: Journal, position: number) {
    this.#state = state;
    this.#journal = journal;
    this.#appliedPosition = position;
    this.#latestPosition = position;
    journal.setStateSource(() => ({ position: this.#appliedPosition, snapshot: toSnapshot(this.#state) }));
  }

  get current(): State {
    return this.#state;
  }

  /** While a transaction runs, the position of the state that it reads: logical time is derived from it. */
  get position(): number {
    return (this.#running ?? this.#state).position;
  }

  /** Whether other processes have written records that are not applied yet. */
  get isBehind(): boolean {
    return this.#latestPosition > this.#appliedPosition;
  }

  /** Records the journal's latest position, as its subscription reports it. */
  setLatestPosition(position: number): void {
    this.#latestPosition = position;
  }

  /** Applies what other processes have written. A failure is ignored: the next position, or the next write, retries. */
  async catchUp(): Promise<void> {
    await this.#applyRemote().catch(() => (this.#latestPosition = this.#appliedPosition));
  }

  /**
   * Runs jobs in order, each on the staged changes of those before it, and stores all changes with one append. Readers
   * see them only after that, so that a response never shows a write that could still be lost. This holds for a job
   * that only reads, too: when the append fails, it runs again.
   */
  async commit(jobs: readonly CommitJob[]): Promise<void> {
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
        this.#appliedPosition = await this.#write(() =>
          notifyWhileStoring(jobs, this.#journal.append(entries, this.#appliedPosition)),
        );
    } catch (error) {
      this.#staged = undefined;
      // Another process has written first: the jobs run again on its changes.
      if (error instanceof JournalConflict) return this.commit(jobs);
      // One entry cannot be written as JSON, or all of them are too long together: commit each by itself, so that only
      // the faulty one fails.
      if (isUnserialisable(error) && writers.size > 1)
        return jobs.reduce((before, job) => before.then(() => this.commit([job])), Promise.resolve());
      for (const job of writers) job.fail(error as StoreError);
      return this.commit(jobs.filter((job) => !writers.has(job)));
    }
    // Applied to the staged state, too: it serves the next group.
    if (this.#staged !== undefined) this.#stage(entries);
    for (const entry of entries) applyEntry(this.#state, entry);
    for (const job of jobs) job.settle();
  }

  /** Replaces the state and the journal's content. `makeState` runs again when another process has written first. */
  async replace(makeState: () => State): Promise<void> {
    const state = makeState();
    try {
      this.#appliedPosition = await this.#write(() => this.#journal.replace(toSnapshot(state), this.#appliedPosition));
    } catch (error) {
      if (error instanceof JournalConflict) return this.replace(makeState);
      throw error;
    }
    this.setState(state);
  }

  /** Replaces the state by one with the same records, which the journal need not store. */
  setState(state: State): void {
    this.#state = state;
    this.#staged = undefined;
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

  async #applyRemote(): Promise<void> {
    const { records, position } = await this.#journal.read(this.#appliedPosition);
    this.#staged = undefined;
    for (const record of records) this.#state = applyRecord(this.#state, record);
    this.#appliedPosition = position;
    this.#latestPosition = Math.max(this.#latestPosition, position);
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
      await this.#applyRemote().catch((cause: unknown) => Promise.reject(toWriteFailure(cause)));
      throw error;
    }
  }
}
