/** How long things take that take simulated time. */
export interface Pace {
  /** What a duration is shortened to; both in milliseconds. */
  scale(milliseconds: number): number;
}

/** How much faster than life things go: 1 is as long as they take, 10 a tenth of that, `instant` no time at all. */
export type Speed = number | 'instant';

/** A pace out of a speed above 0. */
export function createPace(speed: Speed): Pace {
  return { scale: speed === 'instant' ? () => 0 : (milliseconds) => Math.round(milliseconds / speed) };
}
