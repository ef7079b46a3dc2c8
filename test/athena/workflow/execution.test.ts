import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { NODE_TYPES } from '../../../src/athena/workflow/graph/node-types.ts';
import { createClient, runDataOf, storyOf, type Client, type Execution, type StepSketch } from './client.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const step = (id: string, type: string, parameters: JsonObject = {}, more: JsonObject = {}): StepSketch => ({
  id,
  type,
  data: { parameters, ...more },
});
const set = (id: string, parameters: JsonObject): StepSketch => step(id, 'data.set', parameters);

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

async function run(
  nodes: readonly StepSketch[],
  edges: readonly string[],
  { payload = {}, ...more }: JsonObject = {},
): Promise<Execution> {
  const workflow = await client.make([START, ...nodes], edges, more);
  return client.look(await client.trigger(workflow, payload as JsonObject));
}

const outputOf = (execution: Execution, id: string) => runDataOf(execution)[id]?.at(-1)?.output;
const errorOf = (execution: Execution) =>
  (execution.workflow_execution_data as { data: { result_data: { error: unknown } } }).data.result_data.error;

describe('an execution', () => {
  it.each([
    [12, ['start: success', 'large: success', 'yes: success']],
    [3, ['start: success', 'large: success', 'no: success']],
  ])('takes the branch that the payload chooses: %i seats', async (seats, story) => {
    const execution = await run(
      [
        step('large', 'logic.condition', { expression: '{{ start.seats }} > {{ variables.limit }}' }),
        set('yes', {}),
        set('no', {}),
      ],
      ['start > large', 'large.true > yes', 'large.false > no'],
      { payload: { seats }, variables: { limit: 10 } },
    );
    expect(execution).toMatchObject({
      status: 'success',
      is_finished: true,
      mode: 'webhook',
      wait_till: null,
      retry_of: null,
    });
    expect(storyOf(execution)).toEqual(story);
  });

  it('stores the workflow as it was at the start', async () => {
    const workflow = await client.make([START, set('a', { said: 'before' })], ['start > a']);
    const execution = await client.trigger(workflow);
    await client.call('PUT', `/workflows/${workflow}`, { name: 'Later', nodes: [], edges: [] });
    const { workflow: now, workflow_execution_data: data } = await client.look(execution);
    expect(now).toMatchObject({ name: 'Later', nodes: [] });
    expect(data).toMatchObject({ workflow_data: { name: 'Test', nodes: [{ id: 'start' }, { id: 'a' }] } });
  });

  it('fails at an unresolved variable, and names it', async () => {
    const execution = await run([set('a', { text: 'Hello {{ start.name }}' }), set('b', {})], ['start > a', 'a > b']);
    expect(execution).toMatchObject({ status: 'error', is_finished: true });
    expect(storyOf(execution)).toEqual(['start: success', 'a: error']);
    expect(errorOf(execution)).toEqual({
      message: '"{{ start.name }}" has no value when the step runs.',
      node_id: 'a',
    });
    expect(runDataOf(execution)['a']?.[0]).toMatchObject({ output: null, error: { code: 'unresolved_variable' } });
  });

  it('iterates over a list in a loop, and then continues', async () => {
    const execution = await run(
      [
        step('each', 'logic.loop', { items: '{{ start.names }}' }),
        set('greet', { text: 'Hello {{ each.item }}, number {{ each.round }}' }),
        set('end', { rounds: '{{ each.rounds }}' }),
      ],
      ['start > each', 'each.loop > greet', 'greet > each', 'each.done > end'],
      { payload: { names: ['Ada', 'Ben', 'Cem'] } },
    );
    expect(runDataOf(execution)['greet']?.map(({ output }) => output?.['text'])).toEqual([
      'Hello Ada, number 1',
      'Hello Ben, number 2',
      'Hello Cem, number 3',
    ]);
    expect(outputOf(execution, 'end')).toEqual({ rounds: 3 });
  });

  it('waits at a merge for every branch that can still arrive', async () => {
    const both = await run(
      [
        set('a', { x: 1 }),
        step('slow', 'logic.delay', { minutes: 5 }),
        set('b', { y: 2 }),
        step('both', 'logic.merge'),
        set('end', { sum: '{{ both.a.x }} and {{ both.b.y }}' }),
      ],
      ['start > a', 'start > slow', 'slow > b', 'a > both', 'b > both', 'both > end'],
    );
    expect(outputOf(both, 'end')).toEqual({ sum: '1 and 2' });
    expect(runDataOf(both)['both']).toHaveLength(1);
    const one = await run(
      [
        step('so', 'logic.condition', { expression: '{{ start.go }} == true' }),
        set('a', {}),
        set('b', {}),
        step('both', 'logic.merge'),
      ],
      ['start > so', 'so.true > a', 'so.false > b', 'a > both', 'b > both'],
      { payload: { go: true } },
    );
    expect(storyOf(one)).toEqual(['start: success', 'so: success', 'a: success', 'both: success']);
  });

  it('continues on the error path', async () => {
    const fails = step('call', 'http.request', { url: 'https://shop.invalid/orders' });
    const execution = await run(
      [fails, set('note', { text: '{{ input.error }}' })],
      ['start > call', 'call.error > note'],
    );
    expect(execution.status).toBe('success');
    expect(outputOf(execution, 'note')).toEqual({ text: 'The host shop.invalid was not found.' });
  });

  it('retries a step up to its maximum number of tries', async () => {
    const simulate = { error: { message: 'The shop did not answer.', code: 'timeout' }, failures: 2 };
    const flaky = step('call', 'http.request', { url: 'https://shop.example.com' }, { max_tries: 3, simulate });
    expect(storyOf(await run([flaky], ['start > call']))).toEqual(['start: success', 'call: error, error, success']);
    const lost = step('call', 'http.request', { url: 'https://shop.example.com' }, { max_tries: 2, simulate });
    expect(errorOf(await run([lost], ['start > call']))).toEqual({
      message: 'The shop did not answer.',
      node_id: 'call',
    });
  });

  it('is retried as a whole after a failure, and each retry names the first execution', async () => {
    const workflow = await client.make(
      [START, step('call', 'http.request', { url: 'https://gone.invalid' })],
      ['start > call'],
      {
        settings: { max_retries: 2 },
      },
    );
    const first = await client.trigger(workflow, { order: 1 });
    const tries = (await client.call('GET', `/workflow-executions?workflow_uuid=${workflow}&sort_direction=asc`)).body[
      'data'
    ] as unknown as Execution[];
    expect(tries.map(({ mode, status, retry_of: of }) => ({ mode, status, of }))).toEqual([
      { mode: 'webhook', status: 'error', of: null },
      { mode: 'retry', status: 'error', of: first.uuid },
      { mode: 'retry', status: 'error', of: first.uuid },
    ]);
    expect((await client.look(tries[2] ?? first)).workflow_execution_data).toMatchObject({
      data: { start_data: { order: 1 } },
    });
  });

  it('records the request that it would send, without credentials, and sends nothing', async () => {
    const parameters = {
      method: 'post',
      url: 'https://127.0.0.1:1/orders',
      headers: { Authorization: 'Bearer secret', 'X-Shop': '7' },
      body: { name: '{{ start.name }}' },
    };
    const execution = await run([step('call', 'http.request', parameters)], ['start > call'], {
      payload: { name: 'Ada' },
    });
    expect(outputOf(execution, 'call')).toMatchObject({
      status: 201,
      is_simulated: true,
      request: {
        method: 'POST',
        url: 'https://127.0.0.1:1/orders',
        headers: { Authorization: '***', 'X-Shop': '7' },
        body: { name: 'Ada' },
      },
    });
  });

  it('runs agents and prompts, and passes their output to later steps', async () => {
    const agent = { agent_uuid: '550e8400-e29b-41d4-a716-446655440000' };
    const prompt = { prompt_uuid: '66dccd5c-1914-4534-9aaf-f00a77a05ace' };
    const execution = await run(
      [
        step('draft', 'agent.run', { message: '{{ start.text }}' }, agent),
        step('grade', 'prompt.run', { question: '{{ start.text }}', answer: '{{ draft.output }}' }, prompt),
        step('good', 'logic.condition', { expression: '{{ grade.value }} >= 0' }),
      ],
      ['start > draft', 'draft > grade', 'grade > good'],
      { payload: { text: 'Where is my parcel?' } },
    );
    expect(outputOf(execution, 'draft')).toMatchObject({
      output: expect.stringMatching(/\w{3}/),
      model: 'gpt-4-turbo',
    });
    expect(outputOf(execution, 'grade')).toMatchObject({ value: expect.any(Number) });
    expect(outputOf(execution, 'good')).toEqual({ result: true });
    const missing = await run([step('grade', 'prompt.run', { question: 'What?' }, prompt)], ['start > grade']);
    expect(errorOf(missing)).toMatchObject({ message: 'The variables.answer field is required.' });
  });

  it('is canceled when its approval is rejected, unless an edge follows the rejection', async () => {
    const ask = step(
      'ask',
      'human.approval',
      { assignee: 'jane.smith@example.com' },
      { simulate: { decision: 'rejected' } },
    );
    const stopped = await run([ask, set('go', {})], ['start > ask', 'ask > go']);
    expect(stopped).toMatchObject({ status: 'canceled', is_finished: true });
    expect(storyOf(stopped)).toEqual(['start: success', 'ask: success']);
    const followed = await run(
      [ask, set('go', {}), set('hold', {})],
      ['start > ask', 'ask > go', 'ask.rejected > hold'],
    );
    expect(followed.status).toBe('success');
    expect(outputOf(followed, 'ask')).toEqual({ approved: false, by: 'jane.smith@example.com' });
  });

  it('skips a disabled step', async () => {
    const execution = await run(
      [step('off', 'http.request', {}, { is_disabled: true }), set('end', { seats: '{{ input.seats }}' })],
      ['start > off', 'off > end'],
      { payload: { seats: 3 } },
    );
    expect(outputOf(execution, 'end')).toEqual({ seats: 3 });
  });

  it('fails when it exceeds the timeout of its workflow', async () => {
    const slow = step('slow', 'http.request', { url: 'https://shop.example.com' }, { simulate: { seconds: 90 } });
    const execution = await run([slow], ['start > slow'], { settings: { timeout: 60 } });
    expect(execution).toMatchObject({ status: 'error' });
    expect(errorOf(execution)).toEqual({
      message: 'The execution took longer than the timeout of its workflow.',
      node_id: 'slow',
    });
  });
});

