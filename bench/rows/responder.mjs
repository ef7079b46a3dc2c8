import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../scripts/median.mjs';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { openClient } from '../raw-client.mjs';
import { toMilliseconds, toResult } from '../result.mjs';
import { withServers } from '../rounds.mjs';
import { loadSteadily, toP99 } from '../steady-load.mjs';

/** Measures response times while a chat and a step of a workflow wait for a model, which answers afterwards. */
export async function measureResponder({ seconds, rounds }) {
  const model = await startSlowModel();
  const options = ['--responder', 'openai', '--responder-url', model.url, '--speed', 'instant'];
  try {
    return await withServers({ simulator: () => startSimulator(options) }, async ({ simulator }) => {
      const workflow = await createWorkflow(simulator.port);
      await observe(simulator.port, seconds); // Warms up.
      const seen = [];
      for (let round = 0; round < rounds; round += 1) {
        const without = await observe(simulator.port, seconds);
        const { chat } = await ask(simulator.port, workflow, model);
        const waiting = await observe(simulator.port, seconds);
        if (model.waiting() !== QUESTIONS) throw new Error('A question was given up before the measurement ended.');
        model.answer();
        await chat;
        seen.push({ waiting, without });
      }
      const [waiting, without] = ['waiting', 'without'].map((time) => median(seen.map((round) => round[time])));
      return [
        toResult({
          what: `p99 of GET at ${RATE} a second while a chat and a workflow wait for a model, against p99 without`,
          own: toMilliseconds(waiting),
          peer: toMilliseconds(without),
          ratio: waiting / without,
          max: 1.5,
          note: `The model answers when the measurement of ${seconds} s has ended.`,
        }),
      ];
    });
  } finally {
    model.close();
  }
}

/** Starts a server of chat completions that streams its answers to all that wait when it is told to. */
async function startSlowModel() {
  const waiting = new Set();
  const server = createServer((request, response) => {
    request.resume();
    waiting.add(response);
    response.once('close', () => waiting.delete(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    waiting: () => waiting.size,
    answer: () => {
      for (const response of waiting) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(
          'data: {"choices":[{"delta":{"content":"Slowly said."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
        );
      }
      waiting.clear();
    },
    close: () => server.close().closeAllConnections(),
  };
}

/** Creates an active workflow whose second step asks an agent. Returns the path that starts it. */
async function createWorkflow(port) {
  const parameters = { message: 'Sum it up' };
  const body = {
    name: 'Slow',
    status: 'active',
    nodes: [
      { id: 'start', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} },
      { id: 'ask', type: 'agent.run', position: { x: 0, y: 0 }, data: { agent_uuid: AGENT, parameters } },
    ],
    edges: [{ id: 'e1', source: 'start', target: 'ask' }],
  };
  const { uuid } = await send(port, 'POST', '/api/v1/workflows', body);
  return `/api/v1/workflows/${uuid}/webhook`;
}

/**
 * Asks in a chat and by a workflow, and waits until both have reached the model. Returns the promise of the
 * chat's answer, in an object since an async function would wait for it.
 */
async function ask(port, workflow, model) {
  const chat = send(port, 'POST', `/api/v1/agents/${AGENT}/run`, { message: 'Where is my order?' });
  chat.catch(() => {}); // It is awaited by the caller, later.
  await send(port, 'POST', workflow, {});
  const started = performance.now();
  while (model.waiting() < QUESTIONS) {
    if (performance.now() - started > MAX_WAIT) throw new Error('The model was not asked in time.');
    await send(port, 'GET', ACCOUNT);
    await sleep(20);
  }
  return { chat };
}

/** Returns the 99th percentile in milliseconds of GETs at a steady rate for some seconds. */
async function observe(port, seconds) {
  const end = performance.now() + seconds * 1000;
  const isOver = () => performance.now() > end;
  const seen = await loadSteadily(port, { path: ACCOUNT, headers: TOKEN, rate: RATE, connections: 16, isOver });
  return toP99(seen.map(({ milliseconds }) => milliseconds));
}

/** Sends a request on a connection of its own and returns the `data` of its response. */
async function send(port, method, path, body) {
  const client = await openClient(port, TOKEN);
  try {
    const { status, text } = await client.request(method, path, body === undefined ? undefined : JSON.stringify(body));
    if (status >= 300) throw new Error(`${method} ${path} responded with ${status}: ${text()}`);
    return JSON.parse(text()).data;
  } finally {
    client.close();
  }
}

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
/** One from the chat and one from the workflow. */
const QUESTIONS = 2;
/** Requests a second: far below what the server can do, so that a stall shows. */
const RATE = 500;
/** In milliseconds. */
const MAX_WAIT = 60_000;
