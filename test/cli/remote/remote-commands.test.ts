import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSimulator } from '../../../src/simulator.ts';
import { findFreePort } from '../../../scripts/find-free-port.mjs';
import { toGraph } from '../../athena/workflow/client.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand, useCommandServer } from './run-remote-command.ts';

const { run, runJson, url } = useCommandServer();
const temporaryFolder = useTemporaryFolders();
const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const THREAD = '095be615-a8ad-4c33-8e9c-c7612fbf6c9f';
const MISSING = '00000000-0000-4000-8000-000000000000';

describe('requests', () => {
  it('are listed in columns, filtered by operation and status', async () => {
    await run('call', 'listAgents', '--sandbox', 'r1');
    await run('call', 'createThread', '--body', '{}', '--sandbox', 'r1');
    const { code, out } = await run('requests', '--sandbox', 'r1', '--operation', 'createThread', '--status', '4XX');
    expect(code).toBe(0);
    const [titles = '', request = '', , summary] = out.split('\n');
    expect(titles.split(/\s+/)).toEqual(['NUMBER', 'TIME', 'METHOD', 'PATH', 'STATUS', 'OPERATION', 'ERROR', 'ID']);
    expect(request).toContain('POST    /api/v1/threads     422  createThread');
    expect(summary).toBe('1 of 1 that match, 2 recorded.');
  });

  it('are the newest ones with --limit', async () => {
    for (const operation of ['listAgents', 'listThreads', 'listPrompts'])
      await run('call', operation, '--sandbox', 'r4');
    const { requests } = (await runJson('requests', '--limit', '2', '--sandbox', 'r4')) as { requests: object[] };
    expect(requests).toMatchObject([{ operation_id: 'listThreads' }, { operation_id: 'listPrompts' }]);
  });

  it('are explained, as text and as JSON', async () => {
    await run('call', 'createThread', '--body', '{}', '--sandbox', 'r2');
    const { requests } = (await runJson('requests', '--sandbox', 'r2')) as { requests: { id: string }[] };
    const id = requests[0]?.id ?? '';
    expect((await run('explain', id, '--sandbox', 'r2')).out).toContain('422');
    expect(await runJson('explain', id, '--sandbox', 'r2')).toMatchObject({
      operation_id: 'createThread',
      status: 422,
    });
  });

  it('are explained without an id: the newest one', async () => {
    const none = await run('explain', '--sandbox', 'r3');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('No request of r3 is recorded.')]);
    await run('call', 'listAgents', '--sandbox', 'r3');
    await run('call', 'listThreads', '--sandbox', 'r3');
    expect(await runJson('explain', '--sandbox', 'r3')).toMatchObject({ operation_id: 'listThreads', status: 200 });
  });
});

