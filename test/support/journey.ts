import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { openFrontEnd, type FrontEnd, type OnAnswer } from './front-end.ts';
import { readFigures, type Figures } from './journey-figures.ts';
import { joinPieces } from './run-events.ts';

/**
 * Walks through a session of two users, from signing in to signing out. Each step checks the effects of earlier ones.
 */
export async function takeJourney(url: string, onAnswer?: OnAnswer): Promise<void> {
  const john = openFrontEnd(url, onAnswer);
  const jane = openFrontEnd(url, onAnswer);
  expect(await john.signIn('john.doe@example.com')).toMatchObject({ id: 123, name: 'John Doe' });
  expect(await jane.signIn('jane.smith@example.com')).toMatchObject({ id: 124 });
  const account = await connectAccount(john);
  const agent = await makeAgent(john, account);
  await runAgent(john, agent);
  await shareAgent(john, jane, agent);
  await runSharedAgent(john, jane, agent);
  await followWorkflow(john, await makeWorkflow(john, agent));
  await leave(john);
  await jane.ask(200, 'GET', '/user');
}

async function connectAccount(john: FrontEnd): Promise<JsonObject> {
  const { list } = await john.ask(200, 'GET', '/providers?search=OpenAI');
  const provider = { provider_uuid: keyOf(list[0]), provider_display_name: 'Support budget' };
  const refused = await john.ask(422, 'POST', '/accounts', { ...provider, provider_authentication_strategy: 'token' });
  expect(Object.keys(refused.body['errors'] as JsonObject)).toEqual(['token']);
  const { data } = await john.ask(201, 'POST', '/accounts', {
    ...provider,
    provider_authentication_strategy: 'token',
    token: 'sk-journey-0001',
  });
  expect(data).toMatchObject({
    provider_display_name: 'Support budget',
    provider: { name: 'OpenAI GPT' },
    user: { id: 123 },
  });
  expect(JSON.stringify(data)).not.toContain('sk-journey');
  expect(keysOf((await john.ask(200, 'GET', '/accounts?search=Support%20budget')).list)).toEqual([keyOf(data)]);
  return data;
}

async function makeAgent(john: FrontEnd, account: JsonObject): Promise<string> {
  const { list: models } = await john.ask(200, 'GET', '/large-language-models?search=GPT-4o&with=provider');
  const model = models.find(({ slug }) => slug === 'gpt-4o');
  expect(model).toMatchObject({ provider: { uuid: keyOf(account['provider'] as JsonObject) } });
  const { data } = await john.ask(201, 'POST', '/agents', {
    name: 'Parcel Helper',
    instruction: 'You help customers whose parcels are late.',
    status: 'active',
    visibility: 'private',
    large_language_model_uuid: keyOf(model),
  });
  expect(data).toMatchObject({ name: 'Parcel Helper', is_owner: true, is_shared: false });
  return keyOf(data);
}

async function runAgent(john: FrontEnd, agent: string): Promise<void> {
  const before = await readFigures(john, agent);
  expect(before.rank).toBeUndefined();
  const events = await john.run(`/agents/${agent}/run`, { message: 'Where is parcel 5512?' });
  expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, index) => index + 1));
  const { thread_uuid: thread } = events[0]?.data ?? {};
  const said = joinPieces(events);
  expect(said).not.toBe('');
  expect(events.at(-1)).toMatchObject({ name: 'run.completed', data: { data: { content: said, role: 'assistant' } } });
  expect((await john.ask(200, 'GET', `/threads/${String(thread)}?with_count=messages`)).data).toMatchObject({
    messages_count: 2,
  });
  const { list } = await john.ask(
    200,
    'GET',
    `/messages?thread_uuid=${String(thread)}&sort_by=created_at&sort_direction=asc`,
  );
  expect(list).toMatchObject([
    { role: 'user', content: 'Where is parcel 5512?' },
    { role: 'assistant', content: said, metadata: { model: 'gpt-4o', finish_reason: 'stop' } },
  ]);
  const after = await readFigures(john, agent);
  expect(after).toEqual({
    ...moved(before, { threads: 1, messages: 2, agentRuns: 1 }),
    rank: { runs: 1, threads: 1, users: 1 },
  });
}

async function shareAgent(john: FrontEnd, jane: FrontEnd, agent: string): Promise<void> {
  await jane.ask(404, 'GET', `/agents/${agent}`);
  await jane.ask(404, 'POST', `/agents/${agent}/run`, { message: 'Hello' });
  const { data } = await john.ask(201, 'POST', `/agents/${agent}/share`, {
    email: 'jane.smith@example.com',
    permission: 'run',
  });
  expect(data).toMatchObject({ type: 'user', permission: 'run', user: { id: 124 } });
  const { list } = await jane.ask(200, 'GET', '/agents?search=Parcel%20Helper');
  expect(list).toMatchObject([{ uuid: agent, is_owner: false, is_shared: true }]);
  await jane.ask(403, 'PUT', `/agents/${agent}`, { name: 'Mine' });
}

