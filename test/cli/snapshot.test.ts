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

test.each([
  [[], 'The commands are snapshot export, snapshot import, snapshot list, snapshot save, snapshot restore.'],
  [['export'], '<file> is missing.'],
  [['exprot', 'bug.json'], 'Did you mean snapshot export?'],
  [['export', 'a', 'b'], 'b: Unknown command'],
])('requires a command and a file: %j', async (words, message) => {
  const context = createFakeContext({ argv: ['snapshot', ...words] });
  expect(await runCli(context)).toBe(2);
  expect(context.written.err).toContain(message);
});

test('prints JSON with --json', async () => {
  const context = createFakeContext({ argv: ['snapshot', 'export', 'bug.json', '--data', 'mine', '--json'] });
  await runCli(context);
  expect(JSON.parse(context.written.out)).toEqual({ data: 'mine', file: 'bug.json', records: 3 });
});
