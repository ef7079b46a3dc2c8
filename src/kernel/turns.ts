import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Splits long work into slices, so that other work gets a turn of the event loop between them. */
export interface Slices {
  /** Resolves immediately within a slice, and in the next turn of the event loop when the slice is over. */
  pause(): Promise<void>;
}

/** Starts the first slice. `length` is in milliseconds; it affects scheduling only, never results. */
export function createSlices(length = SLICE): Slices {
  let startedAt = performance.now();
  return {
    async pause() {
      if (performance.now() - startedAt < length) return;
      await nextTurn();
      startedAt = performance.now();
    },
  };
}

/** Creates a function whose calls resolve one by one, each in its own turn of the event loop. */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return function takeTurn() {
    last = last.then(() => nextTurn());
    return last;
  };
}

/** Waits for a promise for at most that many milliseconds of machine time. Rejects when the promise does meanwhile. */
export async function waitAtMost(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  const timer = new AbortController();
  const timeout = sleep(milliseconds, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  try {
    await Promise.race([promise, timeout]);
  } finally {
    timer.abort();
  }
}

/** Resolves when a signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Milliseconds. */
const SLICE = 10;
