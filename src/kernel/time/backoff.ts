import { setTimeout as sleep } from 'node:timers/promises';
import { createSystemRandom, toFraction } from '../random/random.ts';

/**
 * The waits between attempts. Each is random, below a limit that doubles from `first` to `max` milliseconds, so that
 * processes that failed together do not try again together.
 */
export interface Backoff {
  /** Returns the milliseconds to wait before the next attempt. */
  next(): number;
  /** Waits before the next attempt. Rejects when the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
  /** Starts again from `first`, after an attempt that succeeded. */
  reset(): void;
}

/** Creates the waits of one series of attempts. The first `free` attempts wait for nothing. */
export function createBackoff({ first, max, free = 0 }: BackoffOptions): Backoff {
  const random = createSystemRandom();
  let attempts = 0;
  const next = (): number => {
    attempts += 1;
    if (attempts <= free) return 0;
    return (
      toFraction(random.hex('backoff', 8)) * Math.min(max, first * 2 ** Math.min(attempts - free - 1, MAX_DOUBLINGS))
    );
  };
  return {
    next,
    wait: async (signal) => {
      const delay = next();
      if (delay > 0) await sleep(delay, undefined, { signal });
    },
    reset: () => {
      attempts = 0;
    },
  };
}

/** Options of a backoff, in milliseconds. */
interface BackoffOptions {
  readonly first: number;
  readonly max: number;
  readonly free?: number;
}

/** Keeps the power finite. */
const MAX_DOUBLINGS = 30;
