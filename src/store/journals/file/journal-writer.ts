import { dirname } from 'node:path';
import type { FileOwnership } from '../../files/file-ownership.ts';
import { hasCode, type Files, type OpenFile, type OpenMode } from '../../files/files.ts';
import { JOURNAL_FORMAT, toJournalLine, toJournalPath } from './journal-line.ts';

/**
 * When a write is made to survive a power cut: before it counts, once a second, or when the system sees fit. The end of
 * the process it survives always.
 */
export type Durability = 'sync' | 'interval' | 'none';

/** What a writer is made from. */
export interface JournalWriterOptions {
  readonly files: Files;
  /** The snapshot that the journal lies beside. */
  readonly file: string;
  /** The first number that no journal file has. */
  readonly number: number;
  readonly durability: Durability;
  /** The digest of the contract that what is written fits. */
  readonly contract: string | undefined;
  /** Which opening of the files writes: a reader ignores files of an earlier one that appear later. */
  readonly epoch: number;
  /** The numbers of the files that hold what no snapshot does. */
  readonly numbers: readonly number[];
  readonly ownership: FileOwnership;
  /** Told when what had counted before could not be made safe from a power cut. */
  readonly onLateFailure: (error: unknown) => void;
}

/**
 * Appends lines to the journal's numbered files. A line that could not be written is cut off before anything follows
 * it, and what follows goes to a new file: after a failed sync the system may take pages for written that are not, so
 * that a second sync of the same file proves nothing.
 */
export class JournalWriter {
  /** The digest that the next file says. */
  contract: string | undefined;
  readonly #options: JournalWriterOptions;
  /** The number of the file that is written, or that the next line will make. */
  #number: number;
  #segment: Segment | undefined;
  /** A file with an end that has to go. */
  #broken: Segment | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The files that were left, and still count. */
  #closed: readonly number[];

  constructor(options: JournalWriterOptions) {
    this.#options = options;
    this.#number = options.number;
    this.contract = options.contract;
    this.#closed = options.numbers;
  }

  /**
   * Writes a line, all of it or nothing; `position` is what the journal stands at before it. Returns its length in
   * bytes. The claim is checked when the line is safe: whoever takes the lock over later than that reads the line.
   */
  async append(content: object, position: number): Promise<number> {
    const line = toJournalLine(content);
    const segment = await this.#open(position);
    // Before anything is written behind what was cut off.
    if (!(await isComplete(segment))) await this.#options.ownership.check(this);
    await this.#extend(segment, line, () => this.#options.ownership.check(this));
    return line.length;
  }

  /** Whether every file that counts is where it was, and nothing was cut off the one that is written. */
  async hasAllFiles(): Promise<boolean> {
    const { files, file } = this.#options;
    const isThere = async (number: number): Promise<boolean> =>
      (await files.identify(toJournalPath(file, number))) !== undefined;
    const found = await Promise.all([
      this.#segment === undefined || isComplete(this.#segment),
      ...this.#closed.map(isThere),
    ]);
    return !found.includes(false);
  }

  /** These files do not count any more. */
  forget(isForgotten: (number: number) => boolean): void {
    this.#closed = this.#closed.filter((number) => !isForgotten(number));
  }

  /** Closes what is open, and changes nothing: the files may be another process's. */
  async abandon(): Promise<void> {
    const open = [this.#segment, this.#broken];
    this.#leave();
    this.#broken = undefined;
    for (const segment of open) await segment?.handle.close().catch(ignore);
  }

  /** Sees to it that there is a file to write to. Throws where there cannot be one. */
  async prepare(position: number): Promise<void> {
    await this.#open(position);
  }

  /** Ends the current file, and gives the number of the one that what comes next will be in. */
  async rotate(): Promise<number> {
    await this.#mend();
    const segment = this.#segment;
    if (segment === undefined) return this.#number;
    if (this.#options.durability === 'interval') await segment.handle.sync();
    this.#closed = [...this.#closed, this.#number];
    this.#leave();
    await segment.handle.close();
    return this.#number;
  }

  async #open(position: number): Promise<Segment> {
    await this.#mend();
    this.#segment ??= await this.#create(position);
    return this.#segment;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#segment = undefined;
    this.#number += 1;
  }

  async #create(position: number): Promise<Segment> {
    const { files, file, durability, epoch } = this.#options;
    const handle = await this.#createFile(durability === 'sync' ? 'create-durable' : 'create');
    const segment: Segment = {
      number: this.#number,
      path: toJournalPath(file, this.#number),
      handle,
      length: 0,
      written: 0,
    };
    const header = toJournalLine({ format: JOURNAL_FORMAT, epoch, after: position, contract: this.contract });
    await this.#extend(segment, header, () => files.syncFolder(dirname(file)));
    return segment;
  }

  /**
   * Checked first, as the path may lead into another folder. A process that has lost the lock may have made a file of
   * the next number.
   */
  async #createFile(mode: OpenMode): Promise<OpenFile> {
    const { files, file, ownership: claim } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      await claim.checkLock();
      try {
        return await files.open(toJournalPath(file, this.#number), mode);
      } catch (error) {
        if (!hasCode(error, 'EEXIST') || attempt === MAX_ATTEMPTS) throw error;
        this.#number += 1;
      }
    }
  }

  /** Writes a line, which counts when `confirm` has ended. */
  async #extend(segment: Segment, line: Buffer, confirm: () => Promise<void>): Promise<void> {
    await this.#attempt(segment, async () => {
      segment.written += line.length;
      await segment.handle.write(line);
      await confirm();
    });
    segment.length += line.length;
    if (this.#options.durability === 'interval') this.#syncLater(segment);
  }

  async #attempt(segment: Segment, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#leave();
      this.#broken = segment;
      // Now, so that what was refused is gone even if the process ends next; if it cannot be, before the next write.
      await this.#mend().catch(ignore);
      throw error;
    }
  }

  async #mend(): Promise<void> {
    const segment = this.#broken;
    if (segment === undefined) return;
    await this.#options.ownership.checkLock();
    if (segment.length === 0) {
      await this.#options.files.remove(segment.path);
    } else {
      await segment.handle.truncate(segment.length);
      await segment.handle.sync();
      this.#closed = [...this.#closed, segment.number];
    }
    this.#broken = undefined;
    await segment.handle.close().catch(ignore);
  }

  #syncLater(segment: Segment): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      segment.handle.sync().catch(this.#options.onLateFailure);
    }, INTERVAL).unref();
  }
}

/** Whether all that was written to a file is where it was written. */
function isComplete({ handle, path, written }: Segment): Promise<boolean> {
  return handle.isAt(path, written);
}

/** One file of the journal. */
interface Segment {
  readonly number: number;
  readonly path: string;
  readonly handle: OpenFile;
  /** In bytes: what it has to have, a line that does not count yet included. */
  written: number;
  /** In bytes, of what counts. */
  length: number;
}

function ignore(): void {}

/** Milliseconds. */
const INTERVAL = 1000;
const MAX_ATTEMPTS = 100;
