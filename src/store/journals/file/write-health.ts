import type { Logger } from '../../../kernel/logger.ts';
import { FilesLostError, isUnserialisable } from '../../port/store-error.ts';
import { toReason } from '../../../kernel/text/to-reason.ts';

/** Options of WriteHealth. */
export interface WriteHealthOptions {
  readonly file: string;
  readonly logger: Logger;
  /** Tries to write; throws when that fails. */
  readonly probe: () => Promise<void>;
  /**
   * Checks once a second that the files are in place, so that a missing file is noticed even without writes. Throws
   * when one is missing.
   */
  readonly checkFiles: () => Promise<void>;
}

/** Tracks whether writes succeed, logs when that changes, and tries again by itself while they fail. */
export class WriteHealth {
  failure: string | undefined;
  readonly #options: WriteHealthOptions;
  #retryTimer: NodeJS.Timeout | undefined;
  #isStopped = false;
  readonly #checkTimer: NodeJS.Timeout;

  constructor(options: WriteHealthOptions) {
    this.#options = options;
    this.#checkTimer = setInterval(() => this.#check(), INTERVAL).unref();
  }

  fail(error: unknown): void {
    const { file, logger } = this.#options;
    const reason = toReason(error);
    if (this.failure === undefined)
      logger.error(
        { file, reason },
        `Failed to write the journal of ${file}: ${toSentence(reason)} Writes are rejected until it succeeds again; reads continue.`,
      );
    // Omits the path, because the health endpoint shows this text to clients.
    this.failure =
      error instanceof FilesLostError ? `Writes are rejected: ${reason}` : `Writes are rejected${toCode(error)}.`;
    // A background sync may fail after stop(); do not retry then.
    if (!this.#isStopped) this.#retryTimer ??= setTimeout(() => this.#retry(), INTERVAL).unref();
  }

  recover(): void {
    if (this.failure === undefined) return;
    const { file, logger } = this.#options;
    this.#clearRetryTimer();
    this.failure = undefined;
    logger.info({ file }, `Writes to the journal of ${file} succeed again.`);
  }

  /**
   * Runs a step and returns its result. Its failure counts as a failure of writes, unless the content cannot be
   * serialized.
   */
  async run<Result>(step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      if (!isUnserialisable(error)) this.fail(error);
      throw error;
    }
  }

  /** Stops all checks and retries. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#checkTimer);
    this.#clearRetryTimer();
  }

  #clearRetryTimer(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
  }

  #check(): void {
    if (this.failure === undefined) this.run(this.#options.checkFiles).catch(ignore);
  }

  #retry(): void {
    this.#retryTimer = undefined;
    this.#options.probe().then(
      () => this.recover(),
      (error: unknown) => this.fail(error),
    );
  }
}

function toSentence(reason: string): string {
  return `${reason}${reason.endsWith('.') ? '' : '.'}`;
}

function toCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? `: ${error.code}` : '';
}

function ignore(): void {}

/** Milliseconds between two checks or retries. */
const INTERVAL = 1000;
