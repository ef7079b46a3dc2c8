import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type SimulatorOptions } from '../../../src/index.ts';
import { startChatServer, streamText, type ChatServer } from '../../support/chat-server.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const KEY = 'sk-test-77';
const folder = mkdtempSync(join(tmpdir(), 'athena-recorded-'));
const recorded = join(folder, 'replies', 'demo.jsonl');

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(({ body }, response) => {
    const messages = body['messages'] as readonly { readonly content: string }[];
    streamText(
      response,
      `You wrote: ${messages.at(-1)?.content ?? ''} (${messages.length} messages, ${server.requests.length} requests)`,
    );
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Holds a conversation of two streamed runs and one that is not, and returns the bodies of the responses. */
async function converse(
  options: SimulatorOptions,
  texts = ['Where is my parcel?', 'And then?'],
): Promise<readonly string[]> {
  await using simulator = await createSimulator({ seed: 7, ...options });
  const run = async (path: string, message: string, accept: string): Promise<string> => {
    const response = await simulator.fetch(`http://localhost/api/v1/${path}/run`, {
      method: 'POST',
      headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json', accept },
      body: JSON.stringify({ message }),
    });
    return response.text();
  };
  const [first = '', second = ''] = texts;
  const begun = await run(`agents/${AGENT}`, first, 'text/event-stream');
  const thread = /"thread_uuid":"([^"]+)"/.exec(begun)?.[1] ?? '';
  return [
    begun,
    await run(`threads/${thread}`, second, 'text/event-stream'),
    await run(`threads/${thread}`, second, 'application/json'),
  ];
}

const live = (): SimulatorOptions => ({
  responder: 'openai',
  responderUrl: server.url,
  responderModel: 'm',
  responderKey: KEY,
});

describe('a recorded conversation', () => {
  it('is replayed byte by byte without the server, as often as it is held', async () => {
    const spoken = await converse({ ...live(), recordReplies: recorded });
    expect(spoken[0]).toContain('event: run.delta\ndata: {"content":"You "}');
    const asked = server.requests.length;
    expect(asked).toBe(3);
    expect(await converse({ replies: recorded })).toEqual(spoken);
    expect(await converse({ replies: recorded })).toEqual(spoken);
    expect(server.requests.length).toBe(asked);
  });

  it('holds no key, and a line for each answer that people can read', () => {
    const text = readFileSync(recorded, 'utf8');
    expect(text).not.toContain(KEY);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({
      asked: 'Customer Support Assistant',
      text: 'Where is my parcel?',
      isImmediate: false,
    });
  });

  it('answers the same message at another point of a conversation, and leaves other messages to what else answers', async () => {
    const [, answered] = await converse({ replies: recorded }, ['Something else', 'Where is my parcel?']);
    expect(answered).toContain('(');
    expect(answered).toContain('"content":"You "');
    const [other] = await converse({ replies: recorded }, ['Something else', 'And then?']);
    expect(other).not.toContain('You wrote');
    const asked = server.requests.length;
    await converse({ ...live(), replies: recorded }, ['Something else', 'And then?']);
    expect(server.requests.length).toBe(asked + 1);
  });

  it('records composed answers too, and failures not', async () => {
    const file = join(folder, 'composed.jsonl');
    const spoken = await converse({ recordReplies: file });
    expect(await converse({ replies: file })).toEqual(spoken);
    const failed = join(folder, 'failed.jsonl');
    await converse({ ...live(), responderUrl: 'http://127.0.0.1:1/v1', recordReplies: failed });
    expect(readFileSync(failed, 'utf8')).toBe('');
  });

  it.each([
    ['a missing file', { replies: join(folder, 'missing.jsonl') }, 'cannot be read'],
    ['a line that is none', { replies: join(folder, 'broken.jsonl') }, 'Line 2 is not a recorded answer'],
    ['a folder', { recordReplies: folder }, 'cannot be written'],
    ['a folder that cannot be created', { recordReplies: '/proc/no/such/file.jsonl' }, 'cannot be written'],
    ['the file that is replayed', { replies: recorded, recordReplies: recorded }, 'Give another file'],
    ['a server without a URL', { responder: 'openai' }, 'Give --responder-url'],
    ['a URL without a server', { responderUrl: 'http://127.0.0.1:1' }, 'Add --responder openai'],
    ['an unknown kind', { responder: 'other' }, 'no function `respond`'],
  ])('is rejected at the start: %s', async (_name, options, message) => {
    const [first = ''] = readFileSync(recorded, 'utf8').split('\n');
    writeFileSync(join(folder, 'broken.jsonl'), `${first}\n{"asked":1}\n`);
    await expect(createSimulator(options as SimulatorOptions)).rejects.toThrow(message);
  });
});
