import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSharedLog, createSimulator, type Simulator } from '../../../src/index.ts';
import { toGraph } from '../../athena/workflow/client.ts';
import { createCaller, PLACES, type Call } from '../admin.ts';

const STORY = `
title: A decision
description: Some approve, some reject.
steps:
  - { title: One, description: It waits. }
  - title: Two
    description: A large one is rejected, others are approved.
    approvals:
      - { title: Purchase, data: { amount: 900 }, decision: rejected, by: boss@example.com }
      - { title: [Purchase, Other], decision: approved }
    clock: { advance: PT1M }
`;

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'approvals-'));
  await writeFile(join(folder, 'decision.yaml'), STORY);
  simulator = await createSimulator({ scenarios: folder, speed: 1 });
});
afterAll(async () => {
  await simulator.close();
  expect(simulator.violations().breaches).toEqual([]);
  await rm(folder, { recursive: true });
});

const NODES = [
  { id: 'start', type: 'trigger.webhook' },
  {
    id: 'ask',
    type: 'human.approval',
    data: { label: 'The boss decides', parameters: { assignee: '{{ trigger.boss }}', expires_in_hours: 5 } },
  },
  { id: 'pay', type: 'data.set', data: { parameters: { paid: true } } },
  { id: 'drop', type: 'data.set', data: { parameters: { paid: false } } },
];
const EDGES = ['start > ask', 'ask.approved > pay', 'ask.rejected > drop'];

/** Makes a workflow that waits for its boss, and starts it. Returns the uuid of the execution. */
async function ask(call: Call, data: object, name = 'Purchase'): Promise<string> {
  const made = await call('POST', '/api/v1/workflows', { name, status: 'active', ...toGraph(NODES, EDGES) });
  const started = await call('POST', `/api/v1/workflows/${made.body.data.uuid}/webhook`, data);
  const uuid = String(started.body.data.uuid);
  await call('POST', '/__admin/clock/advance', { duration: 'PT1M' });
  return uuid;
}

interface Listed {
  readonly id: string;
  readonly owner: string;
}

async function find(call: Call, execution: string): Promise<Listed> {
  const { body } = await call('GET', '/__admin/approvals');
  const found = (body.approvals as readonly Listed[]).find(({ owner }) => owner.endsWith(execution));
  if (found === undefined) throw new Error(`Nothing of ${execution} waits.`);
  return found;
}

async function look(call: Call, execution: string) {
  const { body } = await call('GET', `/api/v1/workflow-executions/${execution}?with=workflowExecutionData`);
  return { ...body.data, runs: body.data.workflow_execution_data.data.result_data.run_data };
}

describe.each(PLACES)('the approvals of %s', (_name, sandbox) => {
  let call: Call;
  beforeAll(() => {
    call = createCaller(simulator, sandbox);
  });

  it('are listed while they wait, with what they are about', async () => {
    const execution = await ask(call, { boss: 'ada@example.com', amount: 40 });
    const { wait_till: expires, runs } = await look(call, execution);
    const before = (await call('GET', '/__admin/approvals')).body.approvals as readonly Listed[];
    expect(before.at(-1)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      owner: `workflow_executions/${execution}`,
      title: 'Purchase',
      step: 'The boss decides',
      assignee: 'ada@example.com',
      asked_at: runs.ask[0].started_at,
      expires_at: expires,
      data: { boss: 'ada@example.com', amount: 40 },
    });
    await call('POST', '/__admin/clock/advance', { duration: 'PT5H' });
    const after = (await call('GET', '/__admin/approvals')).body.approvals as readonly Listed[];
    expect(after.filter(({ id }) => id === before.at(-1)?.id)).toEqual([]);
    expect(await look(call, execution)).toMatchObject({ is_finished: true });
  });

  it.each([
    ['approved', 'pay', true],
    ['rejected', 'drop', false],
  ])('are %s once, and the execution goes on', async (decision, next, approved) => {
    const execution = await ask(call, { boss: 'ada@example.com' });
    const { id } = await find(call, execution);
    const { status, body } = await call('POST', `/__admin/approvals/${id}`, { decision });
    expect([status, body]).toEqual([
      200,
      { id, owner: `workflow_executions/${execution}`, decision, by: 'ada@example.com' },
    ]);
    await call('POST', '/__admin/clock/advance', { duration: 'PT1M' });
    const ended = await look(call, execution);
    expect(ended).toMatchObject({ status: 'success', is_finished: true });
    expect(ended.runs.ask).toMatchObject([{ output: { approved, by: 'ada@example.com' } }]);
    expect(Object.keys(ended.runs)).toEqual(['start', 'ask', next]);
    expect((await call('POST', `/__admin/approvals/${id}`, { decision })).status).toBe(404);
    await call('POST', '/__admin/clock/advance', { duration: 'PT6H' });
    expect(await look(call, execution)).toEqual(ended);
  });

  it('are decided by another person, where one is named', async () => {
    const execution = await ask(call, { boss: 'ada@example.com' });
    const { id } = await find(call, execution);
    const decided = await call('POST', `/__admin/approvals/${id}`, { decision: 'approved', by: 'ben@example.com' });
    expect(decided.body.by).toBe('ben@example.com');
    expect((await look(call, execution)).runs.ask[0].output).toEqual({ approved: true, by: 'ben@example.com' });
  });

  it('of the demo world can be decided, too', async () => {
    const { body } = await call('GET', '/__admin/approvals');
    const waiting = (body.approvals as readonly (Listed & { readonly title: string })[]).find(({ title }) =>
      ['Refund Approval', 'Customer Onboarding Flow'].includes(title),
    );
    const uuid = String(waiting?.owner.split('/')[1]);
    expect(await look(call, uuid)).toMatchObject({ status: 'waiting' });
    expect((await call('POST', `/__admin/approvals/${waiting?.id}`, { decision: 'approved' })).status).toBe(200);
    await call('POST', '/__admin/clock/advance', { duration: 'PT5M' });
    expect(await look(call, uuid)).toMatchObject({ status: 'success' });
  });

  it.each([
    [{ decision: 'maybe' }, 'decision'],
    [{}, 'decision'],
    [{ decision: 'approved', why: 'x' }, 'why'],
  ])('are not decided by %o', async (body, field) => {
    const refused = await call('POST', '/__admin/approvals/0123456789abcdef', body);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(field)]);
  });

  it('are decided by a step of a scenario, before its clock moves', async () => {
    expect((await call('POST', '/__admin/scenarios/decision/activate', { keep_data: true })).status).toBe(200);
    const large = await ask(call, { boss: 'ada@example.com', amount: 900 });
    const small = await ask(call, { boss: 'ada@example.com', amount: 20 });
    const other = await ask(call, { boss: 'ada@example.com', amount: 20 }, 'Not named');
    expect((await call('POST', '/__admin/scenarios/next')).status).toBe(200);
    expect((await look(call, large)).runs).toMatchObject({
      ask: [{ output: { approved: false, by: 'boss@example.com' } }],
      drop: [{ execution_status: 'success' }],
    });
    expect((await look(call, small)).runs.ask[0].output).toEqual({ approved: true, by: 'ada@example.com' });
    expect(await look(call, other)).toMatchObject({ status: 'waiting' });
  });
});

