import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { joinPieces, listenToRun, type RunEvent } from '../support/run-events.ts';
import type { ShownBody } from '../support/shown.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
/** It takes twelve seconds, and is shorter than the agent's answers may be. */
const LONG_REPLY = `${'Please keep the box. '.repeat(180)}Goodbye.`;
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function start(options: SimulatorOptions): Promise<{ url: string; simulator: Simulator }> {
  const simulator = await createSimulator({ seed: null, ...options });
  const { url } = await simulator.listen();
  closers.push(() => simulator.close());
  return { url: `${url.replace(/\/$/, '')}/api/v1`, simulator };
}

/** All events of a run that John starts. */
function listen(url: string, body: JsonObject): Promise<readonly RunEvent[]> {
  return listenToRun(url, HEADERS, body);
}

async function get(url: string): Promise<Partial<ShownBody>> {
  return (await fetch(url, { headers: HEADERS })).json() as Promise<Partial<ShownBody>>;
}

/** All but the lock of who holds it. */
async function copyState(from: string, to: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => !name.includes('lock'));
  await Promise.all(names.map((name) => copyFile(join(from, name), join(to, name))));
}

describe('a streamed run', () => {
  it('ends with the stored message', async () => {
    const { url } = await start({ speed: 10 });
    const seen = await listen(`${url}/agents/${AGENT}/run`, {
      message: 'My order 88120 arrived damaged. What can I do?',
    });
    expect(seen.map(({ id }) => Number(id))).toEqual(seen.map((_, index) => index + 1));
    expect(seen[0]).toMatchObject({ name: 'run.started', data: { model: 'gpt-4-turbo' } });
    expect(seen.filter(({ name }) => name === 'run.tool_call')).toMatchObject([
      { data: { name: 'jira-create-ticket', status: 'success' } },
    ]);
    const text = joinPieces(seen);
    const { data: message } = (seen.at(-1) ?? { data: {} }).data as { data: JsonObject };
    expect(message).toMatchObject({
      uuid: seen[0]?.data['message_uuid'],
      content: text,
      metadata: { finish_reason: 'stop' },
    });
    expect(await get(`${url}/messages/${String(message['uuid'])}`)).toEqual({ data: message });
  });

  it('arrives in separate network chunks over time, and the thread contains their text', async () => {
    const { url, simulator } = await start({ speed: 1 });
    await simulator.reply(LONG_REPLY);
    const response = await fetch(`${url}/agents/${AGENT}/run`, {
      method: 'POST',
      headers: { ...HEADERS, accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'My order 88120 arrived damaged. What can I do?' }),
    });
    const decoder = new TextDecoder();
    let text = '';
    let count = 0;
    for await (const chunk of response.body ?? []) {
      const more = decoder.decode(chunk, { stream: true });
      text += more;
      if (more.includes('event: run.delta')) count += 1;
      if (count !== 3) continue;
      expect(text).not.toContain('run.completed');
      // The others come together.
      await simulator.clock.advance('PT1M');
    }
    expect(count).toBeGreaterThan(3);
    const pieces = [...text.matchAll(/^event: run\.delta\ndata: (.+)$/gm)].map(
      ([, data = '']) => JSON.parse(data) as { content: string },
    );
    const thread = /"thread_uuid":"([^"]+)"/.exec(text)?.[1] ?? '';
    const { data } = await get(`${url}/messages?thread_uuid=${thread}`);
    expect(data?.find(({ role }) => role === 'assistant')?.content).toBe(pieces.map(({ content }) => content).join(''));
  });

  it('is stored up to the point where the client disconnected', async () => {
    const { url, simulator } = await start({ speed: 1 });
    await simulator.reply(LONG_REPLY);
    const leaving = new AbortController();
    const body = JSON.stringify({ message: 'How do I begin with returns?' });
    const response = await fetch(`${url}/agents/${AGENT}/run`, {
      method: 'POST',
      headers: { ...HEADERS, accept: 'text/event-stream' },
      body,
      signal: leaving.signal,
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk);
      if (text.split('run.delta').length > 4) break;
    }
    leaving.abort();
    const uuid = /"message_uuid":"([^"]+)"/.exec(text)?.[1] ?? '';
    const seen = [...text.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)]
      .map(([, piece = '""']) => JSON.parse(piece) as string)
      .join('');
    await expect
      .poll(async () => (await get(`${url}/messages/${uuid}`)).data?.metadata)
      .toMatchObject({ finish_reason: 'client_disconnected' });
    const { data } = await get(`${url}/messages/${uuid}`);
    const content = data?.content ?? '';
    expect(content.startsWith(seen.trimEnd())).toBe(true);
    // A busy machine notices late that a client has left, but not after the whole run.
    expect(content.length).toBeLessThan(LONG_REPLY.length);
    expect(data?.metadata.tokens.output).toBe(Math.ceil(content.length / 4));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await get(`${url}/messages/${uuid}`)).data).toEqual(data);
  });

  it('is stored completely when the process ends before the run', async () => {
    const data = await mkdtemp(join(tmpdir(), 'athena-runs-'));
    closers.push(() => rm(data, { recursive: true }));
    const { url, simulator } = await start({ data, speed: 4 });
    await simulator.reply({ reply: 'It is repaired.', delay: '600s' });
    const response = await fetch(`${url}/agents/${AGENT}/run`, {
      method: 'POST',
      headers: { ...HEADERS, accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'My lamp is broken' }),
    });
    const reader = response.body?.getReader();
    const text = new TextDecoder().decode((await reader?.read())?.value);
    const uuid = /"message_uuid":"([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await get(`${url}/messages/${uuid}`)).message).toMatch(/No query results/);
    // The copy is the state that a killed process would leave behind.
    const copy = await mkdtemp(join(tmpdir(), 'athena-runs-'));
    closers.push(() => rm(copy, { recursive: true }));
    await copyState(data, copy);
    await reader?.cancel();
    await simulator.close();
    const again = await start({ data: copy, speed: 4 });
    await again.simulator.clock.advance('PT1H');
    await expect
      .poll(async () => (await get(`${again.url}/messages/${uuid}`)).data?.metadata.finish_reason)
      .toBe('stop');
  });

  it('sends comments while it waits, and fails when its thread is deleted', async () => {
    const { url, simulator } = await start({ speed: 1 });
    await simulator.reply({ reply: 'There.', delay: '600s' });
    const response = await fetch(`${url}/agents/${AGENT}/run`, {
      method: 'POST',
      headers: { ...HEADERS, accept: 'text/event-stream' },
      body: JSON.stringify({ message: 'slowly' }),
    });
    let text = '';
    let isDeleted = false;
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk);
      const thread = /"thread_uuid":"([^"]+)"/.exec(text)?.[1];
      if (isDeleted || thread === undefined || !text.includes('\n: ')) continue;
      isDeleted = true;
      await fetch(`${url}/threads/${thread}`, { method: 'DELETE', headers: HEADERS });
      await simulator.clock.advance('PT1H');
    }
    expect(text).toMatch(/^: .+$/m);
    expect(text).toMatch(
      /event: run\.failed\ndata: \{"message":"The thread was deleted while its agent answered\.","status":409\}/,
    );
  });
});
