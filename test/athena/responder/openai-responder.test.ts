import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openAnswer } from '../../../src/athena/responder/asking/live-answer.ts';
import type { Question } from '../../../src/athena/responder/model/responder.ts';
import {
  createOpenAiResponder,
  type OpenAiSettings,
} from '../../../src/athena/responder/openai/create-openai-responder.ts';
import { beginStream, startChatServer, streamText, writeDelta, type ChatServer } from '../../support/chat-server.ts';
import { describeResponder, toQuestion } from './responder-conformance.ts';

const KEY = 'sk-test-5f2a9c';

const ask = (server: ChatServer, question: Partial<Question> = {}, settings: Partial<OpenAiSettings> = {}) =>
  openAnswer(createOpenAiResponder({ url: server.url, key: KEY, ...settings }), toQuestion(question), {
    elapsed: () => 0,
  });

const conformance = await startChatServer(({ body }, response) =>
  streamText(response, `You sent ${JSON.stringify(body).length} characters.`),
);
describeResponder('of a server of chat completions', () => createOpenAiResponder({ url: conformance.url, model: 'm' }));

describe('a responder that asks a server of chat completions', () => {
  it('sends the question, the settings, the tools and the key', async () => {
    await using server = await startChatServer((_request, response) => streamText(response, 'It is on its way.'));
    const answer = await ask(server, {
      agent: {
        uuid: 'a',
        name: 'Ada',
        description: null,
        instruction: 'Be brief.',
        metadata: { tone_of_voice: 'Dry.' },
      },
      memories: [{ type: 'fact', content: 'Parcels take two days.' }],
      conversation: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Good morning.' },
      ],
      tools: [
        { slug: 'find-parcel', name: 'Find a parcel', description: null, inputSchema: { properties: { id: {} } } },
      ],
      model: { uuid: 'm', slug: 'gpt-4o', name: 'GPT-4o', vendor: 'OpenAI' },
      text: 'Where is my parcel?',
      temperature: 0.2,
      maxTokens: 50,
    }).answer;
    expect(answer).toMatchObject({ text: 'It is on its way.', tokens: { input: 21, output: 7, total: 28 } });
    const [request] = server.requests;
    expect(request).toMatchObject({ path: '/v1/chat/completions', headers: { authorization: `Bearer ${KEY}` } });
    expect(request?.body).toEqual({
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'Be brief.\nTone of voice: Dry.\nParcels take two days.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Good morning.' },
        { role: 'user', content: 'Where is my parcel?' },
      ],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.2,
      max_tokens: 50,
      tools: [
        {
          type: 'function',
          function: {
            name: 'find-parcel',
            description: 'Find a parcel',
            parameters: { type: 'object', properties: { id: {} } },
          },
        },
      ],
    });
  });

  it('passes the text on as it comes', async () => {
    let held: ServerResponse | undefined;
    await using server = await startChatServer((_request, response) => {
      beginStream(response);
      writeDelta(response, { content: 'First' });
      held = response;
    });
    const live = ask(server);
    await expect.poll(() => live.chunks).toMatchObject([{ kind: 'text', text: 'First' }]);
    if (held === undefined) throw new Error('The server was not asked.');
    writeDelta(held, { content: ', then the rest.' }, 'length');
    held.end('data: [DONE]\n\n');
    expect(await live.answer).toMatchObject({ text: 'First, then the rest.', finishReason: 'length' });
  });

  it('puts the parts of tool calls together', async () => {
    await using server = await startChatServer((_request, response) => {
      beginStream(response);
      writeDelta(response, {
        tool_calls: [{ index: 0, id: 'call_a', function: { name: 'find-parcel', arguments: '{"id"' } }],
      });
      writeDelta(response, { tool_calls: [{ index: 0, function: { arguments: ':88120}' } }] });
      writeDelta(response, {
        tool_calls: [{ index: 1, id: 'call_b', function: { name: 'tell', arguments: 'not JSON' } }],
      });
      writeDelta(response, {}, 'tool_calls');
      response.end('data: [DONE]\n\n');
    });
    expect(await ask(server).answer).toMatchObject({
      toolCalls: [
        { id: 'call_a', name: 'find-parcel', arguments: { id: 88120 }, status: 'pending', result: null },
        { id: 'call_b', name: 'tell', arguments: { text: 'not JSON' } },
      ],
      finishReason: 'stop',
    });
  });

  it('reads a server that does not stream, and a stream without [DONE]', async () => {
    await using whole = await startChatServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message: { content: 'At once.' }, finish_reason: 'stop' }] }));
    });
    expect(await ask(whole).answer).toMatchObject({ text: 'At once.' });
    await using unmarked = await startChatServer((_request, response) => {
      beginStream(response);
      writeDelta(response, { content: 'It says [DONE].' });
      response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}');
    });
    expect(await ask(unmarked).answer).toMatchObject({ text: 'It says [DONE].' });
  });

  it.each([
    [401, 502, 'set ATHENA_RESPONDER_KEY'],
    [404, 502, 'check --responder-url'],
    [408, 504, '408'],
    [429, 429, 'too many requests'],
    [500, 502, '500'],
    [503, 503, '503'],
    [307, 502, 'cannot be reached'],
  ])('maps status %i to %i, without what the server says', async (status, mapped, message) => {
    await using server = await startChatServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' });
      response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}` } }));
    });
    const answer = await ask(server).answer;
    expect(answer).toMatchObject({ kind: 'failure', status: mapped, message: expect.stringContaining(message) });
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });

  it.each([
    [
      'an error in the stream',
      'data: {"error":{"code":"overloaded","message":"for sk-test-5f2a9c"}}\n\n',
      'failed (overloaded)',
    ],
    ['what is not JSON', 'data: <html>\n\n', 'not JSON'],
    ['a list', 'data: []\n\n', 'not an object'],
    ['an early end', 'data: {"choices":[{"delta":{"content":"Well"}}]}\n\n', 'ended its answer early'],
  ])('fails at %s', async (_name, text, message) => {
    await using server = await startChatServer((_request, response) => {
      beginStream(response);
      response.end(text);
    });
    const answer = await ask(server).answer;
    expect(answer).toMatchObject({ kind: 'failure', status: 502, message: expect.stringContaining(message) });
    expect(JSON.stringify(answer)).not.toContain(KEY);
  });

  it('fails when the server cannot be reached, does not respond in time, or sends an endless line', async () => {
    const gone = await startChatServer(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await ask(gone).answer).toMatchObject({
      status: 502,
      message: expect.stringContaining('cannot be reached'),
    });
    await using silent = await startChatServer(() => {});
    expect(await ask(silent, {}, { timeout: 30 }).answer).toMatchObject({ status: 504 });
    await using endless = await startChatServer((_request, response) => {
      beginStream(response);
      response.end(`data: ${'x'.repeat(4_200_000)}`);
    });
    expect(await ask(endless).answer).toMatchObject({ status: 502, message: expect.stringContaining('more than') });
  });

  it('closes the connection when the answer is no longer wanted', async () => {
    await using server = await startChatServer((_request, response) => {
      beginStream(response);
      writeDelta(response, { content: 'Begun' });
    });
    const live = ask(server);
    await expect.poll(() => live.chunks.length).toBe(1);
    live.abort();
    expect(await live.answer).toMatchObject({ kind: 'failure', status: 503 });
    await expect.poll(server.aborted).toBe(1);
  });
});
