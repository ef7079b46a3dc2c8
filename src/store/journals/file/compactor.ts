import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompactionPlan } from './compaction-plan.ts';
import { toCompactionThreshold, type FileJournalDeps, type SnapshotBase } from './file-journal-deps.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { JournalState } from '../../port/journal.ts';
import { SnapshotWriter } from './snapshot-writer.ts';
import type { StoreSnapshot } from '../../port/store.ts';
import type { TaskQueue } from './task-queue.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';

/** Options of a compactor. */
export interface CompactorOptions {
  readonly deps: FileJournalDeps;
  readonly writer: JournalWriter;
  readonly queue: TaskQueue;
  /** Returns the journal's current position. */
  readonly getPosition: () => number;
}

/** Compacts a journal: writes the current state to the snapshot, and removes the journal files that it replaces. */
export class Compactor {
  /** The snapshot on which the journal builds. */
  base: SnapshotBase;
  /** The size of the journal that is not in the snapshot yet, in bytes. */
  size: number;
  /** Why the last compaction failed, as a sentence; undefined when it succeeded. */
  failure: string | undefined;
  /** Returns the store's state; undefined until the store has set it. */
  readState: (() => JournalState) | undefined;
  readonly #options: CompactorOptions;
  readonly #snapshots: SnapshotWriter;
  readonly #plan: CompactionPlan;
  #threshold: number;
  /** The compaction in progress; never rejects. */
  #running: Promise<void> | undefined;

  constructor(options: CompactorOptions) {
    const { deps, queue } = options;
    this.#options = options;
    this.#snapshots = new SnapshotWriter(deps);
    this.base = deps.base;
    this.size = deps.size;
    this.#threshold = toCompactionThreshold(deps);
    this.#plan = new CompactionPlan({
      isWorthwhile: () => this.failure !== undefined || this.size >= deps.snapshot.size * MIN_IDLE_RATIO,
      isPossible: () => this.#running === undefined && this.size > 0,
      queue,
      compact: () => this.start().catch((error: unknown) => this.report(error)),
    });
  }

  /** Counts bytes appended to the journal, and schedules a compaction when the journal is large. */
  afterWrite(bytes: number): void {
    this.size += bytes;
    this.#plan.afterWrite(this.size >= this.#threshold);
  }

  /** Starts a new journal file at the store's position; the snapshot is then written while appends continue. */
  async start(): Promise<void> {
    const { deps, writer, queue, getPosition } = this.#options;
    // Wait one turn: the store applies the last entry only after its append has resolved.
    await nextTurn();
    if (this.#running !== undefined || this.readState === undefined) return;
    const { position, snapshot } = this.readState();
    if (position !== getPosition()) return;
    if (!queue.isClosed) await deps.ownership.check(writer);
    const firstFile = await writer.rotate();
    const base = { position, statePosition: snapshot.position, firstFile, epoch: deps.epoch };
    this.#running = this.#compact(snapshot, base).finally(() => (this.#running = undefined));
  }

  /** Waits for the compaction in progress, and makes it run without yielding to other work. */
  async wait(): Promise<void> {
    this.#options.deps.snapshot.mustNotYield = true;
    await this.#running;
  }

  /** Writes a snapshot; `firstFile` is the number of the first journal file that it does not contain. */
  async write(snapshot: StoreSnapshot, firstFile: number, mustNotYield = true): Promise<void> {
    const { deps, writer } = this.#options;
    deps.snapshot.mustNotYield = mustNotYield;
    await this.#snapshots.write(snapshot, firstFile, writer.contract);
  }

  /** Continues from a snapshot that replaced the journal's whole content. */
  async reset(base: SnapshotBase): Promise<void> {
    this.failure = undefined;
    this.base = base;
    this.size = 0;
    await this.#removeContained(base.firstFile);
  }

  /** Compacts a last time, when the journal is closed. Writes everything again when a file is missing. */
  async finish(): Promise<void> {
    const { deps, writer } = this.#options;
    const isComplete = await deps.ownership.check(writer).then(() => true, ignore);
    if (this.size > 0 || isComplete !== true) await this.start();
    await this.wait();
    await writer.rotate();
    // Includes files that a process created after it had lost the lock.
    if (this.size === 0) await this.#snapshots.removeJournalsBefore(Number.MAX_SAFE_INTEGER);
  }

  /** Logs a failed compaction and schedules another. No acknowledged write is lost: the journal still has them. */
  report(error: unknown): void {
    const { file, logger } = this.#options.deps;
    this.failure = 'The journal cannot be compacted into the snapshot.';
    this.#threshold = this.size + toCompactionThreshold(this.#options.deps);
    logger.warn(
      { file, error },
      `Failed to compact the journal into ${file}: ${toClause(error)}. Nothing is lost: the journal continues.`,
    );
    this.#plan.scheduleWhenIdle();
  }

  stop(): void {
    this.#plan.stop();
  }

  async #compact(snapshot: StoreSnapshot, base: SnapshotBase): Promise<void> {
    const { size } = this;
    try {
      await this.write(snapshot, base.firstFile, this.#options.queue.isClosed);
      await this.#options.deps.snapshot.sync();
      this.size -= size;
      this.base = base;
      this.failure = undefined;
      await this.#removeContained(base.firstFile);
    } catch (error) {
      this.report(error);
    }
  }

  /**
   * Removes the journal files before `number`, which the snapshot contains. A file that cannot be removed is ignored by
   * readers, and removed after the next snapshot.
   */
  async #removeContained(number: number): Promise<void> {
    this.#threshold = toCompactionThreshold(this.#options.deps);
    this.#options.writer.forget((closed) => closed < number);
    try {
      await this.#snapshots.removeJournalsBefore(number);
      this.failure = undefined;
    } catch (error) {
      this.report(error);
    }
  }
}

function ignore(): undefined {}

/** An idle journal is compacted when it is at least this fraction of the snapshot's size. */
const MIN_IDLE_RATIO = 1 / 16;
