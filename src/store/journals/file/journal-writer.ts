import { dirname } from 'node:path';
import { hasCode } from '../../../kernel/system-error.ts';
import type { FileOwnership } from '../../files/file-ownership.ts';
import { type Files, type OpenFile, type OpenMode } from '../../files/files.ts';
import { isComplete, writeLine, type Segment } from '../../files/journal-segment.ts';
import { JOURNAL_FORMAT, toJournalLine, toJournalPath } from './journal-line.ts';

/**
 * When a write is made to survive a power cut: `sync` before it is acknowledged, `interval` within a second, `none`
 * whenever the system decides. It always survives the end of the process.
 */
export type Durability = 'sync' | 'interval' | 'none';

/** Options of a journal writer. */
export interface JournalWriterOptions {
  readonly files: Files;
  /** The snapshot's path; the journal is beside it. */
  readonly file: string;
  /** The number of the next journal file. */
  readonly nextFile: number;
  readonly durability: Durability;
  /** The digest of the contract that the entries conform to. */
  readonly contract: string | undefined;
  /** The epoch of this process's ownership: readers ignore files with a lower epoch that have higher file numbers. */
  readonly epoch: number;
  /** The numbers of the files that are not in the snapshot. */
  readonly fileNumbers: readonly number[];
  readonly ownership: FileOwnership;
  /** Called when acknowledged writes could not be synced. */
  readonly onLateFailure: (error: unknown) => void;
}

/**
 * Appends lines to the journal's numbered files. After a failed write, the incomplete line is cut off and a new file is
 * started. The old file is not reused, because after a failed sync a second sync may wrongly succeed.
 */
export class JournalWriter {
  /** The contract's digest in the header of the next file. */
  contract: string | undefined;
  readonly #options: JournalWriterOptions;
  /** The number of the current file, or of the next one when no file is open. */
  #number: number;
  #segment: Segment | undefined;
  /** A file with an incomplete end that must be cut off. */
  #broken: Segment | undefined;
  #syncTimer: NodeJS.Timeout | undefined;
  /** The finished files that are not in the snapshot. */
  #closed: readonly number[];
  /** Those of them that another process has cut off. */
  readonly #cutOff = new Set<number>();

  constructor(options: JournalWriterOptions) {
    this.#options = options;
    this.#number = options.nextFile;
    this.contract = options.contract;
    this.#closed = options.fileNumbers;
  }

  /**
   * Writes a line, completely or not at all. `position` is the state's position before it. Returns the line's length in
   * bytes. The ownership is checked after the line is on the disk: a process that takes the lock over after that reads
   * the line.
   */
  async append(content: object, position: number): Promise<number> {
    const line = toJournalLine(content);
    const segment = await this.#open(position);
    // If the file was truncated or replaced, the ownership check handles it or throws.
    if (!(await isComplete(segment))) await this.#options.ownership.check(this);
    await this.#extend(segment, line, () => this.#options.ownership.check(this));
    return line.length;
  }

  /** Whether all files that are not in the snapshot are in place, and the current one was not truncated. */
  async hasAllFiles(): Promise<boolean> {
    const { files, file } = this.#options;
    const exists = async (number: number): Promise<boolean> =>
      !this.#cutOff.has(number) && (await files.identify(toJournalPath(file, number))) !== undefined;
    const checks = await Promise.all([
      this.#segment === undefined || isComplete(this.#segment),
      ...this.#closed.map(exists),
    ]);
    return !checks.includes(false);
  }

  /** Stops tracking files that the snapshot contains. */
  forget(isForgotten: (number: number) => boolean): void {
    this.#closed = this.#closed.filter((number) => !isForgotten(number));
  }

  /** Closes the open files without changing them: they may belong to another process. */
  async abandon(): Promise<void> {
    const segments = [this.#segment, this.#broken];
    this.#detach();
    this.#broken = undefined;
    for (const segment of segments) await segment?.handle.close().catch(ignore);
  }

  /** Ensures that a file is open. Throws when none can be opened. */
  async prepare(position: number): Promise<void> {
    await this.#open(position);
  }

  /** Ends the current file. Returns the number of the next one. */
  async rotate(): Promise<number> {
    await this.#repair();
    const segment = this.#segment;
    if (segment === undefined) return this.#number;
    if (this.#options.durability === 'interval') await segment.handle.sync();
    this.#closed = [...this.#closed, this.#number];
    this.#detach();
    await segment.handle.close();
    return this.#number;
  }

  async #open(position: number): Promise<Segment> {
    await this.#repair();
    this.#segment ??= await this.#create(position);
    return this.#segment;
  }

  #detach(): void {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    this.#segment = undefined;
    this.#number += 1;
  }

  async #create(position: number): Promise<Segment> {
    const { files, file, durability, epoch } = this.#options;
    const handle = await this.#createFile(durability === 'sync' ? 'create-durable' : 'create');
    const path = toJournalPath(file, this.#number);
    const isExtended = durability === 'sync';
    const segment: Segment = { number: this.#number, path, handle, isExtended, validLength: 0, expectedLength: 0 };
    const header = toJournalLine({ format: JOURNAL_FORMAT, epoch, after: position, contract: this.contract });
    await this.#extend(segment, header, () => files.syncFolder(dirname(file)));
    return segment;
  }

  /**
   * Checks the lock first, because the data folder may have been replaced. A process that has lost the lock may have
   * created a file with the next number; then the following number is tried.
   */
  async #createFile(mode: OpenMode): Promise<OpenFile> {
    const { files, file, ownership } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      await ownership.checkLock();
      try {
        return await files.open(toJournalPath(file, this.#number), mode);
      } catch (error) {
        if (!hasCode(error, 'EEXIST') || attempt === MAX_ATTEMPTS) throw error;
        this.#number += 1;
      }
    }
  }

  /** Writes a line, which is valid once `verify` has resolved. */
  async #extend(segment: Segment, line: Buffer, verify: () => Promise<void>): Promise<void> {
    await this.#attempt(segment, async () => {
      await writeLine(segment, line);
      await verify();
    });
    segment.validLength += line.length;
    if (this.#options.durability === 'interval') this.#syncLater(segment);
  }

  async #attempt(segment: Segment, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#detach();
      this.#broken = segment;
      // Repair now, so that the rejected line is gone even if the process dies. If the repair fails, the next write
      // retries it.
      await this.#repair().catch(ignore);
      throw error;
    }
  }

  async #repair(): Promise<void> {
    const segment = this.#broken;
    if (segment === undefined) return;
    await this.#options.ownership.checkLock();
    if (segment.validLength === 0) {
      await this.#options.files.remove(segment.path);
    } else {
      // A file that was cut off lacks lines, which a later write would hide.
      if (await isComplete(segment)) {
        await segment.handle.truncate(segment.validLength);
        segment.expectedLength = segment.validLength;
        await segment.handle.sync();
      } else this.#cutOff.add(segment.number);
      this.#closed = [...this.#closed, segment.number];
    }
    this.#broken = undefined;
    await segment.handle.close().catch(ignore);
  }

  #syncLater(segment: Segment): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined;
      segment.handle.sync().catch(this.#options.onLateFailure);
    }, SYNC_INTERVAL).unref();
  }
}

function ignore(): void {}

/** Milliseconds. */
const SYNC_INTERVAL = 1000;
const MAX_ATTEMPTS = 100;
