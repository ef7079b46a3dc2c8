import { setImmediate as nextTurn } from 'node:timers/promises';
import { toCompactionThreshold, type SnapshotBase, type FileJournalDeps } from './file-journal-deps.ts';
import { CompactionPlan } from './compaction-plan.ts';
import { JournalWriter } from './journal-writer.ts';
import {
  JournalConflict,
  type Journal,
  type JournalEntry,
  type JournalTail,
  type JournalState,
} from '../../port/journal.ts';
import { readTail, removeJournals } from './read-journal.ts';
import { SnapshotWriter } from './snapshot-writer.ts';
import type { StoreSnapshot } from '../../port/store.ts';
import { TaskQueue } from './task-queue.ts';
import { toReason, WriteHealth } from './write-health.ts';

/**
 * Keeps transactions in an append-only journal beside a snapshot, and folds the journal into the snapshot when it is
 * large, when nobody writes, and at the end. One write to the disk keeps all the transactions of an append.
 */
export class FileJournal implements Journal {
  readonly initial: JournalState | undefined;
  readonly #parts: FileJournalDeps;
  readonly #snapshots: SnapshotWriter;
  readonly #writer: JournalWriter;
  readonly #health: WriteHealth;
  readonly #queue = new TaskQueue();
  readonly #listeners = new Set<(position: number) => void>();
  #position: number;
  /** That of the state, which goes back when the state is replaced. */
  #statePosition: number;
  #base: SnapshotBase;
  /** In bytes, of what no snapshot holds. */
  #size: number;
  #foldAt: number;
  #foldFailure: string | undefined;
  #isRefusedShown = false;
  /** The snapshot that is being written; never rejects. */
  #folding: Promise<void> | undefined;
  #readState: (() => JournalState) | undefined;
  readonly #plan: CompactionPlan;

  constructor(parts: FileJournalDeps) {
    this.#parts = parts;
    this.#snapshots = new SnapshotWriter(parts);
    this.initial = parts.initial;
    this.#position = parts.initial?.position ?? 0;
    this.#statePosition = parts.initial?.snapshot.position ?? 0;
    this.#base = parts.base;
    this.#size = parts.size;
    this.#foldAt = toCompactionThreshold(this.#parts);
    const probe = (): Promise<void> => this.#queue.run(() => this.#prepare());
    const check = (): Promise<void> => parts.ownership.check(this.#writer);
    const look = async (): Promise<void> => (this.#queue.isClosed ? undefined : this.#queue.run(check));
    this.#health = new WriteHealth({ ...parts, probe, checkFiles: look });
    this.#writer = new JournalWriter({ ...parts, onLateFailure: (error) => this.#health.fail(error) });
    this.#plan = new CompactionPlan({
      isWorthwhile: () => this.#foldFailure !== undefined || this.#size * SMALL_PART >= parts.snapshot.size,
      isPossible: () => this.#folding === undefined && this.#size > 0,
      queue: this.#queue,
      compact: () => this.#startFold().catch((error: unknown) => this.#reportFold(error)),
    });
  }

  get position(): number {
    return this.#position;
  }

  get failure(): string | undefined {
    return this.#health.failure ?? this.#foldFailure;
  }

  setStateSource(readState: () => JournalState): void {
    this.#readState = readState;
  }

