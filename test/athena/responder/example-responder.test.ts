import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAnswer } from '../../../src/athena/responder/asking/live-answer.ts';
import { createSimulator, type Responder } from '../../../src/index.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { toQuestion } from './responder-conformance.ts';

const EXAMPLE = '../../../examples/responders/openai-responder.mjs';

/** A server that speaks as much of OpenAI's chat completions as the example reads. */
const requests: JsonObject[] = [];
const server = createServer((request, response) => {
  void (async () => {
    let body = '';
    for await (const part of request) body += String(part);
    requests.push(JSON.parse(body) as JsonObject);
    if (body.includes('too much')) return response.writeHead(429).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (body.includes('marker')) {
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: 'It is [DONE].' } }] })}\n\n`);
      return response.end('data: {"choices":[{"delta":{},"finish_reason":"length"}]}');
    }
    for (const content of ['It is ', 'on its ', 'way.'])
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    return response.end('data: {"choices":[{"delta":{},"finish_reason":"length"}]}\n\ndata: [DONE]\n\n');
  })();
});

let responder: Responder;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { createOpenAiResponder } = (await import(EXAMPLE)) as {
    readonly createOpenAiResponder: (options: { baseUrl: string; model: string }) => Responder;
  };
  responder = createOpenAiResponder({ baseUrl: `http://127.0.0.1:${port}`, model: 'llama3.2' });
});
afterAll(() => server.close());

const ask = (text: string) => openAnswer(responder, toQuestion({ text, maxTokens: 5 }), { elapsed: () => 0 }).answer;

it('the example asks a server of chat completions, and streams what it says', async () => {
  expect(await ask('Where is my parcel?')).toMatchObject({ text: 'It is on its way.', finishReason: 'length' });
  expect(requests.at(-1)).toEqual({
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    stream: true,
    max_tokens: 5,
    model: 'llama3.2',
  });
  expect(await ask('This is too much')).toMatchObject({ kind: 'failure', status: 429 });
});

it('the example reads a text that has the marker of the end, and a last line without a line break', async () => {
  expect(await ask('What is the marker?')).toMatchObject({ text: 'It is [DONE].', finishReason: 'length' });
});

it('an agent of a simulator answers with it', async () => {
  await using simulator = await createSimulator({ responder });
  const response = await simulator.fetch('http://localhost/api/v1/agents/550e8400-e29b-41d4-a716-446655440000/run', {
    method: 'POST',
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'Where is my parcel?' }),
  });
  expect(await response.json()).toMatchObject({ data: { content: 'It is on its way.', role: 'assistant' } });
  expect(requests.at(-1)?.['messages']).toMatchObject([
    { role: 'system', content: expect.stringContaining('customer') },
    { role: 'user', content: 'Where is my parcel?' },
  ]);
});

it('docs/responders.md shows a responder that works', async () => {
  const [, code = ''] = /```js\n([^`]+(?:`[^`]*`[^`]*)*?)```/.exec(readFileSync('docs/responders.md', 'utf8')) ?? [];
  const [, shown = ''] = /(const responder = \{.*?\n\};)/s.exec(code) ?? [];
  const url = `data:text/javascript,${encodeURIComponent(`export ${shown}`)}`;
  const { responder: documented } = (await import(url)) as { readonly responder: Responder };
  const live = openAnswer(documented, toQuestion({ text: 'Hi' }), { elapsed: () => 0 });
  expect(await live.answer).toMatchObject({ text: 'The model read: Hi' });
});
