import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { until } from '../support/until.ts';
import { HEADERS } from './server-process.ts';

const makeFolder = useTemporaryFolders();
const SERVER = fileURLToPath(new URL('responder-server.mjs', import.meta.url));
const AGENT = '550e8400-e29b-41d4-a716-446655440000';

/** A question as the model received it. */
interface Asked {
  readonly text: string;
  readonly node?: string;
}

/** A model that answers when the test lets it. */
interface Model {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers every question that waits. */
  answer(): void;
}

interface Server {
  readonly url: string;
  readonly kill: () => Promise<void>;
}

interface Execution {
  readonly status: string;
  readonly stopped_at: string | null;
  readonly workflow_execution_data?: {
    readonly data: { readonly result_data: { readonly run_data: Readonly<Record<string, unknown[]>> } };
  } | null;
}

async function openModel(): Promise<Model> {
  const waiting = new Set<ServerResponse>();
  const asked: Asked[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(JSON.parse(await text(request)) as Asked);
    waiting.add(response);
  };
  const server = createServer((request, response) => {
    response.once('close', () => waiting.delete(response));
    void receive(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const answer = (): void => {
    for (const response of waiting) response.end('said.');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, answer };
}

async function start(folder: string, { url }: Model): Promise<Server> {
  const child = spawn(process.execPath, [SERVER, folder, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  onTestFinished(kill);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  while (!out.includes('\n')) await Promise.race([sleep(5), closed.then(() => expect(out).toContain('URL'))]);
  return { url: /URL +(\S+)/.exec(out)?.[1] ?? '', kill };
}

async function call<Data>({ url }: Server, method: string, path: string, body?: object): Promise<Data> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: HEADERS,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const content = await response.text();
  expect([200, 201], content).toContain(response.status);
  return (JSON.parse(content) as { data: Data }).data;
}

/** Waits until the model has been asked so often. Requests run what is due. */
async function whenAsked(server: Server, { asked }: Model, count: number): Promise<void> {
  await until(async () => {
    await call(server, 'GET', '/providers');
    return asked.length >= count;
  });
}

const answersOf = async (server: Server): Promise<readonly unknown[]> => {
  const messages = await call<readonly { content: string }[]>(
    server,
    'GET',
    '/messages?per_page=100&sort_by=created_at&sort_direction=desc',
  );
  return messages.filter(({ content }) => content === 'Slowly said.');
};

async function startWorkflow(server: Server): Promise<string> {
  const position = { x: 0, y: 0 };
  const nodes = [
    { id: 'start', type: 'trigger.webhook', position, data: {} },
    { id: 'ask', type: 'agent.run', position, data: { agent_uuid: AGENT, parameters: { message: 'Sum it up' } } },
    { id: 'after', type: 'data.set', position, data: { parameters: { said: '{{ ask.output }}' } } },
  ];
  const edges = [
    { id: 'one', source: 'start', target: 'ask' },
    { id: 'two', source: 'ask', target: 'after' },
  ];
  const graph = { name: 'Slow', status: 'active', nodes, edges };
  const { uuid } = await call<{ uuid: string }>(server, 'POST', '/workflows', graph);
  const execution = await call<{ uuid: string }>(server, 'POST', `/workflows/${uuid}/webhook`, {});
  return `/workflow-executions/${execution.uuid}?with=workflowExecutionData`;
}

/** Each process has a port of its own, which is in the addresses of pictures. */
const withoutPort = (value: Execution): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/http:\/\/localhost:\d+/g, 'http://localhost'));

it('a workflow whose model is asked when its process is killed goes on after the restart, once', async () => {
  const folder = join(await makeFolder(), 'data');
  const model = await openModel();
  const first = await start(folder, model);
  const path = await startWorkflow(first);
  await whenAsked(first, model, 1);
  expect(await call<Execution>(first, 'GET', path)).toMatchObject({ stopped_at: null });
  await first.kill();

  const second = await start(folder, model);
  await whenAsked(second, model, 2);
  // More requests, and more time, ask it no more.
  for (let look = 0; look < 10; look += 1) {
    expect(await call<Execution>(second, 'GET', path)).toMatchObject({ stopped_at: null });
    await sleep(10);
  }
  expect(model.asked).toHaveLength(2);
  expect(model.asked[1]).toEqual(model.asked[0]);
  model.answer();
  let execution = await call<Execution>(second, 'GET', path);
  await until(async () => {
    execution = await call(second, 'GET', path);
    return execution.stopped_at !== null;
  });
  expect(execution.status).toBe('success');
  const runs = execution.workflow_execution_data?.data.result_data.run_data ?? {};
  expect(Object.entries(runs).map(([id, { length }]) => `${id} ${length}`)).toEqual(['start 1', 'ask 1', 'after 1']);
  await second.kill();

  // What was stored is asked no more.
  const third = await start(folder, model);
  expect(withoutPort(await call<Execution>(third, 'GET', path))).toEqual(withoutPort(execution));
  expect(model.asked).toHaveLength(2);
});

it('a chat whose model is asked when its process is killed is answered after the restart, once', async () => {
  const folder = join(await makeFolder(), 'data');
  const model = await openModel();
  const first = await start(folder, model);
  const running = call(first, 'POST', `/agents/${AGENT}/run`, { message: 'Where is order 4711-A?' });
  running.catch(() => {});
  await whenAsked(first, model, 1);
  await first.kill();
  await expect(running).rejects.toThrow('fetch failed');

  const second = await start(folder, model);
  expect(await answersOf(second)).toEqual([]);
  await whenAsked(second, model, 2);
  for (let look = 0; look < 10; look += 1) {
    expect(await answersOf(second)).toEqual([]);
    await sleep(10);
  }
  expect(model.asked).toHaveLength(2);
  expect(model.asked[1]).toEqual(model.asked[0]);
  model.answer();
  await until(async () => (await answersOf(second)).length > 0);
  await second.kill();

  const third = await start(folder, model);
  expect(await answersOf(third)).toHaveLength(1);
  const said = await call<readonly { content: string }[]>(third, 'GET', '/messages?per_page=100');
  expect(said.filter(({ content }) => content === 'Where is order 4711-A?')).toHaveLength(1);
  expect(model.asked).toHaveLength(2);
});