describe('a workflow that cannot be started', () => {
  it.each([
    [{ status: 'paused' }, 409, 'The workflow "Test" is paused. Set its status to active to start it.'],
    [{ is_enabled: false }, 409, 'The workflow "Test" is not enabled. Enable it to start it.'],
    [{ nodes: [] }, 409, 'The workflow "Test" has no steps to run. Add a trigger node.'],
  ])('responds with the reason: %o', async (changes, status, message) => {
    const workflow = await client.make([START], [], changes);
    expect(await client.call('POST', `/workflows/${workflow}/webhook`, {})).toMatchObject({
      status,
      body: { message },
    });
  });

  it('names the required fields of a manual trigger', async () => {
    const workflow = await client.make([step('start', 'trigger.manual', { fields: ['topic', 'due_date'] })], []);
    const { status, body } = await client.call('POST', `/workflows/${workflow}/webhook`, { topic: 'x' });
    expect(status).toBe(422);
    expect(body['errors']).toEqual({ due_date: ['The due date field is required.'] });
    expect(await client.trigger(workflow, { topic: 'x', due_date: 'Friday' })).toMatchObject({
      mode: 'manual',
      status: 'success',
    });
  });
});

/** Moves logical time by a second each. */
async function pass(slow: Client, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await slow.call('POST', '/threads', { name: 'A second' });
}