it('approvals of the demo world are listed until they expire', async () => {
  await using fresh = await createSimulator();
  const call = createCaller(fresh);
  const list = async (): Promise<readonly { readonly id: string; readonly expires_at: string }[]> =>
    (await call('GET', '/__admin/approvals')).body.approvals;
  const before = await list();
  expect(before.length).toBeGreaterThan(3);
  const [first] = before.toSorted((one, other) => (one.expires_at < other.expires_at ? -1 : 1));
  await fresh.clock.advance(Date.parse(first?.expires_at ?? '') - fresh.clock.now().getTime() + 60_000);
  expect(await list()).not.toContainEqual(expect.objectContaining({ id: first?.id }));
  const { status, body } = await call('POST', `/__admin/approvals/${first?.id}`, { decision: 'approved' });
  expect([status, body.detail]).toEqual([404, expect.stringContaining('GET /__admin/approvals lists what waits.')]);
  await fresh.clock.advance(30 * 86_400_000);
  expect(await list()).toEqual([]);
});

it('an approval is decided once, whichever replicas are asked', async () => {
  const log = createSharedLog();
  await using first = await createSimulator({ log, speed: 1 });
  await using second = await createSimulator({ log, speed: 1 });
  const calls = [createCaller(first), createCaller(second)] as const;
  const execution = await ask(calls[0], { boss: 'ada@example.com' });
  const { id } = await find(calls[1], execution);
  const answers = await Promise.all(
    calls.flatMap((call) => [1, 2].map(() => call('POST', `/__admin/approvals/${id}`, { decision: 'approved' }))),
  );
  expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 404, 404, 404]);
  expect((await look(calls[1], execution)).runs.ask).toMatchObject([{ execution_status: 'success' }]);
});

it('an approval that waits keeps its id over a restart', async () => {
  const data = await mkdtemp(join(tmpdir(), 'approvals-data-'));
  const first = await createSimulator({ data, speed: 1 });
  const execution = await ask(createCaller(first), { boss: 'ada@example.com' });
  const before = await find(createCaller(first), execution);
  await first.close();
  const second = await createSimulator({ data, speed: 1 });
  expect(await find(createCaller(second), execution)).toEqual(before);
  await second.close();
  await rm(data, { recursive: true });
});

it('a contract without platform rules has no approvals', async () => {
  await using other = await createSimulator({ spec: 'test/contracts/shop/openapi.yaml' });
  const call = createCaller(other);
  expect((await call('GET', '/__admin/approvals')).body).toEqual({ approvals: [], total: 0, next: null });
  expect((await call('POST', '/__admin/approvals/0123456789abcdef', { decision: 'approved' })).status).toBe(404);
});

it('approvals are listed in pages', async () => {
  await using other = await createSimulator();
  const call = createCaller(other);
  const all = (await call('GET', '/__admin/approvals')).body;
  const count = all.approvals.length as number;
  expect(all).toMatchObject({ total: count, next: null });
  const seen: unknown[] = [];
  for (let after: number | null = 0; after !== null;) {
    const { body } = await call('GET', `/__admin/approvals?limit=2&after=${after}`);
    expect([body.approvals.length <= 2, body.total]).toEqual([true, count]);
    seen.push(...body.approvals);
    after = body.next as number | null;
  }
  expect(seen).toEqual(all.approvals);
  expect((await call('GET', '/__admin/approvals?after=1000')).body).toEqual({
    approvals: [],
    total: count,
    next: null,
  });
  for (const query of ['limit=0', 'limit=1001', 'after=-1', 'limit=x'])
    expect((await call('GET', `/__admin/approvals?${query}`)).status, query).toBe(422);
});
