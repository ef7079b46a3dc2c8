import { describe, expect, it } from 'vitest';
import { MAX_GROWTH, toGrowth, type Point } from './growth.ts';

/** Figures at 1, 2, 3 and so on. */
const toPoints = (values: readonly number[]): readonly Point[] =>
  values.map((value, index) => ({ at: index + 1, value }));

describe('the growth of figures', () => {
  it('is that of a line, from its first point to its last', () => {
    expect(toGrowth(toPoints([2, 3, 4, 5, 6]))).toBeCloseTo(3);
    expect(toGrowth(toPoints([4, 4, 4]))).toBe(1);
    expect(toGrowth(toPoints([4, 3, 2]))).toBeCloseTo(0.5);
  });

  it('is by how far the process was, and not by the number of figures', () => {
    const costs = [1.91, 2.49, 3.06, 3.45, 3.73];
    const requests = [10_780, 16_710, 22_070, 26_760, 30_660];
    expect(toGrowth(costs.map((value, index) => ({ at: requests[index] ?? 0, value })))).toBeCloseTo(1.98, 1);
  });

  it.each([
    ['the last figure', [1, 1.1, 0.9, 1, 6]],
    ['the first figure', [6, 1.1, 0.9, 1, 1.2]],
    ['every second figure, by a third', [1, 1.3, 1, 1.3, 1, 1.3]],
    ['all figures from the third on, twice as high', [1, 1, 2, 2, 2, 2, 2, 2]],
  ])('is below the limit when noise raises %s', (_, values) => {
    expect(toGrowth(toPoints(values))).toBeLessThan(MAX_GROWTH);
  });

  it('has no bound when the line begins at nothing', () => {
    expect(toGrowth(toPoints([0, 1, 2]))).toBe(Infinity);
  });

  it('is not told of a single figure', () => {
    expect(() => toGrowth(toPoints([1]))).toThrow('A growth needs two points.');
  });
});
