/** Returns an age in whole seconds at the time `now`. It was told at `toldAt`, both in milliseconds. */
export function toGrown(seconds: number, toldAt: number, now: number): number {
  return Math.max(seconds, seconds + Math.floor((now - toldAt) / 1000));
}

/**
 * Returns the seconds until an age is worth another look: a second while it is young, later a hundredth of it, since
 * its text has two digits at most.
 */
export function toPause(seconds: number): number {
  return Math.max(1, Math.floor(seconds / 100));
}
