import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEngine } from '../../src/assembly/engine/open-engine.ts';
import { completeOptions } from '../../src/assembly/load/complete-options.ts';
import { toExchangeRequest } from '../../src/http/exchange/fetch-exchange.ts';
import { createRequestId } from '../../src/kernel/random/ids.ts';
import {
  createSharedLog,
  createSimulator,
  type Question,
  type Responder,
  type Simulator,
  type SimulatorOptions,
} from '../../src/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { countTurns } from '../support/count-turns.ts';
import type { ShownBody } from '../support/shown.ts';
import { toGraph } from '../athena/workflow/client.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const EMAIL_WRITER = '768df426-3a12-4d7e-80c3-2ff2cc63d8d1';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A responder that says its first word at once, and the rest when the test releases it. */
interface GatedResponder extends Responder {
  readonly questions: Question[];
  readonly signals: AbortSignal[];
  release(): void;
}

function createGated(): GatedResponder {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const questions: Question[] = [];
  const signals: AbortSignal[] = [];
  return {
    questions,
    signals,
    release: () => release(),
    async *respond(question, { signal }) {
      questions.push(question);
      signals.push(signal);
      yield { kind: 'text', text: 'Slowly ' };
      await gate;
      yield { kind: 'text', text: 'said.' };
      yield { kind: 'end', tokens: { input: 12, output: 3 } };
    },
  };
}

interface Client {
  readonly simulator: Simulator;
  send(method: string, path: string, body?: JsonValue, accept?: string): Promise<Response>;
  call(method: string, path: string, body?: JsonValue): Promise<ShownBody>;
}