describe('state', () => {
  it('lists the collections with their sizes', async () => {
    const { out } = await run('state', 'get');
    expect(out).toMatch(/^COLLECTION +RECORDS\n/);
    expect(out).toMatch(/^users +\d+$/m);
  });

  it('shows the records of a collection, and the fields of one', async () => {
    expect((await run('state', 'get', 'users')).out).toMatch(/^ *123 {2}\{"id":123,/m);
    expect((await run('state', 'get', 'users', '123')).out).toMatch(/^name +John Doe$/m);
  });

  it('changes a record by fields: JSON where it is JSON, otherwise text', async () => {
    const words = ['state', 'patch', 'users', '123', 'name=Jo Doe', '--sandbox', 's1'];
    expect((await run(...words)).out).toMatch(/^name +Jo Doe$/m);
    expect(await runJson('state', 'get', 'users', '123', '--sandbox', 's1')).toMatchObject({ name: 'Jo Doe' });
    expect(await runJson('state', 'get', 'users', '123')).toMatchObject({ name: 'John Doe' });
  });

  it('changes records by a JSON file', async () => {
    const file = join(await temporaryFolder(), 'patch.json');
    await writeFile(file, JSON.stringify({ records: [{ id: 123, name: 'Jane' }] }));
    const { code, out } = await run('state', 'patch', 'users', '--body', `@${file}`, '--sandbox', 's2');
    expect([code, out]).toEqual([0, expect.stringMatching(/^users has \d+ records\.\n$/)]);
    expect(await runJson('state', 'get', 'users', '123', '--sandbox', 's2')).toMatchObject({ name: 'Jane' });
  });
});

describe('sandboxes', () => {
  it('are forked, compared, reset and forgotten', async () => {
    await run('state', 'patch', 'users', '123', 'name=Ann', '--sandbox', 'b1');
    expect((await run('sandbox', 'fork', 'b1', 'b2')).out).toMatch(/^b2 is a fork of b1, with \d+ records\.\n$/);
    const { out } = await run('sandbox', 'diff', 'b2', '--collection', 'users');
    expect(out).toContain('~  users       123  /name: "John Doe" -> "Ann"');
    expect(out).toContain('1 record differs: from baseline to sandbox:b2.');
    await run('sandbox', 'reset', 'b1');
    expect(await runJson('sandbox', 'diff', 'b1', '--collection', 'users')).toMatchObject({ total: 0 });
    expect(await runJson('sandbox', 'diff', 'b2', 'b1', '--collection', 'users')).toMatchObject({ total: 1 });
    expect((await run('sandbox', 'list')).out).toMatch(/^b2 /m);
    expect((await run('sandbox', 'forget', 'b2')).code).toBe(0);
    expect((await run('sandbox', 'list')).out).not.toMatch(/^b2 /m);
  });
});

describe('snapshots', () => {
  it('are saved, listed and restored', async () => {
    expect((await run('snapshot', 'list', '--sandbox', 'n1')).out).toContain('There are no snapshots.');
    expect((await run('snapshot', 'save', 'start', '--sandbox', 'n1')).out).toMatch(/^Saved start: \d+ records, at /);
    await run('state', 'patch', 'users', '123', 'name=Ann', '--sandbox', 'n1');
    expect((await run('snapshot', 'list', '--sandbox', 'n1')).out).toMatch(/^start +\d+ /m);
    expect((await run('snapshot', 'restore', 'start', '--sandbox', 'n1')).code).toBe(0);
    expect(await runJson('state', 'get', 'users', '123', '--sandbox', 'n1')).toMatchObject({ name: 'John Doe' });
    expect((await run('snapshot', 'save', 'start', '--sandbox', 'n1')).code).toBe(1);
    await run('state', 'patch', 'users', '123', 'name=Ann', '--sandbox', 'n1');
    expect(await runJson('sandbox', 'diff', 'n1', 'snapshot:start', '--collection', 'users')).toMatchObject({
      total: 1,
    });
    expect((await run('snapshot', 'save', 'start', '--replace', '--sandbox', 'n1')).code).toBe(0);
  });
});

describe('what a request has changed', () => {
  it('is listed, of the newest request by default, and undone', async () => {
    await run('call', 'createThread', 'name=By mistake', '--sandbox', 'u1');
    const { out } = await run('changes', 'list', '--sandbox', 'u1');
    expect(out).toMatch(/^created +threads +\S+ +\{.*"name":"By mistake"/m);
    const [, id = ''] = /^1 record was changed by request (\S+)\.$/m.exec(out) ?? [];
    expect((await run('changes', 'revert', id, '--sandbox', 'u1')).out).toBe(
      `Undid request ${id}: 1 record is gone again.\n`,
    );
    expect(await runJson('sandbox', 'diff', 'u1')).toMatchObject({ total: 0 });
    const again = await run('changes', 'revert', id, '--sandbox', 'u1');
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('it was reverted already, or later requests undid it'),
    ]);
    expect(again.err.trimEnd().split('\n')).toHaveLength(2);
    expect((await run('changes', 'revert', '--sandbox', 'u1')).code).toBe(2);
    const unknown = await run('changes', 'revert', 'none', '--sandbox', 'u1');
    expect([unknown.code, unknown.err]).toEqual([
      1,
      expect.stringContaining(`npx athena-simulator requests --url ${url()} --sandbox u1 lists its requests.`),
    ]);
  });

  it('is that of the newest request that changed something, unless it is named', async () => {
    await run('call', 'createThread', 'name=Before a read', '--sandbox', 'u5');
    await run('call', 'listAgents', '--sandbox', 'u5');
    await run('call', 'createThread', '--body', '{}', '--sandbox', 'u5');
    expect((await run('changes', 'list', '--sandbox', 'u5')).out).toContain('"name":"Before a read"');
    const { requests } = (await runJson('requests', '--operation', 'listAgents', '--sandbox', 'u5')) as {
      requests: { id: string }[];
    };
    const id = requests[0]?.id ?? '';
    expect((await run('changes', 'list', id, '--sandbox', 'u5')).out).toBe(`No record was changed by request ${id}.\n`);
  });

  it('is looked for in no rejected request, and read once', async () => {
    await run('call', 'createThread', 'name=Before rejections', '--sandbox', 'u8');
    for (const _ of Array.from({ length: 3 })) await run('call', 'createThread', '--body', '{}', '--sandbox', 'u8');
    const sent = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => sent.mockRestore());
    expect((await run('changes', 'list', '--sandbox', 'u8')).out).toContain('"name":"Before rejections"');
    const asked = sent.mock.calls.map(([input]) => new URL(input instanceof Request ? input.url : input).pathname);
    expect(asked.filter((path) => path.endsWith('/changes'))).toHaveLength(1);
  });

  it('is found in a run that failed', async () => {
    const rule = { error: { status: 429, message: 'Busy.' } };
    await run('reply', 'add', '--body', JSON.stringify(rule), '--sandbox', 'u9');
    await run('call', 'createThread', 'name=Before a run', '--sandbox', 'u9');
    const failed = await run('call', 'runThread', `thread_uuid=${THREAD}`, 'message=Kept.', '--sandbox', 'u9');
    expect(failed.err).toContain('Rejected with 429');
    expect((await run('changes', 'list', '--sandbox', 'u9')).out).toMatch(/^created +messages .*Kept\./m);
  });

  it('is that of a request of which no record is kept', async () => {
    await run('call', 'createThread', 'name=Before a large one', '--sandbox', 'u10');
    const parameters = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`text${index}`, 'x'.repeat(1_000_000)]),
    );
    const nodes = [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'set', type: 'data.set', data: { parameters } },
    ];
    const body = JSON.stringify({ name: 'Large', ...toGraph(nodes, ['start > set']) });
    expect((await run('call', 'createWorkflow', '--body', body, '--sandbox', 'u10')).code).toBe(0);
    const { out } = await run('changes', 'list', '--sandbox', 'u10');
    expect(out).toMatch(/^The records that were changed by request \S+ are not kept: it cannot be reverted\.\n$/);
  });

  it('begins with counts when it is much, and long values are cut; so does a comparison', async () => {
    await run('call', 'deleteWorkspace', `workspace_uuid=${ACCOUNT}`, '--sandbox', 'u6');
    const { changes } = (await runJson('changes', 'list', '--sandbox', 'u6')) as {
      changes: { collection: string; record: object }[];
    };
    const threads = changes.filter(({ collection }) => collection === 'threads').length;
    const { out } = await run('changes', 'list', '--sandbox', 'u6');
    expect(out).toMatch(/^COLLECTION +.*DELETED/);
    expect(out).toMatch(new RegExp(`^threads .*\\b${threads}\\b`, 'm'));
    expect(Math.max(...changes.map(({ record }) => JSON.stringify(record ?? null).length))).toBeGreaterThan(400);
    await run('call', 'createAgent', 'name=Long', `instruction=${'x'.repeat(3000)}`, '--sandbox', 'u7');
    const [diff, created] = [await run('sandbox', 'diff', 'u6'), await run('sandbox', 'diff', 'u7')];
    expect(diff.out).toMatch(/^COLLECTION +.*REMOVED/);
    expect(created.out).toMatch(/^\+ .*"name":"Long".*…$/m);
    for (const line of [out, diff.out, created.out].join('').split('\n')) expect(line.length).toBeLessThan(400);
    expect(JSON.stringify(await runJson('sandbox', 'diff', 'u7'))).toContain('x'.repeat(3000));
  });

  it('is not undone when a record has changed since: the remedy is a command that works', async () => {
    const update = ['call', 'updateAgent', `agent_uuid=${ACCOUNT}`, '--sandbox', 'u3'];
    await run(...update, 'name=First');
    const { requests } = (await runJson('requests', '--operation', 'updateAgent', '--sandbox', 'u3')) as {
      requests: { id: string }[];
    };
    const id = requests[0]?.id ?? '';
    await run(...update, 'name=Second');
    const { code, err } = await run('changes', 'revert', id, '--sandbox', 'u3');
    const { requests: later } = (await runJson('requests', '--operation', 'updateAgent', '--sandbox', 'u3')) as {
      requests: { id: string }[];
    };
    const second = later.find((request) => request.id !== id)?.id;
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`npx athena-simulator changes revert --url ${url()} ${second}`),
    ]);
    const [, line = ''] =
      /npx athena-simulator (state patch --url \S+ \S+ \S+ )NAME=VALUE --sandbox u3,/.exec(err) ?? [];
    const edited = await run(...line.trim().split(' '), 'name=Third', '--sandbox', 'u3');
    expect([edited.code, edited.out]).toEqual([0, expect.stringMatching(/^name +Third$/m)]);
  });

  it('is not undone when many records have changed since: ten of them are named, and how many more there are', async () => {
    const deleted = await run('call', 'deleteWorkspace', `workspace_uuid=${ACCOUNT}`, '--sandbox', 'u4');
    expect(deleted.code).toBe(0);
    const { requests } = (await runJson('requests', '--operation', 'deleteWorkspace', '--sandbox', 'u4')) as {
      requests: { id: string }[];
    };
    const id = requests[0]?.id ?? '';
    await run('changes', 'revert', id, '--sandbox', 'u4');
    await run('call', 'updateWorkspace', `workspace_uuid=${ACCOUNT}`, 'name=Other', '--sandbox', 'u4');
    const { code, out, err } = await run('changes', 'revert', id, '--sandbox', 'u4', '--json');
    const { errors } = JSON.parse(out) as { errors: readonly unknown[] };
    expect([code, errors.length]).toEqual([1, expect.toSatisfy((count: number) => count > 100)]);
    expect(err.match(/^ {2}\/collections\//gm)).toHaveLength(10);
    expect(err).toMatch(new RegExp(`^ {2}And ${errors.length - 10} more\\.$`, 'm'));
  });

  it('is shown field by field', async () => {
    await run('call', 'updateAgent', 'agent_uuid=550e8400-e29b-41d4-a716-446655440000', 'name=New', '--sandbox', 'u2');
    expect((await run('changes', 'list', '--sandbox', 'u2')).out).toMatch(
      /^updated +agents +\S+ +\/name: ".*" -> "New", /m,
    );
  });
});

