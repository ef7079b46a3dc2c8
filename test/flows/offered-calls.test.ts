import { expect, it } from 'vitest';
import { openMcp } from '../cli/mcp/mcp-session.ts';
import { useCommandServer } from '../cli/remote/run-remote-command.ts';

const { url, run, runJson } = useCommandServer();
/** It takes a token of its own kind, which `--token` gives. */
const OTHER_TOKEN = 'retrieveUserByMultiplaiToken';

it('the call that `operations` offers is accepted, for every operation', async () => {
  const { operations } = (await runJson('operations')) as { operations: readonly { id: string }[] };
  const rejected: unknown[] = [];
  for (const { id } of operations) {
    const { call } = (await runJson('operations', id)) as { call: string };
    const words = toWords(call.replace('npx athena-simulator ', ''));
    const token = id === OTHER_TOKEN ? ['--token', 'multiplai-demo-token'] : [];
    const { code, err } = await run(...words, ...token, '--sandbox', id.toLowerCase());
    if (code !== 0) rejected.push([call, err]);
  }
  expect(rejected).toEqual([]);
  expect(operations).toHaveLength(76);
});

it('the call that `find_operations` tells is valid, for every operation', async () => {
  const { call } = await openMcp(['--url', url()]);
  const { operations } = (await call('find_operations')).data as { operations: readonly { id: string }[] };
  const ids = operations.map(({ id }) => id).filter((id) => id !== OTHER_TOKEN);
  expect(ids).toHaveLength(75);
  for (const id of ids) {
    const described = (await call('find_operations', { operation: id })).data['call'];
    await call('control_world', { action: 'reset' });
    const { isError, text } = await call('call_operation', described as Record<string, unknown>);
    expect([id, isError], text).toEqual([id, false]);
  }
});

/** Splits a command line as a shell does, as far as single quotes. */
function toWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|\\(')/g,
      (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
    ),
  );
}
