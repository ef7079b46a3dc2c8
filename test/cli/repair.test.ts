import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { createFakeContext } from './fake-context.ts';

test('says that a folder is not damaged', async () => {
  const context = createFakeContext({ argv: ['repair', '--data', 'mine'] });
  expect(await runCli(context)).toBe(0);
  expect(context.written.out).toBe(
    'mine is not damaged: it holds the state after 7 transactions, 2 of them in the journal.\n',
  );
});

test('reports the damage, the copy, what was recovered and what was lost', async () => {
  const damage = { file: 'mine/db.json.journal-1', offset: 120, message: 'Broken.' };
  const report = { copy: 'mine/before-repair-1', position: 7, kept: 2, damage, dropped: 1 };
  const context = createFakeContext({ argv: ['repair', '--data', 'mine'], repairData: () => Promise.resolve(report) });
  expect(await runCli(context)).toBe(0);
  expect(context.written.out.split('\n')).toEqual([
    'mine/db.json.journal-1: damaged at byte 120. Broken.',
    'Copied: the whole folder as it was, to mine/before-repair-1',
    'Recovered: the state after 7 transactions, 2 of them in the journal',
    'Lost: the damaged line, and 1 readable line after it, which may depend on it',
    '',
  ]);
});

test('says why a repair failed', async () => {
  const error = new BootError([
    { file: 'mine/db.json', pointer: '', message: 'It is held by process 5.', remedy: 'Stop it.' },
  ]);
  const context = createFakeContext({ argv: ['repair', '--data', 'mine'], repairData: () => Promise.reject(error) });
  expect(await runCli(context)).toBe(1);
  expect(context.written.err).toBe(
    'Failed to repair mine.\n\n  mine/db.json: It is held by process 5.\n      Stop it.\n',
  );
});

test('requires a data folder', async () => {
  const context = createFakeContext({ argv: ['repair'], env: { ATHENA_EPHEMERAL: 'true' } });
  expect(await runCli(context)).toBe(2);
});
