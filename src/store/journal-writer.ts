import { dirname } from 'node:path';
import type { Files, OpenFile } from './files.ts';
import { JOURNAL_FORMAT, toJournalLine, toJournalPath } from './journal-line.ts';

/** When a write is made to survive a power cut: before it counts, once a second, or when the system sees fit. The end of the process it survives always. */
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
  /** Told when what had counted before could not be made safe from a power cut. */
  readonly onLateFailure: (error: unknown) => void;
}

/**
 * Appends lines to the journal's numbered files. A line that could not be written is cut off before anything follows it, and what follows goes to a new
 * file: after a failed sync the system may take pages for written that are not, so that a second sync of the same file proves nothing.
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

  constructor(options: JournalWriterOptions) {
    this.#options = options;
    this.#number = options.number;
    this.contract = options.contract;
  }

  /** Writes a line, all of it or nothing; `position` is what the journal stands at before it. Gives its length in bytes. */
  async append(content: object, position: number): Promise<number> {
    const line = toJournalLine(content);
    await this.#extend(await this.#open(position), line);
    return line.length;
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
    const { files, file, durability } = this.#options;
    const path = toJournalPath(file, this.#number);
    const segment: Segment = { path, handle: await files.open(path, durability === 'sync' ? 'create-safe' : 'create'), length: 0 };
    await this.#extend(segment, toJournalLine({ format: JOURNAL_FORMAT, after: position, contract: this.contract }));
    await this.#attempt(segment, () => files.syncFolder(dirname(file)));
    return segment;
  }

  async #extend(segment: Segment, line: Buffer): Promise<void> {
    await this.#attempt(segment, () => segment.handle.write(line));
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
    if (segment.length === 0) {
      await this.#options.files.remove(segment.path);
    } else {
      await segment.handle.truncate(segment.length);
      await segment.handle.sync();
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

/** One file of the journal. */
interface Segment {
  readonly path: string;
  readonly handle: OpenFile;
  /** In bytes, of what counts. */
  length: number;
}

function ignore(): void {}

/** Milliseconds. */
const INTERVAL = 1000;
