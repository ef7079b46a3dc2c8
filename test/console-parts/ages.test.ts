import { describe, expect, test } from 'vitest';
import { toAge } from '../../src/console/ui/format.ts';
import { toGrown, toPause } from '../../src/console/worlds/grow.ts';

const TOLD_AT = Date.parse('2030-01-01T09:00:00Z');

describe('the age of a world', () => {
  test.each([
    [0, 0, '0 s'],
    [0, 999, '0 s'],
    [0, 1000, '1 s'],
    [58, 2000, '1 min'],
    [340, 3_600_000, '1.1 h'],
    // The clock of the machine was set back.
    [340, -60_000, '5.7 min'],
  ])('that was %d s is after %d ms more %s', (seconds, passed, text) => {
    expect(toAge(toGrown(seconds, TOLD_AT, TOLD_AT + passed))).toBe(text);
  });

  test('is looked at before its text is older than its last digit, and at most once a second', () => {
    let looks = 0;
    for (let age = 0; age < 86_400 * 30; age += toPause(age), looks += 1) {
      expect(toPause(age)).toBeGreaterThanOrEqual(1);
      const [, number = '', unit = ''] = /^([\d.]+) (\w+)$/.exec(toAge(age)) ?? [];
      const digit = Number(number) < 10 && unit !== 's' ? 0.1 : 1;
      expect(toPause(age), `${age} s`).toBeLessThanOrEqual(digit * (SECONDS[unit] ?? 1));
    }
    expect(looks).toBeLessThan(2000);
  });
});

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };
