import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, in milliseconds. Rejects when the test has timed out, so that its loops end with it. */
export type Wait = (milliseconds: number) => Promise<void>;

/** Returns the wait of a test. Its signal is aborted when the test times out. */
export function createWait(signal: AbortSignal): Wait {
  return (milliseconds) => sleep(milliseconds, undefined, { signal });
}
