import type { Logger } from '../../../kernel/logger.ts';
import { FilesLostError, isUnserialisable } from '../../port/store-error.ts';

/** What a write health is made from. */
export interface WriteHealthOptions {
  readonly file: string;
  readonly logger: Logger;
  /** Tries whether something can be written; throws where it cannot. */
  readonly probe: () => Promise<void>;
  /**
   * Looks whether all is in its place, once a second: what is removed while nobody writes is noticed, too. Throws where
   * it is not.
   */
  readonly checkFiles: () => Promise<void>;
}

/**
 * Knows whether writes can be kept, says so in the log when that changes, and while they cannot tries again by itself.
 */
export class WriteHealth {
  failure: string | undefined;
  readonly #options: WriteHealthOptions;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  readonly #looking: NodeJS.Timeout;

  constructor(options: WriteHealthOptions) {
    this.#options = options;
    this.#looking = setInterval(() => this.#look(), PAUSE).unref();
  }

  fail(error: unknown): void {
    const { file, logger } = this.#options;
    const reason = toReason(error);
    if (this.failure === undefined)
      logger.error(
        { file, reason },
        `Nothing can be kept beside ${file} at present: writes are refused, reads go on. ${toSentence(reason)}`,
      );
    // Without the path that the reason has: whoever asks for our health need not know it.
    this.failure =
      error instanceof FilesLostError ? `Nothing can be kept: ${reason}` : `Nothing can be kept${toCode(error)}.`;
    // A sync that was under way may fail after the end: there is nothing left to try.
    if (!this.#isStopped) this.#timer ??= setTimeout(() => this.#tryAgain(), PAUSE).unref();
  }

  recover(): void {
    if (this.failure === undefined) return;
    const { file, logger } = this.#options;
    this.#rest();
    this.failure = undefined;
    logger.info({ file }, `Writes are kept beside ${file} again.`);
  }

  /** Gives what a step does; where it fails, so do writes, unless it is what was to be written that cannot be. */
  async run<Result>(step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      if (!isUnserialisable(error)) this.fail(error);
      throw error;
    }
  }

  /** Tries and looks no more. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#looking);
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (this.failure === undefined) this.run(this.#options.checkFiles).catch(ignore);
  }

  #tryAgain(): void {
    this.#timer = undefined;
    this.#options.probe().then(
      () => this.recover(),
      (error: unknown) => this.fail(error),
    );
  }
}

function toSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith('.') ? '' : '.'}`;
}

function toCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? `: ${error.code}` : '';
}

/** What an error says. */
export function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ignore(): void {}

/** Milliseconds. */
const PAUSE = 1000;
