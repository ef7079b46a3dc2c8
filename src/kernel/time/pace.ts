/** Scales the durations of simulated work. */
export interface Pace {
  /** Returns the scaled duration. Both are in milliseconds. */
  scale(milliseconds: number): number;
}

/** The speed-up factor: 1 keeps the real duration, 10 takes a tenth of it, `instant` takes no time. */
export type Speed = number | 'instant';

/** Creates the pace of a speed, which must be above 0. */
export function createPace(speed: Speed): Pace {
  return { scale: speed === 'instant' ? () => 0 : (milliseconds) => Math.round(milliseconds / speed) };
}
