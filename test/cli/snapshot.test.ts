import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { createFakeContext } from './fake-context.ts';

test.each([
  ['export', 'bug.json holds the state of mine: 3 records.\n'],
  ['import', 'mine holds the state of bug.json: 3 records.\n'],
])('%s reports what it did', async (verb, text) => {
  const context = createFakeContext({ argv: ['snapshot', verb, 'bug.json', '--data', 'mine'] });
  expect(await runCli(context)).toBe(0);
  expect(context.written.out).toBe(text);
});

test.each([[[]], [['export']], [['restore', 'bug.json']], [['export', 'a', 'b']]])(
  'requires a verb and a file: %j',
  async (words) => {
    expect(await runCli(createFakeContext({ argv: ['snapshot', ...words] }))).toBe(2);
  },
);
