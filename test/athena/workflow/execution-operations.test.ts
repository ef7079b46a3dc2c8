import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/index.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import { asPeople } from '../people.ts';
import { createClient, runDataOf, storyOf, type Client, type Execution, type StepSketch } from './client.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const SET: StepSketch = { id: 'end', type: 'data.set', data: { parameters: { said: '{{ start.word }}' } } };
const ASK: StepSketch = { id: 'ask', type: 'human.approval', data: { simulate: { decision: 'none' } } };

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

async function create(body: JsonObject): Promise<{ readonly status: number; readonly data: JsonValue | undefined }> {
  const { status, body: answer } = await client.call('POST', '/workflow-executions', body);
  return { status, data: answer['data'] ?? answer };
}

const toUuid = (data: JsonValue | undefined): Pick<Execution, 'uuid'> => data as unknown as Execution;

describe('Create a Workflow Execution', () => {
  it('starts the workflow with the data of the body', async () => {
    const workflow = await client.make([START, SET], ['start > end']);
    const { status, data } = await create({ workflow_uuid: workflow, data: { word: 'hello' } });
    expect([status, data]).toMatchObject([201, { mode: 'webhook', retry_of: null, status: 'success' }]);
    const execution = await client.look(toUuid(data));
    expect(storyOf(execution)).toEqual(['start: success', 'end: success']);
    expect(runDataOf(execution)['end']?.[0]?.output).toEqual({ said: 'hello' });
  });

  it('tries an ended execution again, with its data unless others are sent', async () => {
    const workflow = await client.make([START, SET], ['start > end']);
    const first = await client.trigger(workflow, { word: 'once' });
    const again = await create({ workflow_uuid: workflow, retry_of: first.uuid });
    expect(again.data).toMatchObject({ mode: 'retry', retry_of: first.uuid, status: 'success' });
    expect(runDataOf(await client.look(toUuid(again.data)))['end']?.[0]?.output).toEqual({ said: 'once' });
    const other = await create({ workflow_uuid: workflow, retry_of: first.uuid, data: { word: 'twice' } });
    expect(runDataOf(await client.look(toUuid(other.data)))['end']?.[0]?.output).toEqual({ said: 'twice' });
    expect((await client.look(first)).retry_success_id).toBe(toUuid(other.data).uuid);
  });

  it('rejects a workflow that does not exist, and an execution that cannot be tried again', async () => {
    const workflow = await client.make([START, ASK], ['start > ask']);
    const waiting = await client.trigger(workflow);
    const other = await client.trigger(await client.make([START], []));
    const missing = '00000000-0000-4000-8000-000000000000';
    for (const [body, field] of [
      [{ workflow_uuid: missing }, 'workflow_uuid'],
      [{ workflow_uuid: workflow, retry_of: missing }, 'retry_of'],
      [{ workflow_uuid: workflow, retry_of: waiting.uuid }, 'retry_of'],
      [{ workflow_uuid: workflow, retry_of: other.uuid }, 'retry_of'],
    ] as const) {
      const { status, data } = await create(body);
      expect([status, Object.keys((data as JsonObject)['errors'] as JsonObject)]).toEqual([422, [field]]);
    }
  });

  it('names the missing fields of a manual trigger, and the state of a workflow that cannot start', async () => {
    const manual: StepSketch = { id: 'start', type: 'trigger.manual', data: { parameters: { fields: ['due_on'] } } };
    const asking = await client.make([manual], []);
    expect(await create({ workflow_uuid: asking, data: {} })).toMatchObject({
      status: 422,
      data: { errors: { 'data.due_on': ['The data.due on field is required.'] } },
    });
    const draft = await client.make([START], [], { status: 'draft' });
    expect(await create({ workflow_uuid: draft })).toMatchObject({
      status: 409,
      data: { message: 'The workflow "Test" is draft. Set its status to active to start it.' },
    });
  });
});

