import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import {
  createClient,
  runDataOf,
  storyOf,
  type Client,
  type Execution,
  type StepSketch,
} from '../athena/workflow/client.ts';
import { readProcessorTime } from '../support/processor-time.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const step = (id: string, type: string, parameters: JsonObject, more: JsonObject = {}): StepSketch => ({
  id,
  type,
  data: { parameters, ...more },
});
/** Steps that follow each other, `start` first. */
const inRow = (steps: readonly StepSketch[]): readonly string[] =>
  steps.map(({ id }, index) => `${index === 0 ? 'start' : (steps[index - 1]?.id ?? '')} > ${id}`);
/** Steps of which each multiplies what the one before it made. */
const bomb = (
  levels: number,
  multiply: (path: string) => JsonValue,
  first: JsonValue = 'A'.repeat(1000),
): readonly StepSketch[] =>
  Array.from({ length: levels }, (_, level) =>
    step(`s${level}`, 'data.set', { v: level === 0 ? first : multiply(`{{ s${level - 1}.v }}`) }),
  );

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

async function run(
  nodes: readonly StepSketch[],
  edges: readonly string[],
  payload: JsonObject = {},
): Promise<Execution> {
  return client.look(await client.trigger(await client.make([START, ...nodes], edges), payload));
}

async function create(path: string, fields: JsonObject): Promise<string> {
  const { body } = await client.call('POST', path, fields);
  return String((body['data'] as JsonObject)['uuid']);
}

async function findTool(): Promise<string> {
  const { body } = await client.call('GET', '/agents?with=tools&per_page=100');
  const agents = body['data'] as readonly {
    readonly tools?: readonly { readonly uuid: string; readonly is_enabled: boolean }[];
  }[];
  return agents.flatMap(({ tools = [] }) => tools).find(({ is_enabled: isEnabled }) => isEnabled)?.uuid ?? '';
}

const codeOf = (execution: Execution, id: string): string | null | undefined =>
  runDataOf(execution)[id]?.at(-1)?.error?.code;
const messageOf = (execution: Execution): string =>
  (execution.workflow_execution_data as { data: { result_data: { error: { message: string } } } }).data.result_data
    .error.message;

