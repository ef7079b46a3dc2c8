import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOKENS } from '../../../src/kernel/page/tokens.ts';

test('the pages have the colours, spaces and type of the console', () => {
  const path = new URL('../../../src/console/styles/tokens.css', import.meta.url);
  const withoutComments = readFileSync(path, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
  const toLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');
  expect(toLines(TOKENS)).toEqual(toLines(withoutComments));
});
