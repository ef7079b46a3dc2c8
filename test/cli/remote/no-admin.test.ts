import { expect, it } from 'vitest';
import { runCommand, useCommandServer } from './run-remote-command.ts';

const { run, url } = useCommandServer({ noAdmin: true });

it.each([
  [['requests']],
  [['explain']],
  [['explain', 'r1']],
  [['changes', 'revert', 'r1']],
  [['state', 'get']],
  [['sandbox', 'forget', 'w1']],
  [['sandbox', 'reset', 'w1']],
  [['fault', 'remove', 'all']],
  [['call', 'listAgents', '--as', '124']],
])('%j says that the control plane is off', async (argv) => {
  const { code, err } = await run(...argv);
  expect([code, err]).toEqual([1, expect.stringContaining(`The control plane of ${url()} is off (--no-admin)`)]);
  expect(err).not.toContain('could not be found');
});

it('`operations` and `call` work without it', async () => {
  expect((await run('operations', 'listAgents')).out).toContain('Call it: npx athena-simulator call');
  expect((await run('call', 'listAgents')).code).toBe(0);
  const rejected = await run('call', 'retrieveAgent', 'agent_uuid=none');
  expect([rejected.code, rejected.err]).toEqual([1, expect.stringMatching(/^Rejected with 404/)]);
  expect(rejected.err).not.toContain('off');
});

it('`--json` prints what the server responded', async () => {
  const { code, out } = await runCommand(['requests', '--json', '--url', url()]);
  expect([code, JSON.parse(out)]).toEqual([1, { message: expect.stringContaining('could not be found') as string }]);
});