describe('faults', () => {
  it('are added, listed and removed', async () => {
    const words = ['fault', 'add', 'status', '--operation', 'listAgents', '--status', '503', '--times', '1'];
    expect((await run(...words, '--sandbox', 'f1')).out).toContain('listAgents');
    const failed = await run('call', 'listAgents', '--sandbox', 'f1');
    expect([failed.code, failed.err]).toEqual([1, expect.stringContaining('503')]);
    expect((await run('call', 'listAgents', '--sandbox', 'f1')).code).toBe(0);
    const { faults } = (await runJson('fault', 'list', '--sandbox', 'f1')) as {
      faults: { id: string; hits: number }[];
    };
    expect(faults).toMatchObject([{ hits: 1 }]);
    await run('fault', 'remove', faults[0]?.id ?? '', '--sandbox', 'f1');
    expect((await run('fault', 'list', '--sandbox', 'f1')).out).toBe('There are no faults.\n');
  });

  it('may be given as JSON', async () => {
    await run('fault', 'add', '--body', '{"kind": "latency", "delay_ms": {"p50": 1, "p99": 2}}', '--sandbox', 'f2');
    expect((await run('fault', 'list', '--sandbox', 'f2')).out).toContain('{"p50":1,"p99":2}');
    expect((await run('fault', 'remove', 'all', '--sandbox', 'f2')).out).toBe('All faults are deleted.\n');
  });
});

