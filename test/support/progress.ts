/** What a test waits for, until it has come so and so often. */
export interface Goal {
  /** What is counted, for the message, such as "writes were acknowledged". */
  readonly what: string;
  readonly wanted: number;
  /** Returns how many have come until now. */
  readonly count: () => number;
}

/**
 * Returns a function that says whether there are too few. It throws when none has come for a minute, so that a loop
 * which waits for more ends with a message. `now` returns milliseconds.
 */
export function createProgressCheck({ what, wanted, count }: Goal, now = () => performance.now()): () => boolean {
  let [last, since] = [count(), now()];
  return () => {
    const [reached, time] = [count(), now()];
    if (reached >= wanted) return false;
    if (reached > last) [last, since] = [reached, time];
    if (time - since > MAX_STANDSTILL)
      throw new Error(`Only ${reached} of ${wanted} ${what}, and no more within ${MAX_STANDSTILL / 1000} seconds.`);
    return true;
  };
}

/** In milliseconds: also a busy machine, which stops processes for seconds, makes progress within it. */
const MAX_STANDSTILL = 60_000;
