import { median } from '../../scripts/median.mjs';

/** A figure, and how far the process was that it was measured in, such as a count of requests. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * Returns how many times as high the figures are at the last point as at the first, by a line through all points. It is
 * the line of Theil and Sen: its slope is the median of the slopes between any two points, so that a quarter of the
 * figures may be far off. Throws for less than two points.
 */
export function toGrowth(points: readonly Point[]): number {
  const [first, last] = [points[0], points.at(-1)];
  const slope = median(points.flatMap((one, index) => points.slice(index + 1).map((other) => toSlope(one, other))));
  if (first === undefined || last === undefined || slope === undefined) throw new Error('A growth needs two points.');
  const start = median(points.map(({ at, value }) => value - slope * (at - first.at))) ?? 0;
  return (start + slope * (last.at - first.at)) / Math.max(start, 0);
}

function toSlope(one: Point, other: Point): number {
  return (other.value - one.value) / (other.at - one.at);
}

/** The growth that other work on the machine may cause. */
export const MAX_GROWTH = 1.5;