describe('scenarios', () => {
  it('are listed and activated, and their steps are gone through', async () => {
    const { scenarios } = (await runJson('scenario', 'list')) as { scenarios: { name: string; steps: unknown[] }[] };
    const story = scenarios.find(({ steps }) => steps.length > 1)?.name ?? '';
    const activated = await run('scenario', 'activate', story, '--sandbox', 'c1');
    expect(activated.out).toMatch(/ is active: .*\.\nStep 1 of \d+: /);
    expect((await run('scenario', 'list', '--sandbox', 'c1')).out).toMatch(
      new RegExp(String.raw`^\*  ${story} +1 of `, 'm'),
    );
    expect((await run('scenario', 'next', '--sandbox', 'c1')).out).toContain('Step 2 of');
    expect((await run('scenario', 'previous', '--sandbox', 'c1')).out).toContain('Step 1 of');
    expect((await run('scenario', 'activate', story, '--step', '2', '--sandbox', 'c1')).out).toContain('Step 2 of');
    expect((await run('scenario', 'previous')).code).toBe(1);
  });
});

describe('the clock', () => {
  it('is shown, frozen, advanced and resumed', async () => {
    expect((await run('clock', 'freeze', '2030-01-01T09:00:00Z', '--sandbox', 't1')).out).toMatch(/^time +frozen$/m);
    expect((await run('clock', 'advance', 'PT1H', '--sandbox', 't1')).out).toMatch(/^ran +nothing was due$/m);
    await run('clock', 'advance', '1000', '--sandbox', 't1');
    expect((await run('clock', 'show', '--sandbox', 't1')).out).toMatch(/^now +2030-01-01T10:00:01/);
    expect((await run('clock', 'resume', '--sandbox', 't1')).out).not.toContain('frozen');
    expect((await run('clock', 'advance', 'P7D', '--sandbox', 't1')).out).toMatch(
      /^ran +.*\b3 × start of a workflow by its schedule$/m,
    );
  });

  it('names the records that the work belongs to', async () => {
    const { out } = await run('clock', 'advance', 'P7D', '--sandbox', 't2');
    expect(out).toMatch(/^WORK +TIMES +OF +NAME$/m);
    expect(out).toMatch(/^workflow\.scheduled-start +1 +workflows\/[\da-f-]{36} +\S.*$/m);
    expect(out).toMatch(/^workflow\.begin +1 +workflow_executions\/[\da-f-]{36} +\S.*$/m);
  });
});