describe('a workflow that makes texts grow', () => {
  it.each<[string, (path: string) => JsonValue, JsonValue?]>([
    ['a text that repeats another', (path) => path.repeat(75)],
    ['quotes, which are escaped', (path) => path.repeat(66), '"'.repeat(1000)],
    ['a list that repeats another', (path) => Array.from({ length: 75 }, () => path)],
    [
      'an object that repeats another',
      (path) => Object.fromEntries(Array.from({ length: 75 }, (_, index) => [`f${index}`, path])),
    ],
    ['a list that is written as text', (path) => [path, `${path}${path}`.repeat(40)]],
  ])('fails the step at 1 MB, and says so: %s', async (_what, multiply, first) => {
    const steps = bomb(12, multiply, first);
    const started = readProcessorTime();
    const execution = await run(steps, inRow(steps));
    expect(readProcessorTime() - started).toBeLessThan(5000);
    expect(execution).toMatchObject({ status: 'error', is_finished: true });
    expect(messageOf(execution)).toMatch(/^(The step produces more|The output of the step is larger) than 1 MB\.$/);
    expect(JSON.stringify(execution).length).toBeLessThan(3_000_000);
  });

  it.each<[string, string, JsonObject]>([
    ['an http.request', 'http.request', { url: 'https://example.com', body: '{{ start.text }}'.repeat(200) }],
    ['each call of a list', 'tool.call', { for_each: '{{ start.list }}', text: '{{ start.text }}'.repeat(10) }],
    ['a delay', 'logic.delay', { seconds: 1, note: '{{ start.text }}'.repeat(200) }],
    ['an approval', 'human.approval', { assignee: '{{ start.text }}'.repeat(200) }],
    ['a loop', 'logic.loop', { items: Array.from({ length: 200 }, () => '{{ start.text }}') }],
    [
      'a condition',
      'logic.condition',
      { expression: Array.from({ length: 40 }, () => '{{ start.large }} == 1').join(' or ') },
    ],
  ])('fails %s', async (_what, type, parameters) => {
    const tool = type === 'tool.call' ? { tool_uuid: await findTool() } : {};
    const payload = {
      text: 'A'.repeat(10_000),
      large: 'A'.repeat(800_000),
      list: Array.from({ length: 100 }, (_, index) => index),
    };
    const execution = await run([step('bomb', type, parameters, tool)], ['start > bomb'], payload);
    expect([execution.status, codeOf(execution, 'bomb')]).toEqual(['error', 'output_too_large']);
  });

  it('fails a prompt whose variables make its text too long', async () => {
    const prompt = await create('/prompts', { name: 'Bomb', content: '{{text}}'.repeat(200) });
    const node = step('ask', 'prompt.run', { text: '{{ start.text }}' }, { prompt_uuid: prompt });
    const execution = await run([node], ['start > ask'], { text: 'A'.repeat(10_000) });
    expect([execution.status, codeOf(execution, 'ask')]).toEqual(['error', 'output_too_large']);
  });

  it('fails a step that fills more than 10,000 placeholders, however short they are', async () => {
    const execution = await run([step('many', 'data.set', { v: '{{ start.n }}'.repeat(10_001) })], ['start > many'], {
      n: 1,
    });
    expect([execution.status, codeOf(execution, 'many')]).toEqual(['error', 'too_many_placeholders']);
  });

  it('fails a step whose output is nested in more than 512 levels', async () => {
    const nest = (path: string): JsonValue => Array.from({ length: 200 }).reduce<JsonValue>((inner) => [inner], path);
    const steps = bomb(6, nest, 1);
    const execution = await run(steps, inRow(steps));
    expect([execution.status, messageOf(execution)]).toEqual([
      'error',
      'The output of the step is nested more than 512 levels deep.',
    ]);
  });

  it('ends the execution when its data reaches 8 MB, even if the step has retries and an error path', async () => {
    const nodes = [
      step('loop', 'logic.loop', { times: 100 }),
      step('grow', 'data.set', { v: 'A'.repeat(50_000) }, { max_tries: 5 }),
      step('rescue', 'data.set', {}),
    ];
    const edges = ['start > loop', 'loop.loop > grow', 'grow > loop', 'grow.error > rescue'];
    const execution = await run(nodes, edges);
    expect([execution.status, messageOf(execution)]).toEqual([
      'error',
      'The data of the execution is larger than 8 MB.',
    ]);
    expect(storyOf(execution)).not.toContain('rescue: success');
    expect(JSON.stringify(execution).length).toBeLessThan(8_500_000);
  });

  it('ends the execution at 1,000 steps, tries included', async () => {
    const nodes = [
      step('again', 'logic.condition', { expression: '1 == 1' }),
      step('fails', 'data.set', { v: '{{ nowhere }}' }, { max_tries: 5 }),
    ];
    const execution = await run(nodes, ['start > again', 'again.true > fails', 'fails.error > again']);
    expect([execution.status, messageOf(execution)]).toEqual([
      'error',
      'The execution ran more than 1000 steps. Check its loops for one that never ends.',
    ]);
    const runs = Object.values(runDataOf(execution)).reduce((sum, entries) => sum + entries.length, 0);
    expect(runs).toBe(1000);
  });

  it('cuts a message that would be longer than 1,000 characters', async () => {
    const execution = await run([step('call', 'http.request', { url: 'x'.repeat(500_000) })], ['start > call']);
    expect(messageOf(execution)).toHaveLength(1001);
  });

  it('gives the same bytes for the same seed', async () => {
    const steps = bomb(4, (path) => path.repeat(75));
    const once = async (): Promise<string> => {
      const other = await createClient();
      try {
        const execution = await other.trigger(await other.make([START, ...steps], inRow(steps)));
        return JSON.stringify(await other.look(execution));
      } finally {
        await other.close();
      }
    };
    expect(await once()).toBe(await once());
  });
});

describe('a run whose variables make a text too long', () => {
  it('of a prompt is rejected with 422', async () => {
    const prompt = await create('/prompts', { name: 'Bomb', content: '{{text}}'.repeat(200) });
    const { status, body } = await client.call('POST', `/prompts/${prompt}/run`, {
      variables: { text: 'A'.repeat(10_000) },
    });
    expect([status, body]).toMatchObject([422, { errors: { variables: [MESSAGE] } }]);
  });

  it('of an agent is rejected with 422', async () => {
    const agent = await create('/agents', { name: 'Bomb', instruction: '{{text}}'.repeat(200) });
    const { status, body } = await client.call('POST', `/agents/${agent}/run`, {
      message: 'Hi',
      variables: { text: 'A'.repeat(10_000) },
    });
    expect([status, body]).toMatchObject([422, { errors: { variables: [MESSAGE] } }]);
  });
});

const MESSAGE = 'The variables field must not make the text longer than 1000000 characters.';