  subscribe(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  append(entries: readonly JournalEntry[], expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#refuseConflict(expected);
      this.#size += await this.#health.run(() =>
        this.#prepare().then(() => this.#writer.append(entries, this.#statePosition)),
      );
      this.#statePosition = entries.at(-1)?.position ?? this.#statePosition;
      this.#health.recover();
      this.#plan.afterWrite(this.#size >= this.#foldAt);
      return this.#tell(expected + entries.length);
    });
  }

  replace(snapshot: StoreSnapshot, expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#refuseConflict(expected);
      await this.#hurry();
      const number = await this.#health.run(() => this.#writer.rotate());
      await this.#health.run(() => this.#write(snapshot, number));
      // The file shows the new state. Where that cannot be made safe it is refused, and the file has to show the old
      // one again.
      this.#isRefusedShown = true;
      await this.#health.run(() => this.#parts.snapshot.sync().then(() => this.#parts.ownership.checkLock()));
      this.#isRefusedShown = false;
      this.#foldFailure = undefined;
      this.#statePosition = snapshot.position;
      this.#base = {
        position: expected + 1,
        statePosition: snapshot.position,
        first: number,
        epoch: this.#parts.epoch,
      };
      this.#size = 0;
      await this.#cleanUp(number);
      return this.#tell(expected + 1);
    });
  }

  /** Out of the files. What comes before the snapshot is gone: then it is the state itself. */
  read(after: number): Promise<JournalTail> {
    return this.#queue.run(async () => {
      await this.#hurry();
      const readState = (): JournalState | undefined => this.#readState?.() ?? this.initial;
      return readTail({ ...this.#parts, base: this.#base, position: this.#position, after, readState });
    });
  }

  /** What was written before stays in files of its own, which say the contract of theirs. */
  changeContract(contract: string): Promise<void> {
    return this.#queue.run(async () => {
      await this.#hurry();
      await this.#health.run(() => this.#writer.rotate());
      this.#writer.contract = contract;
    });
  }

  close(): Promise<void> {
    return this.#queue.close(() => this.#end());
  }

  announceClose = (): void => this.#parts.lock.announceStop();

  /**
   * Begins a file for what comes next, in the place of files that hold no transaction: a process that had the lock
   * before may go on writing to them.
   */
  beginFile(empty: readonly number[]): Promise<void> {
    const { files, file } = this.#parts;
    return this.#queue
      .run(() => this.#health.run(() => this.#prepare()))
      .then(() => removeJournals(files, file, empty))
      .then(() => this.#writer.forget((number) => empty.includes(number)))
      .catch(ignore);
  }

  async #end(): Promise<void> {
    this.#health.stop();
    this.#parts.snapshot.unwatch();
    this.#plan.stop();
    await this.#hurry();
    // What is not ours any more is left as it is.
    if (await this.#parts.ownership.isHeld().catch(() => false))
      await this.#finish().catch((error: unknown) => this.#reportFold(error));
    else await this.#writer.abandon();
    await this.#parts.lock.release();
  }

  /** Where a file is missing, all of it is written anew: the state is in memory. */
  async #finish(): Promise<void> {
    const isComplete = await this.#parts.ownership.check(this.#writer).then(() => true, ignore);
    if (this.#size > 0 || isComplete !== true) await this.#startFold();
    await this.#hurry();
    await this.#writer.rotate();
    // Files that a process has made late which had lost the lock are among them.
    if (this.#size === 0) await this.#snapshots.removeJournalsBefore(Number.MAX_SAFE_INTEGER);
  }

  /** Waits for the snapshot that is being written, which takes no more rests for it. */
  async #hurry(): Promise<void> {
    this.#parts.snapshot.isUrgent = true;
    await this.#folding;
  }

  #refuseConflict(expected: number): void {
    if (this.#position !== expected) throw new JournalConflict(expected, this.#position);
  }

  #tell(position: number): number {
    this.#position = position;
    for (const listener of this.#listeners) listener(position);
    return position;
  }

  /** Sees to it that the files are such that something can follow. */
  async #prepare(): Promise<void> {
    // Else each write checks when it is done.
    if (this.#health.failure !== undefined) await this.#parts.ownership.check(this.#writer);
    if (this.#isRefusedShown && this.#readState !== undefined) {
      await this.#write(this.#readState().snapshot, await this.#writer.rotate());
      await this.#parts.snapshot.sync();
      this.#isRefusedShown = false;
    }
    await this.#writer.prepare(this.#statePosition);
  }

  /** Ends the journal's file where the store stands; the snapshot is then written while others append to the next. */
  async #startFold(): Promise<void> {
    // The store applies an entry once it has been told that it is kept.
    await nextTurn();
    if (this.#folding !== undefined || this.#readState === undefined) return;
    const { position, snapshot } = this.#readState();
    if (position !== this.#position) return;
    if (!this.#queue.isClosed) await this.#parts.ownership.check(this.#writer);
    const first = await this.#writer.rotate();
    const base = { position, statePosition: snapshot.position, first, epoch: this.#parts.epoch };
    this.#folding = this.#fold(snapshot, base).finally(() => (this.#folding = undefined));
  }

  async #fold(snapshot: StoreSnapshot, base: SnapshotBase): Promise<void> {
    const [size, number] = [this.#size, base.first];
    try {
      await this.#write(snapshot, number, this.#queue.isClosed);
      await this.#parts.snapshot.sync();
      this.#size -= size;
      this.#base = base;
      this.#foldFailure = undefined;
      await this.#cleanUp(number);
    } catch (error) {
      this.#reportFold(error);
    }
  }

  async #write(snapshot: StoreSnapshot, journal: number, isAwaited = true): Promise<void> {
    this.#parts.snapshot.isUrgent = isAwaited;
    await this.#snapshots.write(snapshot, journal, this.#writer.contract);
  }

  /**
   * The snapshot is safe: the journal before it is needless. What cannot be removed is not read again, and removed with
   * the next snapshot.
   */
  async #cleanUp(number: number): Promise<void> {
    this.#foldAt = toCompactionThreshold(this.#parts);
    this.#writer.forget((closed) => closed < number);
    try {
      await this.#snapshots.removeJournalsBefore(number);
      this.#foldFailure = undefined;
    } catch (error) {
      this.#reportFold(error);
    }
  }

  #reportFold(error: unknown): void {
    const { file, logger } = this.#parts;
    this.#foldFailure = 'The journal cannot be folded into the snapshot.';
    this.#foldAt = this.#size + toCompactionThreshold(this.#parts);
    logger.warn(
      { file, error },
      `The journal cannot be folded into ${file}: ${toReason(error)}. Nothing is lost: the journal goes on.`,
    );
    this.#plan.whenIdle();
  }
}

function ignore(): undefined {}

/** A journal is folded when idle if it is at least this part of the snapshot. */
const SMALL_PART = 16;
