import { describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { toScreenTable } from '../../../src/cli/terminal/screen-records.ts';
import { createFakeContext } from '../fake-context.ts';
import { useCommandServer } from './run-remote-command.ts';

const { run, runJson, url } = useCommandServer();
const AGENT = '550e8400-e29b-41d4-a716-446655440000';

/** Runs a command on a terminal of this width. */
async function runOnScreen(columns: number, ...argv: readonly string[]): Promise<string> {
  const context = createFakeContext({ argv: [...argv, '--url', url()] });
  const stdout = { ...context.terminal.stdout, isTTY: true, columns };
  expect(await runCli({ ...context, terminal: { ...context.terminal, stdout } })).toBe(0);
  return context.written.out;
}

describe('the records of a collection on a terminal', () => {
  it.each([80, 160])('are a table that fits in %i columns, with the names first', async (columns) => {
    const lines = (await runOnScreen(columns, 'state', 'get', 'agents')).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^UUID +NAME /);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(lines.some((line) => line.startsWith(`${AGENT}  Customer Support`))).toBe(true);
    expect(lines.at(-1)).toMatch(/^\d+ records\. Not shown: /);
  });

  it('are a table of 80 columns on a terminal that tells no width', async () => {
    expect(await runOnScreen(0, 'state', 'get', 'agents')).toBe(await runOnScreen(80, 'state', 'get', 'agents'));
  });

  it('have what is due as dates', async () => {
    expect(await runOnScreen(120, 'state', 'get', 'scheduled_work')).toMatch(
      /^ *1 {2}workflow\.scheduled-start {2}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}[a-z]+\/[\da-f-]{36}$/m,
    );
    expect(await runOnScreen(120, 'state', 'get', 'scheduled_work', '1')).toMatch(/^due +\d{4}-\d\d-\d\dT/m);
  });

  it('are the same as ever for a program', async () => {
    expect((await run('state', 'get', 'agents')).out).toMatch(new RegExp(`^${AGENT} {2}\\{"uuid":"${AGENT}",`, 'm'));
    expect((await run('state', 'get', 'scheduled_work', '1')).out).toMatch(/^due +\d{13}$/m);
    expect(JSON.parse(await runOnScreen(80, 'state', 'get', 'agents', '--json'))).toEqual(
      await runJson('state', 'get', 'agents'),
    );
  });
});

it('very many records are a table, too', () => {
  const records = Array.from({ length: 200_000 }, (_, index) => ({ id: index, name: `Record ${index}` }));
  const lines = toScreenTable({ records, key: 'id', columns: 80 }).trimEnd().split('\n');
  expect(lines.at(-3)).toMatch(/^199999 {2}Record 199999$/);
  expect(lines.at(-1)).toBe('200000 records.');
});

describe('a record on a terminal', () => {
  it('has what is nested as indented JSON', async () => {
    expect(await runOnScreen(80, 'state', 'get', 'agents', AGENT)).toMatch(/^profile_photo_config +\{\n +"emoji": "/m);
    expect((await run('state', 'get', 'agents', AGENT)).out).toMatch(/^profile_photo_config +\{"emoji":"/m);
  });
});
