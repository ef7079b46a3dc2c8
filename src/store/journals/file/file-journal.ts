import { Compactor } from './compactor.ts';
import type { FileJournalDeps } from './file-journal-deps.ts';
import { JournalWriter } from './journal-writer.ts';
import {
  JournalConflict,
  type Journal,
  type JournalEntry,
  type JournalState,
  type JournalStatus,
  type JournalTail,
} from '../../port/journal.ts';
import { readTail, removeJournals } from './read-journal.ts';
import type { StoreSnapshot } from '../../port/store.ts';
import { TaskQueue } from './task-queue.ts';
import { WriteHealth } from './write-health.ts';

/**
 * Stores transactions in an append-only journal beside a snapshot. The journal is compacted into the snapshot when it
 * is large, when no writes arrive for a while, and when it is closed. One write to the disk stores all transactions of
 * an append.
 */
export class FileJournal implements Journal {
  readonly initial: JournalState | undefined;
  readonly #deps: FileJournalDeps;
  readonly #writer: JournalWriter;
  readonly #health: WriteHealth;
  readonly #compactor: Compactor;
  readonly #queue = new TaskQueue();
  readonly #listeners = new Set<(position: number) => void>();
  #position: number;
  /** The state's transaction number; it can go back when the state is replaced (see SnapshotBase). */
  #statePosition: number;
  /** Whether the snapshot file contains a state that was not acknowledged because its sync or lock check failed. */
  #showsRejectedState = false;

  constructor(deps: FileJournalDeps) {
    this.#deps = deps;
    this.initial = deps.initial;
    this.#position = deps.initial?.position ?? 0;
    this.#statePosition = deps.initial?.snapshot.position ?? 0;
    const probe = (): Promise<void> => this.#queue.run(() => this.#prepare());
    const check = (): Promise<void> => deps.ownership.check(this.#writer);
    const checkFiles = async (): Promise<void> => (this.#queue.isClosed ? undefined : this.#queue.run(check));
    this.#health = new WriteHealth({ ...deps, probe, checkFiles });
    this.#writer = new JournalWriter({ ...deps, onLateFailure: (error) => this.#health.fail(error) });
    this.#compactor = new Compactor({
      deps,
      writer: this.#writer,
      queue: this.#queue,
      getPosition: () => this.#position,
    });
  }

  get position(): number {
    return this.#position;
  }

  get failure(): string | undefined {
    return this.#health.failure ?? this.#compactor.failure;
  }

  get epoch(): number {
    return this.#deps.epoch;
  }

  get contract(): string | undefined {
    return this.#writer.contract;
  }

  get status(): JournalStatus {
    return STATUS;
  }

  setStateSource(readState: () => JournalState): void {
    this.#compactor.readState = readState;
  }

  subscribe(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  append(entries: readonly JournalEntry[], expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#rejectConflict(expected);
      const bytes = await this.#health.run(() =>
        this.#prepare().then(() => this.#writer.append(entries, this.#statePosition)),
      );
      this.#statePosition = entries.at(-1)?.position ?? this.#statePosition;
      this.#health.recover();
      this.#compactor.afterWrite(bytes);
      return this.#setPosition(expected + entries.length);
    });
  }

  replace(snapshot: StoreSnapshot, expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#rejectConflict(expected);
      await this.#compactor.wait();
      const firstFile = await this.#health.run(() => this.#writer.rotate());
      await this.#health.run(() => this.#compactor.write(snapshot, firstFile));
      // The file shows the new state. If it cannot be synced, the write is rejected and the old state is written again.
      this.#showsRejectedState = true;
      await this.#health.run(() => this.#deps.snapshot.sync().then(() => this.#deps.ownership.checkLock()));
      this.#showsRejectedState = false;
      this.#statePosition = snapshot.position;
      const position = expected + 1;
      await this.#compactor.reset({ position, statePosition: snapshot.position, firstFile, epoch: this.#deps.epoch });
      return this.#setPosition(position);
    });
  }

  /**
   * Reads from the files. Journal items before the snapshot are no longer available: the state itself is then returned.
   */
  async *read(after: number): AsyncGenerator<JournalTail> {
    const tail = await this.#queue.run(async () => {
      await this.#compactor.wait();
      const { base, readState } = this.#compactor;
      const getState = (): JournalState | undefined => readState?.() ?? this.initial;
      return readTail({ ...this.#deps, base, position: this.#position, after, readState: getState });
    });
    if (tail.records.length > 0) yield tail;
  }

  /** Only this process writes, so that it knows the last position. */
  async barrier(): Promise<number> {
    return this.#position;
  }

  /** Starts a new file: each file records the contract of its own entries. */
  changeSchema(contract: string): Promise<void> {
    return this.#queue.run(async () => {
      await this.#compactor.wait();
      await this.#health.run(() => this.#writer.rotate());
      this.#writer.contract = contract;
    });
  }

  close(): Promise<void> {
    return this.#queue.close(() => this.#close());
  }

  announceClose = (): void => this.#deps.lock.announceStop();

  /**
   * Starts a new journal file and removes the `empty` ones, which have no transaction: a process that held the lock
   * before may still write to them.
   */
  beginFile(empty: readonly number[]): Promise<void> {
    const { files, file } = this.#deps;
    return this.#queue
      .run(() => this.#health.run(() => this.#prepare()))
      .then(() => removeJournals(files, file, empty))
      .then(() => this.#writer.forget((number) => empty.includes(number)))
      .catch(ignore);
  }

  async #close(): Promise<void> {
    this.#health.stop();
    this.#deps.snapshot.unwatch();
    this.#compactor.stop();
    await this.#compactor.wait();
    // Files that are now locked by another process are left as they are.
    if (await this.#deps.ownership.isHeld().catch(() => false))
      await this.#compactor.finish().catch((error: unknown) => this.#compactor.report(error));
    else await this.#writer.abandon();
    await this.#deps.lock.release();
  }

  #rejectConflict(expected: number): void {
    if (this.#position !== expected) throw new JournalConflict(expected, this.#position);
  }

  #setPosition(position: number): number {
    this.#position = position;
    for (const listener of this.#listeners) listener(position);
    return position;
  }

  /** Ensures that the files are ready for the next write. */
  async #prepare(): Promise<void> {
    // While writes succeed, each of them checks the ownership itself.
    if (this.#health.failure !== undefined) await this.#deps.ownership.check(this.#writer);
    const { readState } = this.#compactor;
    if (this.#showsRejectedState && readState !== undefined) {
      await this.#compactor.write(readState().snapshot, await this.#writer.rotate());
      await this.#deps.snapshot.sync();
      this.#showsRejectedState = false;
    }
    await this.#writer.prepare(this.#statePosition);
  }
}

function ignore(): undefined {}

const STATUS: JournalStatus = { kind: 'file', uncertain: 0 };