async function runSharedAgent(john: FrontEnd, jane: FrontEnd, agent: string): Promise<void> {
  const before = await readFigures(john, agent);
  const { data } = await jane.ask(200, 'POST', `/agents/${agent}/run`, { message: 'My parcel is late, too.' });
  expect(data).toMatchObject({ role: 'assistant', metadata: { model: 'gpt-4o' } });
  const thread = keyOf(data['thread'] as JsonObject);
  expect((await jane.ask(200, 'GET', `/messages?thread_uuid=${thread}`)).list).toHaveLength(2);
  // John owns the agent, but not the thread in which Jane runs it.
  await john.ask(404, 'GET', `/threads/${thread}`);
  const after = await readFigures(john, agent);
  expect(after.rank).toEqual({ runs: 2, threads: 2, users: 2 });
  expect(after.agentRuns).toBe(before.agentRuns + 1);
}

async function makeWorkflow(john: FrontEnd, agent: string): Promise<string> {
  const common = { position: { x: 0, y: 0 } };
  const { data } = await john.ask(201, 'POST', '/workflows', {
    name: 'Late Parcels',
    status: 'active',
    nodes: [
      { id: 'start', type: 'trigger.webhook', ...common, data: {} },
      { id: 'late', type: 'logic.condition', ...common, data: { parameters: { expression: '{{ start.days }} > 3' } } },
      {
        id: 'answer',
        type: 'agent.run',
        ...common,
        data: { agent_uuid: agent, parameters: { input: 'Parcel {{ start.parcel }} is late.' } },
      },
      { id: 'file', type: 'http.request', ...common, data: { parameters: { url: 'https://archive.invalid/parcels' } } },
    ],
    edges: [
      { id: 'e1', source: 'start', target: 'late' },
      { id: 'e2', source: 'late', source_handle: 'true', target: 'answer' },
      { id: 'e3', source: 'late', source_handle: 'false', target: 'file' },
    ],
  });
  return keyOf(data);
}

async function followWorkflow(john: FrontEnd, workflow: string): Promise<void> {
  const before = await readFigures(john);
  const [long, short] = [await trigger(john, workflow, 9), await trigger(john, workflow, 1)];
  expect(await finish(john, long)).toMatchObject({
    status: 'success',
    workflow_execution_data: {
      data: { result_data: { run_data: { start: [{}], late: [{}], answer: [{ execution_status: 'success' }] } } },
    },
  });
  const failed = await finish(john, short);
  expect(failed).toMatchObject({
    status: 'error',
    is_finished: true,
    workflow_execution_data: {
      data: {
        result_data: { error: { node_id: 'file' }, run_data: { file: [{ execution_status: 'error', output: null }] } },
      },
      workflow_data: { name: 'Late Parcels' },
    },
  });
  expect(JSON.stringify(failed['workflow_execution_data'])).toContain('The host archive.invalid was not found.');
  const { list } = await john.ask(200, 'GET', `/workflow-executions?workflow_uuid=${workflow}&status=error`);
  expect(keysOf(list)).toEqual([short]);
  // An agent's answers in a workflow are not a conversation, so they do not change its figures.
  expect(await readFigures(john)).toEqual(moved(before, { executions: 2, succeeded: 1, failed: 1, workflowRuns: 2 }));
}

async function trigger(john: FrontEnd, workflow: string, days: number): Promise<string> {
  const { data } = await john.ask(201, 'POST', `/workflows/${workflow}/webhook`, { parcel: 5512, days });
  expect(data).toMatchObject({ mode: 'webhook' });
  // On a busy machine it has begun, or even ended, before the response is written.
  const isGoing = ['pending', 'running'].includes(String(data['status']));
  expect([data['is_finished'], data['stopped_at'] === null]).toEqual([!isGoing, isGoing]);
  return keyOf(data);
}

/** Looks again and again, as a page that shows progress does. */
async function finish(john: FrontEnd, execution: string): Promise<JsonObject> {
  for (;;) {
    const { data } = await john.ask(200, 'GET', `/workflow-executions/${execution}?with=workflowExecutionData`);
    if (data['is_finished'] === true) return data;
    expect(['pending', 'running']).toContain(data['status']);
    await sleep(100);
  }
}

async function leave(john: FrontEnd): Promise<void> {
  await john.ask(204, 'POST', '/auth/logout');
  expect((await john.ask(401, 'GET', '/user')).body).toEqual({ message: 'Unauthenticated.' });
  await john.ask(401, 'GET', '/agents');
}

function moved(figures: Figures, by: Partial<Record<keyof Figures, number>>): Figures {
  return {
    ...figures,
    ...Object.fromEntries(
      Object.entries(by).map(([name, more]) => [name, Number(figures[name as keyof Figures]) + more]),
    ),
  };
}

function keyOf(record: JsonObject | undefined): string {
  return String(record?.['uuid']);
}

function keysOf(records: readonly JsonObject[]): readonly string[] {
  return records.map(keyOf);
}
