import { expect, it } from 'vitest';
import { useCommandServer } from './run-remote-command.ts';

const { run, runJson, url } = useCommandServer();
const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const THREAD = '095be615-a8ad-4c33-8e9c-c7612fbf6c9f';

/** Calls an operation in a sandbox, and returns the id of the request. */
async function send(sandbox: string, ...words: readonly string[]): Promise<string> {
  await run('call', ...words, '--sandbox', sandbox);
  const { requests } = (await runJson('requests', '--limit', '1', '--sandbox', sandbox)) as {
    requests: { id: string }[];
  };
  return requests[0]?.id ?? '';
}

it.each([
  ['created', ['createThread', 'name=Plans'], /^Undid request \S+: 1 record is gone again\.\n$/],
  [
    'updated',
    ['updateAccount', `account_uuid=${ACCOUNT}`, 'provider_display_name=Ada'],
    /^Undid request \S+: 1 record is as it was before\.\n$/,
  ],
  [
    'deleted',
    ['deleteThread', `thread_uuid=${THREAD}`],
    /^Undid request \S+: .*\d+ records? (?:is|are) there again\.\n$/,
  ],
  ['not changed', ['listAgents'], /^Request \S+ has changed no record: there is nothing to undo\.\n$/],
  [
    'not changed',
    ['createThread', '--body', '{}'],
    /^Request \S+ has changed no record: there is nothing to undo\.\n$/,
  ],
])('the undo of a request that has %s records says what became of them: %j', async (kind, words, expected) => {
  const sandbox = `undo-${kind.replace(' ', '-')}-${words[0]}`;
  const id = await send(sandbox, ...words);
  expect((await run('changes', 'revert', id, '--sandbox', sandbox)).out).toMatch(expected);
});

it('a list that cuts values says so, wherever it is written to, and how to see all', async () => {
  const long = await send('cut', 'createAgent', 'name=Long', `instruction=${'x'.repeat(300)}`);
  const note = 'What is long is cut (…): --json prints all of it.\n';
  expect((await run('changes', 'list', long, '--sandbox', 'cut')).out).toContain(note);
  expect((await run('sandbox', 'diff', 'cut')).out).toContain(note);
  const short = await send('uncut', 'updateAccount', `account_uuid=${ACCOUNT}`, 'provider_display_name=A … b');
  expect((await run('changes', 'list', short, '--sandbox', 'uncut')).out).not.toContain(note);
  expect((await run('sandbox', 'diff', 'uncut')).out).not.toContain(note);
});

it('a request of another world is found by the command that the rejection names', async () => {
  const id = await send('here', 'listAgents');
  const { code, err } = await run('explain', id, '--sandbox', 'there');
  const command = `npx athena-simulator explain --url ${url()} ${id} --sandbox here`;
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`It is recorded in the sandbox here: ${command} explains it.`),
  ]);
  expect((await run('explain', id, '--sandbox', 'here')).out).toContain('200: listAgents succeeded.');
});