it('a workflow that the caller may see but not run cannot be started by an execution either', async () => {
  const simulator = await createSimulator();
  const call = asPeople(simulator);
  const { data } = await call('jane', 'POST', 'workflows', { name: 'Hers', status: 'active' });
  const { uuid } = data as JsonObject;
  const start = () => call('john', 'POST', 'workflow-executions', { workflow_uuid: String(uuid) });
  expect((await start()).status).toBe(422);
  await call('jane', 'POST', `workflows/${String(uuid)}/share`, { user_id: 123, permission: 'view' });
  expect((await start()).status).toBe(403);
  await call('jane', 'POST', `workflows/${String(uuid)}/share`, { user_id: 123, permission: 'run' });
  expect((await start()).data).toMatchObject({ message: expect.stringContaining('has no steps to run') });
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

describe('Update a Workflow Execution', () => {
  it.each(['PUT', 'PATCH'])('%s says whether a person has to look at it', async (method) => {
    const execution = await client.trigger(await client.make([START], []));
    const path = `/workflow-executions/${execution.uuid}`;
    const listed = async (): Promise<boolean> => {
      const { body } = await client.call('GET', '/workflow-executions?requires_human_review=true&per_page=100');
      return (body['data'] as JsonObject[]).some(({ uuid }) => uuid === execution.uuid);
    };
    expect((await client.call(method, path, { requires_human_review: true })).status).toBe(200);
    expect(await listed()).toBe(true);
    expect((await client.call(method, path, { requires_human_review: false })).status).toBe(200);
    expect(await listed()).toBe(false);
    expect((await client.call(method, path, { status: 'running' })).body).toMatchObject({
      data: { status: 'success' },
    });
  });
});

describe('Stop a Workflow Execution', () => {
  it('ends a waiting one as canceled, with its open steps and the work to come', async () => {
    const execution = await client.trigger(await client.make([START, ASK], ['start > ask']));
    const { status, body } = await client.call('POST', `/workflow-executions/${execution.uuid}/stop`);
    expect(status).toBe(200);
    expect(body['data']).toMatchObject({ status: 'canceled', is_finished: true, wait_till: null });
    const stopped = await client.look(execution);
    expect(stopped.stopped_at).not.toBeNull();
    expect(storyOf(stopped)).toEqual(['start: success', 'ask: canceled']);
    expect(stopped).toMatchObject({ workflow_approvals_count: 1, pending_workflow_approvals_count: 0 });
  });

  it('ends a pending one before its first step', async () => {
    const slow = await createClient({ seed: '7', speed: 0.1 });
    const execution = await slow.trigger(await slow.make([START], []));
    expect(execution.status).toBe('pending');
    await slow.call('POST', `/workflow-executions/${execution.uuid}/stop`);
    for (let second = 0; second < 12; second += 1) await slow.call('POST', '/threads', { name: 'A second' });
    expect(await slow.look(execution)).toMatchObject({ status: 'canceled', started_at: null, is_finished: true });
    await slow.close();
  });

  it('keeps the data of a pending one, for a retry', async () => {
    const slow = await createClient({ seed: '7', speed: 0.1 });
    const workflow = await slow.make([START, SET], ['start > end']);
    const execution = await slow.trigger(workflow, { word: 'kept' });
    await slow.call('POST', `/workflow-executions/${execution.uuid}/stop`);
    const again = await slow.call('POST', '/workflow-executions', {
      workflow_uuid: workflow,
      retry_of: execution.uuid,
    });
    expect(again.status).toBe(201);
    await slow.call('POST', `/workflow-executions/${toUuid(again.body['data']).uuid}/stop`);
    for (const { uuid } of [execution, toUuid(again.body['data'])])
      expect((await slow.look({ uuid })).workflow_execution_data?.data.start_data).toEqual({ word: 'kept' });
    await slow.close();
  });

  it('is a conflict for one that has ended', async () => {
    const execution = await client.trigger(await client.make([START], []));
    const { status, body } = await client.call('POST', `/workflow-executions/${execution.uuid}/stop`);
    expect([status, body['message']]).toEqual([
      409,
      'The execution has already ended with the status "success". Only an unfinished one can be stopped.',
    ]);
  });
});

it('executions of others are found by none of these operations', async () => {
  const { body } = await client.call('GET', '/workflow-executions/e50ccaae-3f0a-45fd-8b6d-997c984ddf17');
  expect(body['message']).toContain('No query results');
  for (const [method, path] of [
    ['PUT', ''],
    ['PATCH', ''],
    ['POST', '/stop'],
  ] as const) {
    const answer = await client.call(method, `/workflow-executions/e50ccaae-3f0a-45fd-8b6d-997c984ddf17${path}`, {});
    expect(answer.status, `${method} ${path}`).toBe(404);
  }
});
