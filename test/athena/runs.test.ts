import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import type { ShownBody } from '../support/shown.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const EMAIL_WRITER = '768df426-3a12-4d7e-80c3-2ff2cc63d8d1';
const DELAY_APOLOGY = '88421849-e113-477f-a125-7e5ace6aa56d';
const JANE = '2|GfEZn9WFoSnQ7RI8Ozfnj0PukS2ChbmpYXvRgRRX51e8d825';

const opened: Simulator[] = [];
afterEach(async () => {
  for (const simulator of opened.splice(0)) {
    expect(simulator.violations().breaches).toEqual([]);
    await simulator.close();
  }
});

type Send = (
  method: string,
  path: string,
  body?: JsonValue,
  token?: string,
) => Promise<{ status: number; body: ShownBody; headers: Headers }>;

async function open(options: SimulatorOptions = {}): Promise<Send> {
  const simulator = await createSimulator(options);
  opened.push(simulator);
  return async (method, path, body, token = 'athena-demo-token') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await simulator.fetch(`http://localhost/api/v1${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      body: JSON.parse(text === '' ? '{}' : text) as ShownBody,
      headers: response.headers,
    };
  };
}

const run = (send: Send, body: JsonObject, token?: string) => send('POST', `/agents/${AGENT}/run`, body, token);

describe('running an agent', () => {
  it('answers with a message, and stores question and answer in a new thread of the caller', async () => {
    const send = await open();
    const { status, body, headers } = await run(send, { message: 'My order 88120 arrived damaged. What can I do?' });
    expect(status).toBe(200);
    expect(headers.get('x-athena-simulated')).toBeNull();
    expect(body.data).toMatchObject({
      role: 'assistant',
      metadata: { model: 'gpt-4-turbo', temperature: 0.7, finish_reason: 'stop', latency: expect.any(Number) },
      thread: { name: 'My order 88120 arrived damaged', creator: { id: 123 }, agent: { uuid: AGENT } },
    });
    const { input, output, total } = body.data.metadata.tokens;
    expect([input + output, output]).toEqual([total, Math.ceil(body.data.content.length / 4)]);
    const listed = await send(
      'GET',
      `/messages?thread_uuid=${body.data.thread.uuid}&with=user,agent&sort_by=created_at&sort_direction=asc`,
    );
    expect(listed.body.data).toMatchObject([
      {
        role: 'user',
        content: 'My order 88120 arrived damaged. What can I do?',
        user: { id: 123 },
        agent: null,
        metadata: {},
      },
      { role: 'assistant', content: body.data.content, user: null, agent: { uuid: AGENT } },
    ]);
  });

  it('continues a thread, and updates the thread', async () => {
    const send = await open();
    const { body: first } = await run(send, { message: 'My lamp is broken' });
    const thread = first.data.thread.uuid;
    const { body: second } = await run(send, { message: 'Thank you!', thread_uuid: thread });
    expect(second.data.thread.uuid).toBe(thread);
    expect(second.data.metadata.tokens.input).toBeGreaterThan(
      first.data.metadata.tokens.input - first.data.metadata.tokens.output,
    );
    const shown = await send('GET', `/threads/${thread}?with_count=messages`);
    expect(shown.body.data.messages_count).toBe(4);
    expect(Date.parse(shown.body.data.updated_at)).toBeGreaterThan(Date.parse(shown.body.data.created_at));
    await send('DELETE', `/messages/${second.data.uuid}`);
    expect((await send('GET', `/threads/${thread}?with_count=messages`)).body.data.messages_count).toBe(3);
  });

  it('accepts only attachments and threads of the caller', async () => {
    const send = await open();
    const own = '58b92c96-6c4c-44f3-8eef-0584f4abae55';
    const { body } = await run(send, { message: 'Look at this', attachment_uuids: [own] });
    const { body: listed } = await send('GET', `/messages?thread_uuid=${body.data.thread.uuid}`);
    expect(listed.data.find(({ role }) => role === 'user')?.attachments).toMatchObject([
      { uuid: own, media: { file_name: 'broken-lamp.svg' } },
    ]);
    const refused = await run(send, { message: 'x', attachment_uuids: [AGENT], thread_uuid: null });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      { 'attachment_uuids.0': ['The selected attachment uuids.0 is invalid.'] },
    ]);
    const stolen = await run(send, { message: 'x', thread_uuid: body.data.thread.uuid }, JANE);
    expect([stolen.status, stolen.body.errors]).toEqual([
      422,
      { thread_uuid: ['The selected thread uuid is invalid.'] },
    ]);
  });

  it('requires a value for every placeholder of the instruction', async () => {
    const send = await open();
    const { body: made } = await send('POST', '/agents', {
      name: 'Greeter',
      instruction: 'Greet {{customer_name}} of {{ company }}.',
    });
    const refused = await send('POST', `/agents/${made.data.uuid}/run`, {
      message: 'Hello',
      variables: { company: ' ' },
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual({
      message: 'The variables.customer name field is required. (and 1 more error)',
      errors: {
        'variables.customer_name': ['The variables.customer name field is required.'],
        'variables.company': ['The variables.company field is required.'],
      },
    });
    const variables = { customer_name: 'Ada Park', company: 'Harbor' };
    expect((await send('POST', `/agents/${made.data.uuid}/run`, { message: 'Who are you?', variables })).status).toBe(
      200,
    );
    expect((await send('GET', '/threads?search=Who are you')).body.meta.total).toBe(1);
  });

  it('rejects a disabled or archived agent, and a model that is deprecated, disabled or without credentials', async () => {
    const send = await open();
    const attempt = async (changes: JsonObject): Promise<unknown> => {
      const { body: made } = await send('POST', '/agents', { name: 'Test', ...changes });
      const { status, body } = await send('POST', `/agents/${made.data.uuid}/run`, { message: 'Hello' });
      return [status, body.message];
    };
    const { body: models } = await send('GET', '/large-language-models?per_page=100');
    const model = (name: string): string => models.data.find((candidate) => candidate.name === name)?.uuid ?? '';
    expect(await attempt({ is_enabled: false })).toEqual([409, 'The agent is disabled. Enable it to run it.']);
    expect(await attempt({ status: 'archived' })).toEqual([409, 'The agent is archived. Make it active to run it.']);
    expect(await attempt({ large_language_model_uuid: model('GPT-3.5 Turbo') })).toEqual([
      409,
      expect.stringContaining('deprecated'),
    ]);
    expect(await attempt({ large_language_model_uuid: model('Command R+') })).toEqual([
      409,
      expect.stringContaining('not enabled'),
    ]);
    const { body: accounts } = await send('GET', '/accounts?per_page=100&search=Mistral');
    for (const { uuid } of accounts.data) await send('PUT', `/accounts/${uuid}`, { token: '' });
    expect(await attempt({ large_language_model_uuid: model('Mistral Large') })).toEqual([
      409,
      expect.stringContaining('has credentials'),
    ]);
    expect((await send('GET', '/threads?search=Hello')).body.meta.total).toBe(
      (await (await open())('GET', '/threads?search=Hello')).body.meta.total,
    );
  });

  it('lets other users run a public agent in their own threads, and hides a private one', async () => {
    const send = await open();
    const { status, body } = await run(send, { message: 'Where is my parcel?' }, JANE);
    expect([status, body.data.thread.creator.id]).toEqual([200, 124]);
    expect((await send('GET', `/threads/${body.data.thread.uuid}`)).status).toBe(404);
    const { body: own } = await send('POST', '/agents', { name: 'Private one' });
    expect((await send('POST', `/agents/${own.data.uuid}/run`, { message: 'Hello' }, JANE)).status).toBe(404);
  });

  it('rejects a blank message: texts are trimmed, and an empty one counts as missing', async () => {
    const { status, body } = await run(await open(), { message: ' \n ' });
    expect([status, body.errors]).toEqual([422, { message: ['The message field is required.'] }]);
  });
});

describe('running a thread', () => {
  it('is answered by its agent, or by the agent in the request', async () => {
    const send = await open();
    const { body: thread } = await send('POST', '/threads', { name: 'Mine', agent_uuid: AGENT });
    const { body } = await send('POST', `/threads/${thread.data.uuid}/run`, { message: 'Hi!' });
    expect(body.data.content).toContain("I'm your friendly customer support assistant");
    const { body: made } = await send('POST', '/agents', { name: 'Second Opinion' });
    const other = await send('POST', `/threads/${thread.data.uuid}/run`, {
      message: 'Hi!',
      agent_uuid: made.data.uuid,
    });
    expect(other.body.data.content).toContain('Second Opinion');
    expect(
      (await send('GET', `/messages?thread_uuid=${thread.data.uuid}&with=agent&sort_direction=desc`)).body.data[0]
        ?.agent.name,
    ).toBe('Second Opinion');
  });

  it('requires an agent, and a thread of the caller', async () => {
    const send = await open();
    const { body: thread } = await send('POST', '/threads', { name: 'Without an agent' });
    const { status, body } = await send('POST', `/threads/${thread.data.uuid}/run`, { message: 'Hi!' });
    expect([status, body.errors]).toEqual([422, { agent_uuid: ['The agent uuid field is required.'] }]);
    const unknown = await send('POST', `/threads/${thread.data.uuid}/run`, {
      message: 'Hi!',
      agent_uuid: thread.data.uuid,
    });
    expect(unknown.body.errors).toEqual({ agent_uuid: ['The selected agent uuid is invalid.'] });
    expect((await send('POST', `/threads/${thread.data.uuid}/run`, { message: 'Hi!' }, JANE)).status).toBe(404);
  });
});

describe('messages of a run', () => {
  it('are listed in order and by page, and can be changed and deleted by the owner of the thread', async () => {
    const send = await open();
    const { body: first } = await run(send, { message: 'First' });
    const thread = first.data.thread.uuid;
    for (const message of ['Second', 'Third', 'Fourth']) await run(send, { message, thread_uuid: thread });
    const page = async (number: number) =>
      (
        await send(
          'GET',
          `/messages?thread_uuid=${thread}&per_page=3&page=${number}&sort_by=created_at&sort_direction=asc`,
        )
      ).body;
    const pages = [await page(1), await page(2), await page(3)];
    expect(pages.map(({ data, meta }) => [data.length, meta.total])).toEqual([
      [3, 8],
      [3, 8],
      [2, 8],
    ]);
    const all = pages.flatMap(({ data }) => [...data]);
    expect(all.map(({ role }) => role)).toEqual(Array.from({ length: 4 }, () => ['user', 'assistant']).flat());
    expect(all.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual([
      'First',
      'Second',
      'Third',
      'Fourth',
    ]);
    const answered = all[1];
    const kept = await send('PUT', `/messages/${answered?.uuid}`, {
      content: 'Corrected',
      metadata: answered?.metadata ?? {},
    });
    expect([kept.status, kept.body.data.content, kept.body.data.metadata]).toEqual([
      200,
      'Corrected',
      answered?.metadata,
    ]);
    expect((await send('PUT', `/messages/${answered?.uuid}`, { content: 'Mine' }, JANE)).status).toBe(404);
    await send('DELETE', `/threads/${thread}`);
    expect((await send('GET', `/messages/${answered?.uuid}`)).status).toBe(404);
    expect((await run(send, { message: 'Fifth', thread_uuid: thread })).status).toBe(422);
  });
});

describe('running a prompt', () => {
  it('fills its placeholders, by default with their default values, and stores nothing', async () => {
    const send = await open();
    const before = (await send('GET', '/messages')).body.meta.total;
    const { body } = await send('POST', `/prompts/${EMAIL_WRITER}/run`, {
      variables: { email: 'Where is my parcel?' },
    });
    expect(body.data).toMatchObject({ prompt_uuid: EMAIL_WRITER, model: 'gpt-4o', temperature: 0.4 });
    expect(body.data.content).toBe(
      'Write a friendly reply to this email. Answer every question in it and end with one clear next step.\n\nWhere is my parcel?',
    );
    expect(body.data.output).toContain('Where is my parcel');
    expect((await send('GET', '/messages')).body.meta.total).toBe(before);
  });

  it('reports each missing or invalid variable', async () => {
    const send = await open();
    const attempt = async (prompt: string, variables: JsonObject): Promise<unknown> =>
      (await send('POST', `/prompts/${prompt}/run`, { variables })).body.errors;
    expect(await attempt(DELAY_APOLOGY, { order_number: '88120', days: 'three' })).toEqual({
      'variables.customer_name': ['The variables.customer name field is required.'],
      'variables.days': ['The variables.days field must be a number.'],
    });
    expect(await attempt(EMAIL_WRITER, { email: 'Hello', tone: 'rude' })).toEqual({
      'variables.tone': ['The selected variables.tone is invalid.'],
    });
    expect((await send('POST', `/prompts/${EMAIL_WRITER}/run`)).status).toBe(422);
  });

  it('uses the settings of the run, and truncates at its maximum number of tokens', async () => {
    const send = await open();
    const { body: models } = await send('GET', '/large-language-models?search=Haiku');
    const settings = { large_language_model_uuid: models.data[0]?.uuid ?? '', temperature: 1.5, max_tokens: 9 };
    const { body } = await send('POST', `/prompts/${EMAIL_WRITER}/run`, { ...settings, variables: { email: 'Hello' } });
    expect(body.data).toMatchObject({ model: 'claude-3-haiku', temperature: 1.5 });
    expect(body.data.tokens.output).toBeLessThanOrEqual(9);
    const unknown = await send('POST', `/prompts/${EMAIL_WRITER}/run`, {
      large_language_model_uuid: EMAIL_WRITER,
      variables: { email: 'x' },
    });
    expect(unknown.body.errors).toEqual({
      large_language_model_uuid: ['The selected large language model uuid is invalid.'],
    });
  });
});

describe('a script', () => {
  it('sets the answers, and the failures of the model', async () => {
    const send = await open({ script: 'examples/scripts/support-demo.yaml' });
    const { body } = await run(send, { message: 'The arm of my lamp is bent' });
    expect(body.data.content).toMatch(/lamp/);
    const failed = await run(send, { message: 'Please fail' });
    expect([failed.status, failed.body, failed.headers.get('x-athena-error')]).toEqual([
      429,
      { message: 'Rate limit reached for the model. Try again in 20 seconds.' },
      'UPSTREAM_FAILED',
    ]);
    expect((await send('GET', '/messages?search=Please fail')).body.data).toMatchObject([{ role: 'user' }]);
  });

  it('is rejected when it is invalid, and when the contract has no platform rules', async () => {
    await expect(createSimulator({ script: 'no-such.yaml' })).rejects.toThrow('no-such.yaml: Failed to read the file');
    await expect(createSimulator({ script: 'package.json' })).rejects.toThrow(
      'package.json#/name: "name" is not a known property here.',
    );
    await expect(
      createSimulator({ script: 'examples/scripts/support-demo.yaml', spec: 'test/contracts/pets/openapi.yaml' }),
    ).rejects.toThrow(/no platform rules/);
  });
});

describe('training an agent', () => {
  it('creates a memory for each text and address, and uses it in answers', async () => {
    const send = await open();
    const { body } = await send('POST', `/agents/${AGENT}/train`, {
      texts: ['Zebras are returned to Leipzig.'],
      urls: ['https://example.com/handbook/zebra-care'],
      importance: 0.9,
    });
    expect(body.data).toMatchObject([
      {
        content: 'Zebras are returned to Leipzig.',
        type: 'fact',
        source: 'training',
        status: 'ready',
        importance: 0.9,
        tokens_count: 8,
      },
      {
        source: 'url',
        type: 'document',
        status: 'ready',
        metadata: { url: 'https://example.com/handbook/zebra-care' },
      },
    ]);
    expect((await run(send, { message: 'Where are zebras returned to?' })).body.data.content).toContain('Leipzig');
    await send('POST', `/agents/${AGENT}/train`, { texts: ['Only this.'], replace: true });
    const { body: left } = await send('GET', `/memories?agent_uuid=${AGENT}&per_page=100`);
    expect(left.data.filter(({ source }) => source === 'training' || source === 'url')).toMatchObject([
      { content: 'Only this.' },
    ]);
    expect((await send('POST', `/agents/${AGENT}/train`, { texts: ['x'] }, JANE)).status).toBe(403);
  });

  it('is pending, processing and ready over time', async () => {
    const send = await open({ seed: '7', speed: 1 });
    const { body } = await send('POST', `/agents/${AGENT}/train`, {
      texts: ['One.', 'Two.', 'Three.', 'Four.', 'Five.'],
    });
    const state = async (): Promise<string> => (await send('GET', `/memories/${body.data[0]?.uuid}`)).body.data.status;
    const seen = [body.data[0]?.status, await state()];
    for (let index = 0; index < 4; index += 1) {
      await send('PUT', `/threads/095be615-a8ad-4c33-8e9c-c7612fbf6c9f`, { name: `Time goes by ${index}` });
      seen.push(await state());
    }
    expect([...new Set(seen)]).toEqual(['pending', 'processing', 'ready']);
  });
});

describe('generation', () => {
  it('creates an agent whose body can be posted again, equal for the same prompt and seed', async () => {
    const wishes = [
      'An assistant that answers questions about our return policy.',
      'x',
      'I need a bot who writes SQL for the warehouse team!',
      '退货政策',
      'help '.repeat(2000),
    ];
    const send = await open();
    for (const prompt of wishes) {
      const { status, body } = await send('POST', '/agents/generate', { prompt });
      expect([status, body.data.status, body.data.visibility, body.data.is_owner]).toEqual([
        201,
        'draft',
        'private',
        true,
      ]);
      const copy = await send('POST', '/agents', body.data as unknown as JsonObject);
      expect([copy.status, copy.body.data.metadata]).toEqual([201, body.data.metadata]);
      const again = await (await open())('POST', '/agents/generate', { prompt });
      expect([again.body.data.name, again.body.data.instruction, again.body.data.metadata]).toEqual([
        body.data.name,
        body.data.instruction,
        body.data.metadata,
      ]);
      expect((await send('POST', `/agents/${body.data.uuid}/run`, { message: 'Hello' })).status).toBe(200);
    }
    const refused = await send('POST', '/agents/generate', {
      prompt: 'x',
      tool_uuids: [EMAIL_WRITER],
      large_language_model_uuid: EMAIL_WRITER,
    });
    expect(Object.keys(refused.body.errors)).toEqual(
      expect.arrayContaining(['tool_uuids.0', 'large_language_model_uuid']),
    );
  });

  it('names a thread after its messages', async () => {
    const send = await open();
    const { body: run1 } = await run(send, { message: 'Hi there' });
    const thread = run1.data.thread.uuid;
    await run(send, { message: 'The cracked lid of order 88120 leaks', thread_uuid: thread });
    const { status, body } = await send('POST', `/threads/${thread}/generate-name`);
    expect([status, body.data.name]).toEqual([200, 'Order 88120 leaks']);
    expect((await send('GET', `/threads/${thread}`)).body.data.name).toBe(body.data.name);
    const { body: empty } = await send('POST', '/threads', { name: 'Empty', agent_uuid: AGENT });
    expect((await send('POST', `/threads/${empty.data.uuid}/generate-name`)).body.data.name).toBe(
      'New conversation with Customer Support Assistant',
    );
  });
});

it('responses are identical for the same seed and requests', async () => {
  const texts = await Promise.all(
    [1, 2].map(async () => {
      const send = await open({ seed: '7' });
      const answers: unknown[] = [];
      for (const message of ['Hello', 'My order is late', 'Compare the two as a table', 'Write an email'])
        answers.push((await run(send, { message })).body);
      answers.push((await send('POST', `/prompts/${EMAIL_WRITER}/run`, { variables: { email: 'Hello' } })).body);
      answers.push(
        (await send('POST', `/agents/${AGENT}/train`, { texts: ['One.'] })).body,
        (await send('GET', '/messages?sort_direction=desc')).body,
      );
      return JSON.stringify(answers);
    }),
  );
  expect(texts[0]).toBe(texts[1]);
});