async function open(options: SimulatorOptions): Promise<Client> {
  const simulator = await createSimulator(options);
  closers.push(() => simulator.close());
  const send: Client['send'] = (method, path, body, accept = '*/*') =>
    simulator.fetch(`http://localhost/api/v1${path}`, {
      method,
      headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json', accept },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    simulator,
    send,
    call: async (method, path, body) => (await (await send(method, path, body)).json()) as ShownBody,
  };
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'athena-slow-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies a data folder as a killed process would leave it: all but the lock. */
async function copyState(from: string): Promise<string> {
  const to = await makeFolder();
  const names = (await readdir(from)).filter((name) => !name.includes('lock'));
  await Promise.all(
    names.filter((name) => name.includes('.')).map((name) => copyFile(join(from, name), join(to, name))),
  );
  return to;
}

const runAgent = ({ call }: Client, message = 'Where is order 4711-A?') =>
  call('POST', `/agents/${AGENT}/run`, { message });

/** Waits until a responder has been asked so often. Requests run what is due. */
async function whenAsked({ call }: Client, { questions }: GatedResponder, count: number): Promise<void> {
  const countQuestions = async (): Promise<number> => {
    await call('GET', '/providers');
    return questions.length;
  };
  await expect.poll(countQuestions).toBe(count);
}

/** Starts a workflow whose middle step asks the agent. Returns the execution's path. */
async function startWorkflow({ call }: Client, data: JsonObject = {}): Promise<string> {
  const graph = toGraph(
    [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'ask', type: 'agent.run', data: { agent_uuid: AGENT, parameters: { message: 'Sum it up' }, ...data } },
      { id: 'after', type: 'data.set', data: { parameters: { said: '{{ ask.output }}' } } },
    ],
    ['start > ask', 'ask > after'],
  );
  const { data: workflow } = await call('POST', '/workflows', { name: 'Slow', status: 'active', ...graph });
  const { data: execution } = await call('POST', `/workflows/${workflow.uuid}/webhook`, {});
  return `/workflow-executions/${execution.uuid}?with=workflowExecutionData`;
}

const look = async ({ call }: Client, path: string): Promise<JsonObject> =>
  (await call('GET', path)).data as unknown as JsonObject;

const runsOf = (execution: JsonObject): Readonly<Record<string, readonly JsonObject[]>> =>
  (
    (execution['workflow_execution_data'] as JsonObject)['data'] as JsonObject & {
      readonly result_data: { readonly run_data: Readonly<Record<string, readonly JsonObject[]>> };
    }
  ).result_data.run_data;

/** The answers of the agent that are stored with this text. */
const answersOf = async ({ call }: Client, text = 'Slowly said.'): Promise<readonly unknown[]> =>
  (await call('GET', '/messages?per_page=100&sort_by=created_at&sort_direction=desc')).data.filter(
    ({ content }) => content === text,
  );

const BOTH: readonly (readonly [string, SimulatorOptions])[] = [
  ['a seeded world', {}],
  ['a world whose time flows', { seed: null, speed: 'instant' }],
];

describe.each(BOTH)('a slow responder in %s', (_world, options) => {
  it('stalls no other request while a chat waits for it, and is asked once', async () => {
    const responder = createGated();
    const client = await open({ ...options, responder });
    const running = runAgent(client);
    await whenAsked(client, responder, 1);
    const turns = await countTurns(async () => {
      for (let count = 0; count < 21; count += 1) {
        expect((await client.send('GET', `/agents/${AGENT}`)).status).toBe(200);
        expect((await client.send('POST', '/threads', { name: 'Other' })).status).toBe(201);
      }
    });
    // A request that waited for the answer as for due work would wait for 250 ms, in which there are thousands.
    expect(turns).toBeLessThan(5000);
    expect((await client.call('GET', '/messages?search=4711-A')).data).toMatchObject([{ role: 'user' }]);
    responder.release();
    const { data: message } = await running;
    expect(message).toMatchObject({
      content: 'Slowly said.',
      role: 'assistant',
      metadata: { tokens: { input: 12, output: 3, total: 15 }, finish_reason: 'stop' },
    });
    expect((await client.call('GET', `/messages/${message.uuid}`)).data).toEqual(message);
    expect(await answersOf(client)).toHaveLength(1);
    expect(responder.questions).toHaveLength(1);
    expect(client.simulator.violations().breaches).toEqual([]);
  });

  it('stalls no other request while a workflow waits for it, and is asked once', async () => {
    const responder = createGated();
    const client = await open({ ...options, responder });
    const path = await startWorkflow(client);
    expect(await look(client, path)).toMatchObject({ status: 'running' });
    await whenAsked(client, responder, 1);
    const other = await startWorkflow(client, { is_disabled: true });
    await expect.poll(async () => (await look(client, other))['is_finished']).toBe(true);
    expect(await look(client, path)).toMatchObject({ status: 'running' });
    responder.release();
    await expect.poll(async () => (await look(client, path))['status']).toBe('success');
    const runs = runsOf(await look(client, path));
    expect(Object.values(runs).map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(runs['after']).toMatchObject([{ output: { said: 'Slowly said.' } }]);
    expect(responder.questions).toHaveLength(1);
    expect(client.simulator.violations().breaches).toEqual([]);
  });
});

describe('a slow responder', () => {
  it('is asked what a model may know, and nothing of the store', async () => {
    const responder = createGated();
    const client = await open({ responder });
    responder.release();
    await runAgent(client);
    await startWorkflow(client);
    await client.call('POST', `/prompts/${EMAIL_WRITER}/run`, { variables: { email: 'Where is my parcel?' } });
    const [chat, step, prompt] = responder.questions;
    expect(Object.keys(chat ?? {}).toSorted()).toEqual(
      'agent conversation maxTokens memories model seed temperature text tools variables workspace'.split(' '),
    );
    expect(Object.keys(chat?.agent ?? {})).toEqual(['uuid', 'name', 'description', 'instruction', 'metadata']);
    expect(chat).toMatchObject({ text: 'Where is order 4711-A?', model: { slug: 'gpt-4-turbo' } });
    expect(step).toMatchObject({
      text: 'Sum it up',
      node: { id: 'ask', type: 'agent.run' },
      workflow: { name: 'Slow' },
    });
    expect(prompt).toMatchObject({ prompt: { name: 'Email Writer' }, text: expect.stringContaining('parcel') });
    for (const question of responder.questions) {
      expect(JSON.parse(JSON.stringify(question))).toEqual(question);
      expect(JSON.stringify(question)).not.toMatch(/user_id|workspace_uuid|created_at|password|token_hash/);
    }
  });

  it.each([
    ['an agent', `/agents/${AGENT}/run`, 1],
    ['a prompt', `/prompts/${EMAIL_WRITER}/run`, 0],
  ] as const)('streams to the client of %s while it answers', async (_kind, path, stored) => {
    const responder = createGated();
    const client = await open({ responder });
    const body = { message: 'Hello', variables: { email: 'Hi' } };
    const response = await client.send('POST', path, body, 'text/event-stream');
    const decoder = new TextDecoder();
    let text = '';
    let early = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (early !== '' || !text.includes('Slowly ')) continue;
      // What is sent without having been said yet would have arrived by then.
      await new Promise((resolve) => setTimeout(resolve, 20));
      early = text;
      responder.release();
    }
    expect(early.match(/event: .+/g)).toEqual(['event: run.started', 'event: run.delta']);
    expect(early).not.toContain('said.');
    expect(text.match(/event: .+/g)).toEqual([
      'event: run.started',
      'event: run.delta',
      'event: run.delta',
      'event: run.completed',
    ]);
    expect(await answersOf(client)).toHaveLength(stored);
  });

  it('is not asked for a stream that is never read', async () => {
    const responder = createGated();
    const { data, worlds } = await openEngine(completeOptions({ responder }));
    closers.push(() => worlds.baseline.store.close());
    const request = new Request(`http://localhost/api/v1/prompts/${EMAIL_WRITER}/run`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer athena-demo-token',
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ variables: { email: 'Hi' } }),
    });
    const { status, stream } = await data(toExchangeRequest(request, { createRequestId }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([status, responder.questions]).toEqual([200, []]);
    const leaving = new AbortController();
    const chunks = stream?.(leaving.signal)[Symbol.asyncIterator]();
    expect((await chunks?.next())?.value).toContain('event: run.started');
    expect(responder.questions).toHaveLength(1);
    await chunks?.return?.();
    expect(responder.signals[0]?.aborted).toBe(true);
  });

  it('is listened to without a listener for each chunk of its stream', async () => {
    const responder: Responder = {
      async *respond() {
        for (let count = 0; count < 20; count += 1) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          yield { kind: 'text', text: `${count} ` };
        }
        yield { kind: 'end' };
      },
    };
    const client = await open({ responder });
    const listen = vi.spyOn(EventTarget.prototype, 'addEventListener');
    const response = await client.send('POST', `/agents/${AGENT}/run`, { message: 'Hi' }, 'text/event-stream');
    expect((await response.text()).match(/run\.delta/g)).toHaveLength(20);
    const counts = new Map<unknown, number>();
    for (const target of listen.mock.contexts) counts.set(target, (counts.get(target) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThan(5);
  });

  it('is asked with the last 50 messages of a conversation', async () => {
    const responder = createGated();
    responder.release();
    const client = await open({ responder });
    await runAgent(client, 'Question 0');
    const [thread] = (await client.call('GET', '/threads?sort_by=created_at&sort_direction=desc')).data;
    for (let count = 1; count <= 27; count += 1)
      await client.call('POST', `/threads/${thread?.uuid}/run`, { message: `Question ${count}` });
    const lengths = responder.questions.map(({ conversation }) => conversation.length);
    expect(lengths.slice(-4)).toEqual([48, 50, 50, 50]);
    const { conversation, text } = responder.questions.at(-1) ?? {};
    expect([conversation?.[0]?.content, conversation?.at(-1)?.content, text]).toEqual([
      'Question 2',
      'Slowly said.',
      'Question 27',
    ]);
  });

  it('is told when the client of a stream leaves; what was sent is stored', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const response = await client.send('POST', `/agents/${AGENT}/run`, { message: 'Hello' }, 'text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    for (let text = ''; !text.includes('Slowly ');) text += decoder.decode((await reader.read()).value);
    await reader.cancel();
    await expect.poll(() => responder.signals[0]?.aborted).toBe(true);
    await expect.poll(() => answersOf(client, 'Slowly ')).toHaveLength(1);
    expect(await answersOf(client, 'Slowly ')).toMatchObject([{ metadata: { finish_reason: 'client_disconnected' } }]);
    responder.release();
    expect(await answersOf(client)).toEqual([]);
    expect(responder.questions).toHaveLength(1);
  });

  it.each(['a workflow', 'a chat'])(
    'that is killed in %s is asked again after a restart, and answers once',
    async (kind) => {
      const first = createGated();
      const data = await makeFolder();
      const client = await open({ data, seed: null, speed: 'instant', responder: first });
      const path = kind === 'a workflow' ? await startWorkflow(client) : undefined;
      if (path === undefined) void runAgent(client).catch(() => undefined);
      await whenAsked(client, first, 1);
      const copy = await copyState(data);

      const second = createGated();
      const again = await open({ data: copy, seed: null, speed: 'instant', responder: second });
      second.release();
      const isDone = async (): Promise<boolean> =>
        path === undefined ? (await answersOf(again)).length > 0 : (await look(again, path))['status'] === 'success';
      await expect.poll(isDone).toBe(true);
      expect(second.questions).toEqual(first.questions);
      if (path === undefined) expect(await answersOf(again)).toHaveLength(1);
      else expect(Object.values(runsOf(await look(again, path))).map(({ length }) => length)).toEqual([1, 1, 1]);
    },
  );

  it.each(['a workflow', 'a chat'])(
    'that the simulator closes on in %s is stopped, and asked again later',
    async (kind) => {
      const first = createGated();
      const data = await makeFolder();
      const client = await open({ data, responder: first });
      const path = kind === 'a workflow' ? await startWorkflow(client) : undefined;
      const running = path === undefined ? runAgent(client).catch(() => undefined) : undefined;
      await whenAsked(client, first, 1);
      await client.simulator.close();
      expect(first.signals[0]?.aborted).toBe(true);
      await running;

      const second = createGated();
      const again = await open({ data, responder: second });
      second.release();
      if (path === undefined) await expect.poll(() => answersOf(again)).toHaveLength(1);
      else await expect.poll(async () => (await look(again, path))['status']).toBe('success');
      expect(second.questions).toEqual(first.questions);
    },
  );

  it('is not asked twice when the contract is reloaded meanwhile', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const path = await startWorkflow(client);
    const running = runAgent(client);
    await whenAsked(client, responder, 2);
    await client.simulator.reload();
    expect(await look(client, path)).toMatchObject({ status: 'running' });
    responder.release();
    expect((await running).data).toMatchObject({ content: 'Slowly said.' });
    await expect.poll(async () => (await look(client, path))['status']).toBe('success');
    expect(responder.questions).toHaveLength(2);
  });

  it('does not answer into a world that was reset, or for an execution that was deleted', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const path = await startWorkflow(client);
    await whenAsked(client, responder, 1);
    await client.send('DELETE', path.split('?')[0] ?? '');
    const running = runAgent(client);
    await whenAsked(client, responder, 2);
    await client.simulator.reset();
    const count = async () => (await client.call('GET', '/messages')).meta.total;
    const before = await count();
    responder.release();
    await running;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await count()).toBe(before);
    expect(client.simulator.violations().breaches).toEqual([]);
    expect(await answersOf(client)).toEqual([]);
  });

  it.each([
    ['', async () => {}],
    [', asked before the contract was reloaded,', (client: Client) => client.simulator.reload()],
  ])('is stopped in the run of a prompt%s when the simulator closes', async (_when, change) => {
    const responder = createGated();
    const client = await open({ responder });
    const running = client.send('POST', `/prompts/${EMAIL_WRITER}/run`, { variables: { email: 'Hi' } });
    await whenAsked(client, responder, 1);
    await change(client);
    await client.simulator.close();
    expect(responder.signals[0]?.aborted).toBe(true);
    expect((await running).status).toBe(503);
  });

  it('leaves a question in the state that the control plane can restore', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const message = `Where is order 4711-A? It is${' late'.repeat(100)}.`;
    void runAgent(client, message);
    await whenAsked(client, responder, 1);
    const state = await (await client.simulator.fetch('http://localhost/__admin/state')).text();
    expect(state).not.toContain(String.raw`\u0000`);
    const copies = JSON.stringify(client.simulator.state().collections['scheduled_work']).split(message).length - 1;
    expect(copies).toBe(1);
    const response = await client.simulator.fetch('http://localhost/__admin/state', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: state,
    });
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
    expect(responder.questions[0]?.seed).toMatch(/^[0-9a-f]{64}$/);
    responder.release();
    await expect.poll(() => answersOf(client)).toHaveLength(1);
  });

  it('of simulators that share a world answers once: the first answer is stored', async () => {
    const log = createSharedLog();
    const responders = [createGated(), createGated()] as const;
    const first = await open({ log, responder: responders[0] });
    const second = await open({ log, responder: responders[1] });
    const running = runAgent(first);
    await whenAsked(first, responders[0], 1);
    await whenAsked(second, responders[1], 1);
    responders[1].release();
    await expect.poll(() => answersOf(second)).toHaveLength(1);
    responders[0].release();
    const { data: message } = await running;
    expect(await answersOf(first)).toMatchObject([{ uuid: message.uuid }]);
  });

  it('does not hold the clock: what is due later runs while it answers', async () => {
    const responder = createGated();
    const client = await open({ speed: 1, responder });
    const path = await startWorkflow(client);
    await client.simulator.clock.advance('PT1H');
    await whenAsked(client, responder, 1);
    const other = await startWorkflow(client, { is_disabled: true });
    await client.simulator.clock.advance('PT1H');
    expect(await look(client, other)).toMatchObject({ is_finished: true });
    responder.release();
    await expect
      .poll(async () => {
        await client.simulator.clock.advance('PT1H');
        return (await look(client, path))['status'];
      })
      .toBe('success');
    expect(responder.questions).toHaveLength(1);
  });
});

