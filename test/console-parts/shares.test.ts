import { describe, expect, test } from 'vitest';
import { toPercent } from '../../src/console/ui/format.ts';
import { formatShare } from '../../src/kernel/text/format-share.ts';

describe('a covered share', () => {
  test.each([
    [{ covered: 0, percent: 0 }, '0 %'],
    [{ covered: 1, percent: 0 }, '<0.1 %'],
    [{ covered: 3, percent: 0.1 }, '0.1 %'],
    [{ covered: 2999, percent: 99.9 }, '99.9 %'],
    [{ covered: 3000, percent: 100 }, '100 %'],
  ])('%o is told as %s by the console, and by the page and the command alike', (share, text) => {
    expect(toPercent(share)).toBe(text);
    expect(`${formatShare(share)} %`).toBe(text);
  });
});