describe('approvals', () => {
  const ID = '778d931e793040dd';
  const OWNER = 'workflow_executions/cf9b15ab-0807-45da-a88d-252c23af05ee';

  it('are listed, with what waits and until when, and approved', async () => {
    const { out } = await run('approval', 'list', '--sandbox', 'w1');
    expect(out).toMatch(/^ID +TITLE +STEP +ASSIGNEE +EXPIRES_AT +OWNER\n/);
    expect(out).toMatch(
      new RegExp(`^${ID} +Refund Approval +A team lead decides +john\\.doe@example\\.com +\\S+Z +${OWNER}$`, 'm'),
    );
    expect(await run('approval', 'approve', ID, '--sandbox', 'w1')).toEqual({
      code: 0,
      out: `${ID} is approved by john.doe@example.com: ${OWNER} goes on.\n`,
      err: '',
    });
    expect((await run('approval', 'list', '--sandbox', 'w1')).out).not.toContain(ID);
    expect((await run('approval', 'list', '--sandbox', 'w2')).out).toContain(ID);
  });

  it('are rejected, by who is named', async () => {
    expect(await runJson('approval', 'reject', ID, '--by', 'boss@example.com', '--sandbox', 'w3')).toEqual({
      id: ID,
      owner: OWNER,
      decision: 'rejected',
      by: 'boss@example.com',
    });
  });

  it('with an unknown id are rejected, with what waits', async () => {
    const { code, err } = await run('approval', 'approve', 'none', '--sandbox', 'w4');
    expect([code, err]).toEqual([1, expect.stringContaining('Nothing with the id none waits.')]);
    expect(err).toContain(`\n${ID}  Refund Approval`);
    expect((await run('approval', 'approve', '--sandbox', 'w4')).code).toBe(2);
  });

  it('are none in an empty workspace', async () => {
    await run('scenario', 'activate', 'empty-workspace', '--sandbox', 'w5');
    expect((await run('approval', 'list', '--sandbox', 'w5')).out).toBe('Nothing waits for an approval.\n');
    const { code, err } = await run('approval', 'reject', ID, '--sandbox', 'w5');
    expect([code, err]).toEqual([1, expect.stringMatching(/\nNothing waits for an approval\.\n$/)]);
  });
});

describe('replies', () => {
  it('are added, tried, listed and removed', async () => {
    expect((await run('reply', 'list', '--sandbox', 'p1')).out).toContain('There are no reply rules.');
    expect((await run('reply', 'add', 'Approved.', '--when', 'refund', '--sandbox', 'p1')).out).toContain(
      'Added the reply rule 1.',
    );
    const tried = await run('reply', 'try', 'A refund, please', '--sandbox', 'p1');
    expect(tried.out).toMatch(/^Approved\.\n\nAnswered by world 1, after \d+ ms\.\n$/);
    expect((await run('reply', 'list', '--sandbox', 'p1')).out).toContain('{"text":"refund"}');
    expect((await run('reply', 'remove', '1', '--sandbox', 'p1')).out).toBe('1 is deleted.\n');
    expect((await run('reply', 'remove', 'one', '--sandbox', 'p1')).code).toBe(2);
  });
});

