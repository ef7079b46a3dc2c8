import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeOptions } from '../../src/config/describe-options.ts';
import { OPTION_NAMES, OPTIONS, type OptionSpec } from '../../src/config/options.ts';
import { formatDefault } from '../../src/config/options/format-default.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

it('the output equals docs/options.md (npm run docs:options)', () => {
  expect(read('docs/options.md')).toBe(describeOptions());
});

it('every option is described with its flag', () => {
  for (const name of OPTION_NAMES) expect(describeOptions()).toContain(`| \`${OPTIONS[name].flag}`);
});

describe('the table of options in README.md', () => {
  const [, table = ''] = /^\| option \| what it sets \|\n([^]*?)\n\n/m.exec(read('README.md')) ?? [];
  const cells = table.split('\n').map((line) => line.split(/(?<!\\)\|/)[1] ?? '');
  const given = cells.flatMap((cell) =>
    [...cell.matchAll(/`(--[a-z-]+)(?: ([^`]+))?`/g)].map((match) => match.slice(1)),
  );

  it('has options', () => {
    expect(given.length).toBeGreaterThan(30);
  });

  it.each(given)('has %s as it is, with its default where it has one', (flag, value) => {
    const option = OPTION_NAMES.map((name): OptionSpec => OPTIONS[name]).find((spec) => spec.flag === flag);
    expect(option).toBeDefined();
    const text = option === undefined ? undefined : formatDefault(option);
    if (value !== undefined && text !== undefined && !/^[A-Z]+$|\|/.test(value)) expect(value).toBe(text);
  });
});
