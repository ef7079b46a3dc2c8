import { describe, expect, it } from 'vitest';
import { useCommandServer } from './run-remote-command.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

const { run, runJson, url } = useCommandServer();

async function rename(sandbox: string, name: string): Promise<void> {
  await fetch(`${url()}/api/v1/agents/${AGENT}`, {
    method: 'PUT',
    headers: {
      authorization: 'Bearer athena-demo-token',
      'content-type': 'application/json',
      'x-request-id': 'rename',
      'x-athena-sandbox': sandbox,
    },
    body: JSON.stringify({ name }),
  });
}

describe('requests replay', () => {
  it('sends a request again, into a fork, and says how to see its changes', async () => {
    await rename('r1', 'First');
    const { code, out } = await run('requests', 'replay', 'rename', '--sandbox', 'r1');
    expect(code).toBe(0);
    expect(out).toMatch(/^Sent rename again, into r1-fork-1 as request rename.replay-\d+: status 200, as before.$/m);
    expect(out).toContain('0 records changed there.');
    const [, line = ''] = /undo it first: npx athena-simulator (.+)$/m.exec(out) ?? [];
    expect((await run(...line.replace(/ --url \S+/, '').split(' '))).code).toBe(0);
    expect((await run('requests', 'replay', 'rename', '--sandbox', 'r1')).out).toMatch(/^updated +agents .*"First"/m);
  });

  it('sends one of several with the same id into a sandbox', async () => {
    for (const name of ['First', 'Second']) await rename('r2', name);
    await rename('r3', 'Third');
    const options = ['--number', '1', '--into', 'r3', '--sandbox', 'r2'];
    expect(await runJson('requests', 'replay', 'rename', ...options)).toMatchObject({
      sandbox: 'r3',
      changes: [{ collection: 'agents', key: AGENT }],
    });
    const absent = await run('requests', 'replay', 'rename', '--into', 'none', '--sandbox', 'r2');
    expect([absent.code, absent.err]).toEqual([1, expect.stringContaining('There is no sandbox "none".')]);
  });

  it('leaves the list as it was, and is found by a similar word', async () => {
    await rename('r4', 'First');
    expect((await run('requests', '--sandbox', 'r4', '--method', 'PUT')).out).toContain('1 of 1 that match');
    expect((await run('requests', '--help')).out).toContain('--operation');
    expect((await run('requests', 'replay', '--help')).out).toContain('--into');
    const misspelt = await run('requests', 'reply', '--sandbox', 'r4');
    expect([misspelt.code, misspelt.err]).toEqual([2, expect.stringContaining('Did you mean requests replay?')]);
  });
});