describe('call', () => {
  it('finds an operation by its id, and fills in its path and query', async () => {
    const { out, code } = await run('call', 'retrieveAccount', `account_uuid=${ACCOUNT}`);
    expect([code, JSON.parse(out)]).toMatchObject([0, { data: { uuid: ACCOUNT } }]);
    const list = await run('call', 'listAgents', 'per_page=1');
    expect(JSON.parse(list.out)).toMatchObject({ meta: { per_page: 1 } });
  });

  it('sends fields as a JSON body: a text of the contract stays a text', async () => {
    const created = await run('call', 'createThread', 'name=123', '--sandbox', 'o1');
    expect(JSON.parse(created.out)).toMatchObject({ data: { name: '123' } });
  });

  it('tells what the server rejects, its remedy, and where to read why', async () => {
    const { code, out, err } = await run('call', 'createThread', '--body', '{}', '--sandbox', 'o2');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Rejected with 422');
    expect(err).toContain('  name: The name field is required.');
    expect(err).toMatch(/^Remedy: /m);
    expect(err).toMatch(/^Why: npx athena-simulator explain --url \S+ \S+ --sandbox o2$/m);
  });

  it('tells the nearest valid call, which succeeds when it is run', async () => {
    const { err } = await run(
      'call',
      'createThread',
      '--body',
      '{}',
      '--sandbox',
      'o3',
      '--as',
      'jane.smith@example.com',
    );
    const [, name = '', rest = ''] =
      /^Nearest valid call: npx athena-simulator call --url \S+ createThread '(name=[^']+)' (.+)$/m.exec(err) ?? [];
    expect(rest).toBe('--as 124 --sandbox o3');
    const again = await run('call', 'createThread', name, ...rest.split(' '));
    expect([again.code, JSON.parse(again.out)]).toMatchObject([0, { data: { workspace: { user: { id: 124 } } } }]);
    const absent = await run('call', 'retrieveThread', 'thread_uuid=00000000-0000-4000-8000-000000000000');
    expect(absent.err).toContain('Rejected with 404');
    const [, present = ''] =
      /^Nearest valid call: npx athena-simulator call --url \S+ retrieveThread (\S+)$/m.exec(absent.err) ?? [];
    expect(await run('call', 'retrieveThread', present)).toMatchObject({ code: 0 });
  });

  it('names commands where the control plane has them, and the nearest user', async () => {
    const at = `--url ${url()}`;
    await run('snapshot', 'save', 's1', '--sandbox', 'c1');
    const saved = await run('snapshot', 'save', 's1', '--sandbox', 'c1');
    expect(saved.err).toContain(`Replace it: npx athena-simulator snapshot save ${at} s1 --replace --sandbox c1, or`);
    const absent = await run(
      'call',
      'retrieveWorkflowExecution',
      `workflow_execution_uuid=${MISSING}`,
      '--sandbox',
      'c1',
    );
    expect(absent.err).toContain(`npx athena-simulator state get ${at} workflow_executions --sandbox c1, or GET `);
    const user = await run('call', 'listAgents', '--as', 'joh.doe@example.com');
    expect(user.err).toContain('Did you mean john.doe@example.com?');
    expect(user.err).toContain(`npx athena-simulator state get ${at} users, or GET /__admin/state/users, lists them.`);
  });

  it('keeps the server and the sandbox of the command line in the commands that it prints, and no token', async () => {
    const given = ['--url', url(), '--sandbox', 'k1'];
    const { out } = await runCommand(['operations', 'retrieveAgent', ...given, '--admin-token', 'letmein']);
    expect(out).toMatch(
      new RegExp(`^Call it: npx athena-simulator call --url ${url()} retrieveAgent agent_uuid=\\S+ --sandbox k1$`, 'm'),
    );
    const body = ['createThread', '--body', '{}', '--token', 'athena-demo-token'];
    const { err } = await runCommand(['call', ...body, ...given, '--admin-token', 'letmein']);
    expect(err).toContain(`Nearest valid call: npx athena-simulator call --url ${url()} createThread `);
    expect(out + err).not.toMatch(/letmein|demo-token/);
    const fromVariable = { ATHENA_URL: url(), ATHENA_SANDBOX: 'k1' };
    const described = await runCommand(['operations', 'retrieveAgent'], fromVariable);
    expect(described.out).toContain('Call it: npx athena-simulator call retrieveAgent agent_uuid=');
    expect((await runCommand(['call', ...body], fromVariable)).err).not.toContain('--url');
  });

  it('leaves a command in a value as it is, and takes none of its options for those of the line', async () => {
    const value = 'A --url x of npx athena-simulator explain';
    const word = `'name=${value}' `;
    const rejected = await run('call', 'createThread', `name=${value}`, 'workspace_uuid=none', '--sandbox', 'k2');
    const line = `Nearest valid call: npx athena-simulator call --url ${url()} createThread ${word}`;
    expect(rejected.err).toContain(line);
    const [, id = ''] = /^Why: npx athena-simulator explain --url \S+ (\S+) --sandbox k2$/m.exec(rejected.err) ?? [];
    const { out } = await run('explain', id, '--sandbox', 'k2');
    expect(out).toContain(line);
    const unknown = await run('operations', value);
    expect(unknown.err).toBe(
      `No operation contains "${value}". \`npx athena-simulator operations --url ${url()}\` lists all.\n`,
    );
  });

  it.each([
    [['call', 'listAgent'], 'Did you mean listAgents'],
    [['call', 'retrieveAccount'], 'retrieveAccount needs account_uuid=…'],
    [['call', 'listAgents', 'per_pages=1'], 'Did you mean per_page?'],
    [['call', 'retrieveWorkspacesMetrics', '--body', '{}'], 'retrieveWorkspacesMetrics takes no JSON body.'],
    [['call', 'listAgents', 'per_page'], '"per_page" is not of the form name=value.'],
    [['call', 'createThread', '--body', '{'], 'The body is not JSON'],
    [['call', 'createThread', '--body', '@missing.json'], 'Failed to read missing.json'],
    [['state', 'patch', 'users', '123'], 'Give the fields to change'],
    [['state', 'patch', 'users'], 'Name a record'],
    [['fault', 'add'], 'Name the kind of the fault'],
    [['fault', 'add', 'stats'], 'Did you mean status? The kinds are status, latency, drop, '],
    [['clock', 'advance', '7d'], '"7d" is not a duration. Did you mean P7D?'],
    [['clock', 'advance', '90 minutes'], 'Did you mean PT90M?'],
    [['clock', 'advance', '500ms'], 'Did you mean 500?'],
    [['clock', 'advance', '20 milliseconds'], 'Did you mean 20?'],
    [['clock', 'advance', '2 months'], 'Give milliseconds, such as 5000, or an ISO 8601 duration'],
    [['sandbox', 'reset'], '<name|baseline> is missing.'],
    [['state'], 'The commands are state get, state patch.'],
    [['state', 'gte'], 'Did you mean state get?'],
    [['clock', 'show', '--sandbox', 'a b'], '--sandbox: Invalid value "a b".'],
    [['requests', '--operaton', 'x'], 'Did you mean --operation?'],
  ])('%j is wrong usage, and says what to give', async (argv, message) => {
    const { code, err, out } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

describe('the output', () => {
  it('goes to a file with --out', async () => {
    const file = join(await temporaryFolder(), 'state.json');
    const { code, out } = await run('state', 'get', 'users', '--json', '--out', file);
    expect([code, out]).toEqual([0, '']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ key: 'id' });
  });

  it('goes to standard output when the file cannot be written: the server has done what it was asked for', async () => {
    const file = join(await temporaryFolder(), 'missing', 'file');
    const { code, out, err } = await run('clock', 'show', '--json', '--out', file);
    expect([code, err]).toEqual([1, expect.stringContaining('Name another file with --out.')]);
    expect(JSON.parse(out)).toHaveProperty('now');
  });

  it('has the rejection as JSON with --json, and the remedy on standard error', async () => {
    const { code, out, err } = await run('sandbox', 'forget', 'w9', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { status: 404, code: 'RECORD_NOT_FOUND' }]);
    expect(err).toContain('There is no sandbox "w9".');
  });
});

