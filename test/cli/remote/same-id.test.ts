import { describe, expect, it } from 'vitest';
import { useCommandServer } from './run-remote-command.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

const { run, runJson, url } = useCommandServer();

/** Sends requests with one id to a sandbox: two updates, then a read. Their numbers are 1, 2 and 3. */
async function sendThree(sandbox: string): Promise<void> {
  for (const name of ['First', 'Second', undefined])
    await fetch(`${url()}/api/v1/agents/${AGENT}`, {
      method: name === undefined ? 'GET' : 'PUT',
      headers: {
        authorization: 'Bearer athena-demo-token',
        'content-type': 'application/json',
        'x-request-id': 'page',
        'x-athena-sandbox': sandbox,
      },
      ...(name === undefined ? {} : { body: JSON.stringify({ name }) }),
    });
}

describe('requests with the same id', () => {
  it('are listed with their numbers, by which they are explained', async () => {
    await sendThree('n1');
    const { out } = await run('requests', '--sandbox', 'n1');
    expect(out.split('\n').slice(1, 4)).toEqual(
      [/^ +1 .* page$/, /^ +2 .* page$/, /^ +3 .* page$/].map((line) => expect.stringMatching(line)),
    );
    expect(await runJson('explain', 'page', '--sandbox', 'n1')).toMatchObject({ number: 3, method: 'GET' });
    expect(await runJson('explain', 'page', '--number', '1', '--sandbox', 'n1')).toMatchObject({
      number: 1,
      method: 'PUT',
    });
    expect((await run('explain', 'page', '--number', '1', '--sandbox', 'n1')).out).toMatch(
      /^Request 1 in the sandbox n1: PUT /,
    );
    const { code, err } = await run('explain', 'page', '--number', '9', '--sandbox', 'n1');
    expect([code, err]).toEqual([1, expect.stringContaining('have the numbers 1, 2, 3.')]);
  });

  it('show what each has changed: without an id, the newest that has changed any', async () => {
    await sendThree('n2');
    const first = await run('changes', 'list', 'page', '--number', '1', '--sandbox', 'n2');
    expect(first.out).toMatch(/changed by request page \(number 1\)\.$/m);
    expect((await run('changes', 'list', '--sandbox', 'n2')).out).toMatch(/changed by request page \(number 2\)\.$/m);
    expect((await run('changes', 'list', 'page', '--sandbox', 'n2')).out).toContain(
      'No record was changed by request page.',
    );
  });

  it('are undone by their numbers; the remedy of a conflict is a command that works', async () => {
    await sendThree('n3');
    const { code, err } = await run('changes', 'revert', 'page', '--number', '1', '--sandbox', 'n3');
    expect(code).toBe(1);
    const [, line = ''] =
      /npx athena-simulator (changes revert --url \S+ page --number 2 --sandbox n3)/.exec(err) ?? [];
    expect(await run(...line.split(' '))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Undid request page \(number 2\): .* before\.\n$/),
    });
    expect((await run('changes', 'revert', 'page', '--number', '1', '--sandbox', 'n3')).code).toBe(0);
  });

  it('need the id beside a number', async () => {
    for (const command of [['explain'], ['changes', 'list']]) {
      const { code, err } = await run(...command, '--number', '1', '--sandbox', 'n4');
      expect([code, err]).toEqual([2, expect.stringContaining('Give the id of the request, too')]);
    }
  });
});