describe('a responder that fails', () => {
  const failing: Responder = {
    // eslint-disable-next-line require-yield
    async *respond() {
      await Promise.resolve();
      throw new Error('The key has expired.');
    },
  };

  it('fails the run when the world is reset while it answers', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const [thread] = (await client.call('GET', '/threads?per_page=1')).data;
    const running = client.send('POST', `/threads/${thread?.uuid}/run`, { message: 'Slowly, please' });
    await whenAsked(client, responder, 1);
    await client.simulator.reset();
    responder.release();
    const response = await running;
    expect([response.status, await response.json()]).toEqual([
      409,
      expect.objectContaining({ message: 'The world was reset while the agent answered.' }),
    ]);
  });

  it('is asked in a sandbox while the same question of the baseline is being answered', async () => {
    const responder = createGated();
    const client = await open({ responder });
    const running = runAgent(client);
    await whenAsked(client, responder, 1);
    await client.send('GET', '/agents?per_page=1');
    const sandbox = client.simulator.sandbox('s1');
    await vi.waitFor(async () => {
      await sandbox.fetch('http://localhost/api/v1/agents?per_page=1', {
        headers: { authorization: 'Bearer athena-demo-token' },
      });
      expect(responder.questions).toHaveLength(2);
    });
    responder.release();
    await running;
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'is an async function that rejects',
      async () => Promise.reject(new Error('No key')),
      /The responder failed: No key/,
    ],
    [
      'is an async function that returns a text',
      async () => 'Hello',
      /not iterable: write respond as an async generator/,
    ],
    ['returns nothing', () => undefined, /not iterable/],
    ['returns a list of rejected promises', () => [Promise.reject(new Error('No key'))], /no valid kind/],
    [
      'throws an object without a text',
      () => {
        throw Object.create(null) as Error;
      },
      /The responder failed: /,
    ],
  ])('fails the run with 502 when respond %s', async (_what, respond, message) => {
    const client = await open({ responder: { respond } as Responder });
    const response = await client.send('POST', `/agents/${AGENT}/run`, { message: 'Are you there?' });
    expect([response.status, await response.json()]).toEqual([
      502,
      expect.objectContaining({ message: expect.stringMatching(message) as string }),
    ]);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['returns a rejected promise', () => Promise.reject(new Error('no'))],
  ])('is waited for when isImmediate %s', async (_what, isImmediate) => {
    const responder = { isImmediate, respond: () => [{ kind: 'text', text: 'Yes.' }, { kind: 'end' }] } as unknown;
    const client = await open({ responder: responder as Responder });
    const response = await client.send('POST', `/agents/${AGENT}/run`, { message: 'Are you there?' });
    expect(response.status).toBe(200);
  });

  it('fails the run with its reason; the message of the user is stored, and no answer', async () => {
    const client = await open({ responder: failing });
    const response = await client.send('POST', `/agents/${AGENT}/run`, { message: 'Are you there?' });
    expect([response.status, await response.json()]).toEqual([
      502,
      expect.objectContaining({ message: 'The responder failed: The key has expired.' }),
    ]);
    expect((await client.call('GET', '/messages?search=Are you there')).data).toMatchObject([{ role: 'user' }]);
    const streamed = await client.send('POST', `/agents/${AGENT}/run`, { message: 'And now?' }, 'text/event-stream');
    expect(await streamed.text()).toContain(
      'event: run.failed\ndata: {"message":"The responder failed: The key has expired.","status":502}',
    );
    const prompted = await client.send('POST', `/prompts/${EMAIL_WRITER}/run`, { variables: { email: 'Hi' } });
    expect(prompted.status).toBe(502);
    expect(client.simulator.violations().breaches).toEqual([]);
  });

  it('fails the step of a workflow, which may retry it', async () => {
    let asked = 0;
    const responder: Responder = {
      async *respond() {
        asked += 1;
        if (asked < 3) throw new Error('Not yet.');
        yield { kind: 'text', text: 'Now.' };
        yield { kind: 'end' };
      },
    };
    const client = await open({ responder });
    const path = await startWorkflow(client, { max_tries: 3 });
    await expect.poll(async () => (await look(client, path))['status']).toBe('success');
    expect(runsOf(await look(client, path))['ask']).toMatchObject([
      { execution_status: 'error', error: { code: 'model_502', message: 'The responder failed: Not yet.' } },
      { execution_status: 'error' },
      { execution_status: 'success', output: { output: 'Now.' } },
    ]);
    const failed = await open({ responder: failing });
    const other = await startWorkflow(failed);
    await expect.poll(async () => (await look(failed, other))['status']).toBe('error');
  });
});

