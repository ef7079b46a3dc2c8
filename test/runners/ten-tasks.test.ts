import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endProcess, installPackage, runInShell } from './agent-shell.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const WORKSPACE = AGENT;
let folder: string;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'athena-tasks-'));
  installPackage(folder);
  expect(shell('athena-simulator --port 0 --ephemeral > athena.log 2>&1 & echo $! > athena.pid').status).toBe(0);
  url = await vi.waitFor(
    () => {
      const [, address = ''] = /^ATHENA_URL=(.+)$/m.exec(readFileSync(join(folder, 'athena.log'), 'utf8')) ?? [];
      expect(address).not.toBe('');
      return address;
    },
    { timeout: 60_000 },
  );
});
afterAll(() => {
  // It is there after a test that failed.
  const file = join(folder, 'athena.pid');
  if (existsSync(file)) endProcess(Number(readFileSync(file, 'utf8')));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command line as a person types it, once the commands of the project are on the PATH. */
function shell(line: string) {
  const path = `${join(folder, 'node_modules/.bin')}:${process.env['PATH']}`;
  return runInShell(line, folder, { PATH: path, ...(url === undefined ? {} : { ATHENA_URL: url }) });
}

/** Runs a command that succeeds, and returns what it prints. */
function run(line: string): string {
  const { status, stdout, stderr } = shell(line);
  expect([line, status, stderr]).toEqual([line, 0, '']);
  return stdout;
}

/** Runs a command of the simulator that succeeds, and returns the JSON that it prints. */
function read(line: string): unknown {
  return JSON.parse(run(`athena-simulator ${line}`)) as unknown;
}

interface One<Fields> {
  readonly data: Fields;
}

interface Many<Fields> {
  readonly data: readonly Fields[];
  readonly meta: { readonly total: number; readonly current_page: number };
}

/** What a front-end developer wants, with the commands of SKILL.md alone. */
describe('ten tasks', () => {
  it('1. create an agent in a sandbox of its own', () => {
    expect(run('athena-simulator operations agent')).toMatch(/^createAgent +POST /m);
    expect(run('athena-simulator operations createAgent')).toMatch(/^body +name +required +string/m);
    expect(run('athena-simulator sandbox fork baseline t1')).toContain('t1 is a fork of baseline');
    const { data } = read('call createAgent name="Returns Helper" --fields name,status --sandbox t1') as One<object>;
    expect(data).toEqual({ name: 'Returns Helper', status: 'active' });
    const list = 'call listAgents search="Returns Helper" --fields meta.total';
    expect(read(`${list} --sandbox t1`)).toEqual({ meta: { total: 1 } });
    expect(read(list)).toEqual({ meta: { total: 0 } });
  });

  it('2. see a list that is empty, and the second page of one', () => {
    expect(run('athena-simulator scenario activate empty-workspace --sandbox t2')).toContain('is active');
    expect(read('call listAgents --sandbox t2')).toMatchObject({ data: [], meta: { total: 0 } });
    const fields = '--fields name,meta.current_page,links.next';
    const page = read(`call listAgents per_page=2 page=2 ${fields}`) as Many<object> & { links: { next: string } };
    expect(page).toMatchObject({ data: { length: 2 }, meta: { current_page: 2 } });
    expect(page.links.next).toContain('page=3');
    const first = read('call listAgents per_page=2 --fields name') as Many<object>;
    expect(first.data).not.toEqual(page.data);
  });

  it('3. retry a request that fails twice', () => {
    writeFileSync(
      join(folder, 'retry.mjs'),
      `const statuses = [];
while (statuses.at(-1) !== 200 && statuses.length < 5) {
  const headers = { Authorization: 'Bearer athena-demo-token', 'X-Athena-Sandbox': 't3' };
  statuses.push((await fetch(process.env.ATHENA_URL + '/api/v1/agents', { headers })).status);
}
console.log(statuses.join(' '));
`,
    );
    run('athena-simulator fault add status --operation listAgents --status 503 --times 2 --sandbox t3');
    expect(run('node retry.mjs')).toBe('503 503 200\n');
  });

  it('4. see a list that takes two seconds, in one sandbox alone', () => {
    run('athena-simulator fault add latency --operation listThreads --delay 2000 --sandbox t4');
    const get = (sandbox: string): string[] =>
      run(
        `curl -s -o /dev/null -w '%{http_code} %{time_total} %header{x-athena-fault}' ${url}/__sandbox/${sandbox}/api/v1/threads -H 'Authorization: Bearer athena-demo-token'`,
      ).split(' ');
    const [status, seconds, fault] = get('t4');
    expect([status, fault]).toEqual(['200', expect.stringContaining('fault-1')]);
    // A timer can fire a millisecond early.
    expect(Number(seconds)).toBeGreaterThan(1.99);
    expect(get('t4-other').toSpliced(1, 1)).toEqual(['200', '']);
  });

  it('5. find out why a user may not change an agent, and let her', () => {
    const update = `athena-simulator call updateAgent agent_uuid=${AGENT} name="By Mei" --as mei.tanaka@example.com --fields name --sandbox t5`;
    const rejected = shell(update);
    expect([rejected.status, rejected.stderr]).toEqual([1, expect.stringContaining('Rejected with 403 FORBIDDEN')]);
    expect(rejected.stderr).toContain('John Doe');
    expect(run('athena-simulator explain --sandbox t5')).toMatch(/^403: Mei Tanaka \(126\) may not edit agents\//m);
    expect(run('athena-simulator operations shareAgent')).toMatch(/^body +permission +- +view \| run \| edit/m);
    run(`athena-simulator call shareAgent agent_uuid=${AGENT} user_id=126 permission=edit --sandbox t5`);
    expect(JSON.parse(run(update))).toEqual({ data: { name: 'By Mei' } });
  });

  it('6. create a workflow, run it, and see what a step returned', () => {
    const rejected = shell("athena-simulator call createWorkflow --body '{}' --sandbox t6");
    expect([rejected.status, rejected.stderr]).toEqual([1, expect.stringContaining('The name field is required.')]);
    expect(run('athena-simulator operations createWorkflow')).toMatch(/^body +nodes\[\]\.type +required +trigger\./m);
    const nodes = [
      { id: 'form', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} },
      { id: 'wait', type: 'logic.delay', position: { x: 260, y: 0 }, data: { parameters: { hours: 2 } } },
      { id: 'note', type: 'data.set', position: { x: 520, y: 0 }, data: { parameters: { hello: '{{ form.name }}' } } },
    ];
    const edges = [
      { id: 'e1', source: 'form', target: 'wait' },
      { id: 'e2', source: 'wait', target: 'note' },
    ];
    const workflow = { name: 'Greeting', status: 'active', nodes, edges };
    const created = read(`call createWorkflow --body '${JSON.stringify(workflow)}' --fields uuid --sandbox t6`) as One<{
      uuid: string;
    }>;
    const start = JSON.stringify({ workflow_uuid: created.data.uuid, data: { name: 'Ada' } });
    const started = read(`call createWorkflowExecution --body '${start}' --fields uuid --sandbox t6`) as One<{
      uuid: string;
    }>;
    const moved = run('athena-simulator clock advance PT3H --sandbox t6');
    expect(moved).toMatch(
      new RegExp(`^workflow\\.finish-step +\\d+ +workflow_executions/${started.data.uuid} +Greeting$`, 'm'),
    );
    const fields = 'status,workflow_execution_data.data.result_data.run_data';
    const { data } = read(
      `call retrieveWorkflowExecution workflow_execution_uuid=${started.data.uuid} with=workflowExecutionData --fields ${fields} --sandbox t6`,
    ) as One<object>;
    expect(data).toMatchObject({
      status: 'success',
      workflow_execution_data: { data: { result_data: { run_data: { note: [{ output: { hello: 'Ada' } }] } } } },
    });
  });

  it('7. stream an answer that is decided before', () => {
    run('athena-simulator reply add "It arrives tomorrow." --when order --sandbox t7');
    const { data: thread } = read('call createThread name=Chat --fields uuid --sandbox t7') as One<{ uuid: string }>;
    const body = JSON.stringify({ message: 'Where is my order?', stream: true, agent_uuid: AGENT });
    const events = run(
      `curl -sN ${url}/__sandbox/t7/api/v1/threads/${thread.uuid}/run -H 'Authorization: Bearer athena-demo-token' -H 'Content-Type: application/json' -d '${body}'`,
    );
    const names = [...events.matchAll(/^event: (.+)$/gm)].map(([, name]) => name);
    expect([names[0], names.at(-1)]).toEqual(['run.started', 'run.completed']);
    const pieces = [...events.matchAll(/^event: run\.delta\ndata: (.+)$/gm)].map(
      ([, data = '']) => (JSON.parse(data) as { content: string }).content,
    );
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('').trim()).toBe('It arrives tomorrow.');
    const { data } = read(
      `call listMessages thread_uuid=${thread.uuid} --fields role,content --sandbox t7`,
    ) as Many<object>;
    expect(data).toHaveLength(2);
    expect(data).toEqual(
      expect.arrayContaining([
        { role: 'user', content: 'Where is my order?' },
        { role: 'assistant', content: 'It arrives tomorrow.' },
      ]),
    );
  });

  it('8. let a day pass for a workflow that runs at nine', () => {
    expect(run('athena-simulator clock freeze 2030-01-01 --sandbox t8')).toContain('2030-01-01T00:00:00Z');
    const trigger = { type: 'trigger.schedule', data: { parameters: { cron: '0 9 * * *' } } };
    const nodes = [{ id: 'nine', position: { x: 0, y: 0 }, ...trigger }];
    const workflow = { name: 'Daily at nine', status: 'active', nodes, edges: [] };
    const { data: created } = read(
      `call createWorkflow --body '${JSON.stringify(workflow)}' --fields uuid --sandbox t8`,
    ) as One<{ uuid: string }>;
    expect(run('athena-simulator clock advance P1D --sandbox t8')).toMatch(
      new RegExp(`^workflow\\.scheduled-start +1 +workflows/${created.uuid} +Daily at nine$`, 'm'),
    );
    expect(
      read(`call listWorkflowExecutions workflow_uuid=${created.uuid} --fields created_at,status --sandbox t8`),
    ).toEqual({ data: [{ created_at: '2030-01-01T09:00:00Z', status: 'success' }] });
  });

  it('9. undo the delete of an agent, and that of a workspace with all that is in it', () => {
    // Nothing but the deletes may change the records.
    run('athena-simulator clock freeze --sandbox t9');
    run('athena-simulator snapshot save before --sandbox t9');
    for (const [operation, key] of [
      ['deleteAgent', `agent_uuid=${AGENT}`],
      ['deleteWorkspace', `workspace_uuid=${WORKSPACE}`],
    ]) {
      expect(run(`athena-simulator call ${operation} ${key} --sandbox t9`)).toBe('204\n');
      const listed = run('athena-simulator changes list --sandbox t9');
      expect(listed).toMatch(new RegExp(`^deleted +(?:agents|workspaces) +${AGENT} `, 'm'));
      const [, id = ''] = / changed by request (\S+)\.$/m.exec(listed) ?? [];
      expect(run(`athena-simulator changes revert ${id} --sandbox t9`)).toContain(`Undid request ${id}: `);
      expect(run('athena-simulator sandbox diff t9 snapshot:before')).toMatch(/^0 records differ: /);
    }
  });

  it('10. test the code that calls the API', () => {
    writeFileSync(
      join(folder, 'load-agents.js'),
      `export async function loadAgents(baseUrl) {
  const get = () => fetch(baseUrl + '/api/v1/agents', { headers: { Authorization: 'Bearer athena-demo-token' } });
  let response = await get();
  if (response.status === 503) response = await get();
  if (!response.ok) throw new Error('Agents failed with ' + response.status);
  return (await response.json()).data;
}
`,
    );
    writeFileSync(
      join(folder, 'load-agents.test.js'),
      `import { expect } from 'vitest';
import { test } from 'athena-simulator/vitest';
import { loadAgents } from './load-agents.js';

test('retries once', async ({ athena, baseUrl }) => {
  await athena.fault({ operationId: 'listAgents', kind: 'status', status: 503, times: 1 });
  expect((await loadAgents(baseUrl)).length).toBeGreaterThan(0);
  await expect(athena).toHaveReceived('listAgents', { exactly: 2 });
});
test('gives up after two', async ({ athena, baseUrl }) => {
  await athena.fault({ operationId: 'listAgents', kind: 'status', status: 503, times: 2 });
  await expect(loadAgents(baseUrl)).rejects.toThrow('503');
});
test('shows an empty list', async ({ athena, baseUrl }) => {
  await athena.scenario('empty-workspace');
  expect(await loadAgents(baseUrl)).toEqual([]);
});
`,
    );
    expect(run('vitest run --testTimeout=30000 load-agents.test.js 2>&1')).toContain('3 passed');
  });

  it('and the server ends when it is told to', async () => {
    run('kill $(cat athena.pid)');
    await vi.waitFor(() => expect(fetch(`${url}/__admin/health`)).rejects.toThrow('fetch failed'), {
      timeout: 30_000,
      interval: 100,
    });
    // The system may give its id to another process.
    rmSync(join(folder, 'athena.pid'));
  });
});
