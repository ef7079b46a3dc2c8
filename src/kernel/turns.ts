import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Long work in slices: lets others have a turn of the event loop whenever a slice has lasted long enough. */
export interface Slices {
  /** Resolves immediately within a slice, and in the next turn of the event loop where the slice is over. */
  pause(): Promise<void>;
}

/**
 * Begins the first slice. `length` is in milliseconds: it decides when others are served, and never what the work does.
 */
export function createSlices(length = SLICE): Slices {
  let begun = performance.now();
  return {
    async pause() {
      if (performance.now() - begun < length) return;
      await nextTurn();
      begun = performance.now();
    },
  };
}

/**
 * Makes a function whose calls resolve one after the other, each in a turn of the event loop of its own: between two of
 * them others are served.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return function takeTurn() {
    last = last.then(() => nextTurn());
    return last;
  };
}

/**
 * Waits for a promise, but no longer than so many milliseconds of the machine's time. Rejects as the promise does
 * meanwhile.
 */
export async function waitAtMost(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  const timer = new AbortController();
  const patience = sleep(milliseconds, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  try {
    await Promise.race([promise, patience]);
  } finally {
    timer.abort();
  }
}

/** Milliseconds. */
const SLICE = 10;
