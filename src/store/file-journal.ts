import { setImmediate as nextTurn } from 'node:timers/promises';
import { Low } from 'lowdb';
import type { JsonValue } from '../kernel/json.ts';
import { largestOf, type Base, type FileJournalParts } from './file-journal-parts.ts';
import { JournalWriter } from './journal-writer.ts';
import { JournalConflict, type Journal, type JournalEntry, type JournalTail, type KeptState } from './journal.ts';
import { readTail, removeJournalsBefore } from './read-journal.ts';
import { SNAPSHOT_FORMAT, type SnapshotContent } from './snapshot-text.ts';
import type { StoreSnapshot } from './store.ts';
import { TaskQueue } from './task-queue.ts';
import { toReason, WriteHealth } from './write-health.ts';

/**
 * Keeps transactions in an append-only journal beside a snapshot, and folds the journal into the snapshot when it is large, when nobody writes, and at
 * the end. One write to the disk keeps all the transactions of an append.
 */
export class FileJournal implements Journal {
  readonly initial: KeptState | undefined;
  readonly #parts: FileJournalParts;
  readonly #low: Low<JsonValue>;
  readonly #writer: JournalWriter;
  readonly #health: WriteHealth;
  readonly #queue = new TaskQueue();
  readonly #listeners = new Set<(position: number) => void>();
  #position: number;
  /** That of the state, which goes back when the state is replaced. */
  #statePosition: number;
  #base: Base;
  /** In bytes, of what no snapshot holds. */
  #size: number;
  #foldAt: number;
  #foldFailure: string | undefined;
  #isRefusedShown = false;
  #isFoldAsked = false;
  /** The snapshot that is being written; never rejects. */
  #folding: Promise<void> | undefined;
  #readState: (() => KeptState) | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: FileJournalParts) {
    this.#parts = parts;
    this.#low = new Low<JsonValue>(parts.snapshot, null);
    this.initial = parts.initial;
    this.#position = parts.initial?.position ?? 0;
    this.#statePosition = parts.initial?.snapshot.position ?? 0;
    this.#base = parts.base;
    this.#size = parts.size;
    this.#foldAt = largestOf(this.#parts);
    const probe = (): Promise<void> => this.#queue.run(() => this.#prepare());
    this.#health = new WriteHealth({ ...parts, probe });
    this.#writer = new JournalWriter({ ...parts, onLateFailure: (error) => this.#health.fail(error) });
  }

  get position(): number {
    return this.#position;
  }

  get failure(): string | undefined {
    return this.#health.failure ?? this.#foldFailure;
  }

  follow(readState: () => KeptState): void {
    this.#readState = readState;
  }

  subscribe(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  append(entries: readonly JournalEntry[], expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#refuseConflict(expected);
      this.#size += await this.#health.watch(() => this.#prepare().then(() => this.#writer.append(entries, this.#statePosition)));
      this.#statePosition = entries.at(-1)?.position ?? this.#statePosition;
      this.#health.recover();
      this.#planFold();
      return this.#tell(expected + entries.length);
    });
  }

  replace(snapshot: StoreSnapshot, expected: number): Promise<number> {
    return this.#queue.run(async () => {
      this.#refuseConflict(expected);
      await this.#hurry();
      const number = await this.#health.watch(() => this.#writer.rotate());
      await this.#health.watch(() => this.#write(snapshot, number));
      // The file shows the new state. Where that cannot be made safe it is refused, and the file has to show the old one again.
      this.#isRefusedShown = true;
      await this.#health.watch(() => this.#parts.snapshot.settle());
      this.#isRefusedShown = false;
      this.#foldFailure = undefined;
      this.#statePosition = snapshot.position;
      this.#base = { position: expected + 1, statePosition: snapshot.position, first: number };
      this.#size = 0;
      await this.#cleanUp(number);
      return this.#tell(expected + 1);
    });
  }

  /** Out of the files. What comes before the snapshot is gone: then it is the state itself. */
  read(after: number): Promise<JournalTail> {
    return this.#queue.run(async () => {
      await this.#hurry();
      const readState = (): KeptState | undefined => this.#readState?.() ?? this.initial;
      return readTail({ ...this.#parts, base: this.#base, position: this.#position, after, readState });
    });
  }

  /** What was written before stays in files of its own, which say the contract of theirs. */
  adopt(contract: string): Promise<void> {
    return this.#queue.run(async () => {
      await this.#hurry();
      await this.#health.watch(() => this.#writer.rotate());
      this.#writer.contract = contract;
    });
  }

  close(): Promise<void> {
    return this.#queue.close(() => this.#end());
  }

  async #end(): Promise<void> {
    this.#health.stop();
    this.#parts.snapshot.unwatch();
    clearTimeout(this.#idle);
    await this.#hurry();
    if (this.#size > 0) await this.#startFold().catch((error: unknown) => this.#reportFold(error));
    await this.#hurry();
    await this.#writer.rotate().catch((error: unknown) => this.#reportFold(error));
    await this.#parts.lock.release();
  }

  /** Waits for the snapshot that is being written, which takes no more rests for it. */
  async #hurry(): Promise<void> {
    this.#parts.snapshot.isAwaited = true;
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
    if (this.#parts.lock.isLost) throw new Error('Another host has taken the files over');
    if (this.#isRefusedShown && this.#readState !== undefined) {
      await this.#write(this.#readState().snapshot, await this.#writer.rotate());
      await this.#parts.snapshot.settle();
      this.#isRefusedShown = false;
    }
    await this.#writer.prepare(this.#statePosition);
  }

  #planFold(): void {
    if (this.#size >= this.#foldAt) this.#askFold();
    else this.#foldWhenIdle();
  }

  /** A large snapshot is not written for a small change: that waits for more, or for the end. What could not be folded is tried again. */
  #foldWhenIdle(): void {
    if (this.#queue.isClosed) return;
    const isWorthIt = (): boolean => this.#foldFailure !== undefined || this.#size * SMALL_PART >= this.#parts.snapshot.size;
    this.#idle ??= setTimeout(() => isWorthIt() && this.#askFold(), IDLE).unref();
    this.#idle.refresh();
  }

  #askFold(): void {
    if (this.#isFoldAsked || this.#folding !== undefined || this.#size === 0) return;
    this.#isFoldAsked = true;
    this.#queue
      .run(() => this.#startFold())
      .catch((error: unknown) => this.#reportFold(error))
      .finally(() => (this.#isFoldAsked = false));
  }

  /** Ends the journal's file where the store stands; the snapshot is then written while others append to the next. */
  async #startFold(): Promise<void> {
    // The store applies an entry once it has been told that it is kept.
    await nextTurn();
    if (this.#folding !== undefined || this.#readState === undefined) return;
    const { position, snapshot } = this.#readState();
    if (position !== this.#position) return;
    const first = await this.#writer.rotate();
    this.#folding = this.#fold(snapshot, { position, statePosition: snapshot.position, first }).finally(() => (this.#folding = undefined));
  }

  async #fold(snapshot: StoreSnapshot, base: Base): Promise<void> {
    const [size, number] = [this.#size, base.first];
    try {
      await this.#write(snapshot, number, this.#queue.isClosed);
      await this.#parts.snapshot.settle();
      this.#size -= size;
      this.#base = base;
      this.#foldFailure = undefined;
      await this.#cleanUp(number);
    } catch (error) {
      this.#reportFold(error);
    }
  }

  async #write(snapshot: StoreSnapshot, journal: number, isAwaited = true): Promise<void> {
    this.#parts.snapshot.isAwaited = isAwaited;
    const content: SnapshotContent = { format: SNAPSHOT_FORMAT, contract: this.#writer.contract, journal, ...snapshot };
    this.#low.data = content as unknown as JsonValue;
    try {
      await this.#low.write();
    } finally {
      this.#low.data = null;
    }
  }

  /** The snapshot is safe: the journal before it is needless. What cannot be removed is not read again, and removed with the next snapshot. */
  async #cleanUp(number: number): Promise<void> {
    const { files, file } = this.#parts;
    this.#foldAt = largestOf(this.#parts);
    try {
      await removeJournalsBefore(files, file, number);
      this.#foldFailure = undefined;
    } catch (error) {
      this.#reportFold(error);
    }
  }

  #reportFold(error: unknown): void {
    const { file, logger } = this.#parts;
    this.#foldFailure = 'The journal cannot be folded into the snapshot.';
    this.#foldAt = this.#size + largestOf(this.#parts);
    logger.warn({ file, error }, `The journal cannot be folded into ${file}: ${toReason(error)}. Nothing is lost: the journal goes on.`);
    this.#foldWhenIdle();
  }
}

/** Milliseconds without a write. */
const IDLE = 5000;
/** A journal is folded when idle if it is at least this part of the snapshot. */
const SMALL_PART = 16;
