/** A time that is being measured. */
export interface Stopwatch {
  /** Ends the measurement, and returns the milliseconds in which this process could run. */
  stop(): number;
}

/**
 * Measures how long something takes that waits for timers and sockets. The time for which the machine has kept this
 * process from running does not count: nothing can be noticed in it.
 */
export function startStopwatch(): Stopwatch {
  const started = performance.now();
  let last = started;
  let stalled = 0;
  const look = (): void => {
    const now = performance.now();
    const late = now - last - INTERVAL;
    if (late > INTERVAL) stalled += late;
    last = now;
  };
  const timer = setInterval(look, INTERVAL);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return last - started - stalled;
    },
  };
}

/** In milliseconds. */
const INTERVAL = 10;