describe('an execution in simulated time', () => {
  it('waits for an approval, and shows its deadline', async () => {
    const slow = await createClient({ seed: '7', speed: 1 });
    const workflow = await slow.make(
      [START, step('ask', 'human.approval', {}, { simulate: { decision: 'none' } })],
      ['start > ask'],
    );
    const execution = await slow.trigger(workflow);
    await pass(slow, 3);
    const waiting = await slow.look(execution);
    expect(waiting).toMatchObject({
      status: 'waiting',
      workflow_approvals_count: 1,
      pending_workflow_approvals_count: 1,
    });
    expect(Date.parse(waiting.wait_till ?? '') - Date.parse(waiting.started_at ?? '')).toBeGreaterThanOrEqual(
      72 * 3_600_000,
    );
    const review = await slow.call('GET', '/workflow-executions?requires_human_review=true&per_page=100');
    expect((review.body['data'] as JsonObject[]).map(({ uuid }) => uuid)).toContain(execution.uuid);
    await slow.close();
  });

  it.each([
    ['has no decision', { decision: 'none' }],
    ['is decided later', { seconds: 7 }],
  ] as const)('fails at the deadline of an approval that %s', async (_title, simulate) => {
    const slow = await createClient({ seed: '7', speed: 1 });
    const approval = step('ask', 'human.approval', { expires_in_hours: 4 / 3600 }, { simulate });
    const execution = await slow.trigger(await slow.make([START, approval], ['start > ask']));
    await pass(slow, 1);
    const deadline = (await slow.look(execution)).wait_till ?? 'none';
    await pass(slow, 10);
    expect(await slow.look(execution)).toMatchObject({ status: 'error' });
    const { body } = await slow.call('GET', `/workflow-executions/${execution.uuid}?with=workflowExecutionData`);
    expect(JSON.stringify(body)).toContain(`The approval expired at ${deadline} without a decision.`);
    await slow.close();
  });

  it('warns of parameters that a step does not know, in its output', async () => {
    const ran = await run(
      [step('wait', 'logic.delay', { duration: 'PT2H', seconds: 1 }), set('end', { duration: 'PT2H' })],
      ['start > wait', 'wait > end'],
    );
    expect(outputOf(ran, 'wait')).toEqual({
      waited_seconds: 1,
      warnings: ['Unknown parameter duration: logic.delay knows seconds, minutes, hours, days.'],
    });
    expect(outputOf(ran, 'end')).toEqual({ duration: 'PT2H' });
  });

  it('has a table of its parameters in the documentation', () => {
    const page = readFileSync(new URL('../../../docs/workflows.md', import.meta.url), 'utf8');
    for (const [type, { parameters = [] }] of Object.entries(NODE_TYPES)) {
      if (parameters.length === 0) continue;
      const cell = parameters.map((name) => `\`${name}\``).join(', ');
      expect(page).toContain(`| \`${type}\` | ${cell} |`);
    }
  });

  it('stops when it is deleted, and is deleted together with its workflow', async () => {
    const slow = await createClient({ seed: '7', speed: 1 });
    const workflow = await slow.make(
      [START, step('wait', 'logic.delay', { seconds: 5 }), set('end', {})],
      ['start > wait', 'wait > end'],
    );
    const [kept, deleted] = [await slow.trigger(workflow), await slow.trigger(workflow)];
    await pass(slow, 2);
    expect((await slow.call('DELETE', `/workflow-executions/${deleted.uuid}`)).status).toBe(204);
    expect((await slow.call('GET', `/workflow-executions/${deleted.uuid}`)).status).toBe(404);
    await pass(slow, 8);
    expect(await slow.look(kept)).toMatchObject({ status: 'success' });
    const third = await slow.trigger(workflow);
    expect((await slow.call('DELETE', `/workflows/${workflow}`)).status).toBe(204);
    await pass(slow, 8);
    expect((await slow.call('GET', `/workflow-executions/${third.uuid}`)).status).toBe(404);
    await slow.close();
  });
});
