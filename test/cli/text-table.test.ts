import { expect, it } from 'vitest';
import { toTable } from '../../src/cli/terminal/text-table.ts';

it('a table has columns as wide as their widest cells, numbers to the right', () => {
  const rows = [
    ['a', 1, 'first'],
    ['bcd', 20, null],
  ];
  expect(toTable(['id', 'size', 'what'], rows)).toBe('ID   SIZE  WHAT\na       1  first\nbcd    20  -\n');
});

it('one long cell of the last column does not lengthen the other rows', () => {
  const rows = [['x'.repeat(1_000_000)], ...Array.from({ length: 20_000 }, () => ['y'])];
  expect(toTable(['what'], rows)).toHaveLength(5 + 1_000_001 + 2 * 20_000);
});
