import { createBackoff, type Backoff } from '../kernel/time/backoff.ts';
import type { JournalConflict } from './port/journal.ts';
import { StoreError } from './port/store-error.ts';

/** The waits of one commit while other processes write first. */
export class ConflictRetries {
  /** Created with the first conflict: most commits have none. */
  #backoff: Backoff | undefined;
  #startedAt: number | undefined;

  /** Waits before the next attempt. Throws a StoreError (WRITE_FAILED) when the attempts have taken too long. */
  async wait(cause: JournalConflict): Promise<void> {
    this.#startedAt ??= performance.now();
    this.#backoff ??= createBackoff({ first: 1, max: MAX_CONFLICT_WAIT, free: 2 });
    if (performance.now() - this.#startedAt < MAX_CONFLICT_TIME) return this.#backoff.wait();
    const message = 'Failed to store the change: other processes kept writing first. Nothing has changed.';
    throw new StoreError('WRITE_FAILED', message, { cause });
  }
}

/** Milliseconds. */
const MAX_CONFLICT_WAIT = 50;
const MAX_CONFLICT_TIME = 10_000;