describe('the server', () => {
  it('is named by ATHENA_URL too', async () => {
    const { code, out } = await runCommand(['clock', 'show'], { ATHENA_URL: url() });
    expect([code, out]).toEqual([0, expect.stringMatching(/^now /)]);
  });

  it('that cannot be reached is reported with what to do', async () => {
    const address = `http://localhost:${await findFreePort()}`;
    const { code, err } = await runCommand(['requests', '--url', address]);
    expect([code, err]).toEqual([
      1,
      `Failed to reach the simulator at ${address}: nothing listens there.\nStart it with npx athena-simulator, or name the address of a running one with --url or ATHENA_URL.\n`,
    ]);
  });

  it('that is not a simulator is reported', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end('<h1>Nothing</h1>'));
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { code, err } = await runCommand([
      'requests',
      '--url',
      `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    ]);
    expect([code, err]).toEqual([1, expect.stringContaining('responded with 404, and not as the control plane')]);
  });

  it('gets the admin token; without it, the rejection says how to pass it', async () => {
    const simulator = await createSimulator({ adminToken: 'letmein' });
    onTestFinished(() => simulator.close());
    const { url: address } = await simulator.listen();
    const rejected = await runCommand(['clock', 'show', '--url', address]);
    expect([rejected.code, rejected.err]).toEqual([1, expect.stringContaining('--admin-token or ATHENA_ADMIN_TOKEN')]);
    expect((await runCommand(['clock', 'show', '--url', address, '--admin-token', 'letmein'])).code).toBe(0);
    expect((await runCommand(['clock', 'show'], { ATHENA_URL: address, ATHENA_ADMIN_TOKEN: 'letmein' })).code).toBe(0);
  });
});

it('a cookie parameter is sent as a cookie', async () => {
  const spec = join(await temporaryFolder(), 'cookies.yaml');
  const parameter = '{name: theme, in: cookie, required: true, schema: {type: string, enum: ["a b"]}}';
  const responses = '{"200": {description: ok}}';
  await writeFile(
    spec,
    `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/page: {get: {operationId: getPage, parameters: [${parameter}], responses: ${responses}}}}
`,
  );
  await using simulator = await createSimulator({ spec });
  const { url: address } = await simulator.listen();
  expect((await runCommand(['call', 'getPage', '--url', address])).code).toBe(1);
  expect(await runCommand(['call', 'getPage', 'theme=a b', '--url', address])).toMatchObject({ code: 0, err: '' });
});

describe('a path', () => {
  it.each([
    [['sandbox', 'forget', ''], 'The sandbox is empty.'],
    [['sandbox', 'forget', '..'], 'The sandbox cannot be "..": no address can name it.'],
    [['sandbox', 'reset', ''], 'The sandbox is empty.'],
    [['fault', 'remove', ''], 'The fault is empty.'],
    [['snapshot', 'restore', '%2E%2e'], 'The snapshot cannot be "%2E%2e": no address can name it.'],
    [['state', 'get', 'users', '.'], 'The key cannot be ".": no address can name it.'],
    [['call', 'deleteThread', 'thread_uuid=..'], 'The thread_uuid cannot be "..": no address can name it.'],
    [['call', 'deleteThread', 'thread_uuid='], 'The thread_uuid is empty.'],
  ])('%j is wrong usage: it would be another call', async (argv, message) => {
    await run('fault', 'add', 'status', '--status', '503', '--operation', 'listAgents', '--sandbox', 'd1');
    const before = await run('fault', 'list', '--sandbox', 'd1');
    const { code, err, out } = await run(...argv, '--sandbox', 'd1');
    expect([code, out, err]).toEqual([2, '', `${message}\n`]);
    expect(await run('fault', 'list', '--sandbox', 'd1')).toEqual(before);
  });
});

describe('a hostile server', () => {
  /** Starts a server on a free port until the end of the test, and returns its address. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('does not lead to another one, which would get the token and the body', async () => {
    const got: string[] = [];
    const other = await serve(({ headers }, response) => {
      got.push(JSON.stringify(headers));
      response.end('{}');
    });
    const address = await serve((_request, response) =>
      response.writeHead(307, { location: `${other}/__admin/clock` }).end(),
    );
    const secret = ['--admin-token', 'letmein', '--url', address];
    for (const argv of [
      ['clock', 'show'],
      ['snapshot', 'save', 'one'],
      ['call', 'listAgents'],
    ]) {
      const { code, err } = await runCommand([...argv, ...secret]);
      expect([code, err]).toEqual([1, expect.stringContaining('responded with 307, and not as the control plane')]);
    }
    expect(got).toEqual([]);
  });

  it('cannot send a response without an end', async () => {
    const chunk = Buffer.alloc(2 ** 20, ' ');
    const address = await serve((_request, response) => {
      response.setHeader('content-type', 'application/json');
      const write = (): void => void response.write(chunk, (error) => (error ? undefined : write()));
      write();
    });
    for (const argv of [
      ['clock', 'show'],
      ['call', 'listAgents'],
    ]) {
      const { code, err } = await runCommand([...argv, '--url', address]);
      expect([code, err]).toEqual([1, expect.stringMatching(/^Failed to read the response.*larger than 256 MB\.?\n$/)]);
    }
  });

  it('that cuts its response off is reported', async () => {
    const address = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy());
    });
    const { code, err } = await runCommand(['call', 'listAgents', '--url', address]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^Failed to read the response of .*\.\n$/)]);
  });
});