describe('the option `responder`', () => {
  it('may answer immediately: a run and a workflow then end within the request', async () => {
    const responder: Responder = {
      isImmediate: () => true,
      respond: ({ text }) => [{ kind: 'text', text: `You said: ${text}` }, { kind: 'end' }],
    };
    const client = await open({ responder });
    expect((await runAgent(client, 'Hi')).data).toMatchObject({ content: 'You said: Hi' });
    expect(await look(client, await startWorkflow(client))).toMatchObject({ status: 'success' });
  });

  it('is asked what the rules of a world do not decide', async () => {
    const responder = createGated();
    responder.release();
    const client = await open({ responder, script: 'examples/scripts/support-demo.yaml' });
    const { data } = await runAgent(client, 'Please fail');
    expect(data).toBeUndefined();
    expect(responder.questions).toEqual([]);
    expect((await runAgent(client, 'Anything else')).data).toMatchObject({ content: 'Slowly said.' });
  });

  it('is rejected when it is not a responder, or when the contract has no use for one', async () => {
    const wrong = { respond: 'Hello' } as object as Responder;
    await expect(createSimulator({ responder: wrong })).rejects.toThrow(/responder.*no function `respond`/s);
    await expect(
      createSimulator({ spec: 'test/contracts/shop/openapi.yaml', responder: createGated() }),
    ).rejects.toThrow(/no platform rules that could use a responder/);
  });
});
