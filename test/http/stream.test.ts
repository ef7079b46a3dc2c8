import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetchHandler } from '../../src/http/exchange/fetch-exchange.ts';
import { createRunPipeline, createNodeHandler } from '../../src/http/exchange/node-exchange.ts';
import type { Pipeline } from '../../src/pipeline/exchange/exchange.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** What a stream waits for after a chunk. */
type Pause = (signal: AbortSignal) => Promise<unknown>;

const waitFor =
  (milliseconds: number): Pause =>
  (signal) =>
    sleep(milliseconds, undefined, { signal });

/** Creates a pipeline that streams three chunks, or fewer if the client disconnects; `seen` records its events. */
function streaming(seen: string[], pause = waitFor(5)): Pipeline {
  async function* pieces(signal: AbortSignal): AsyncGenerator<string> {
    try {
      for (const piece of ['one ', 'two ', 'three']) {
        yield piece;
        seen.push(piece);
        await pause(signal);
      }
    } finally {
      seen.push(signal.aborted ? 'aborted' : 'end');
    }
  }
  return async () => ({
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: undefined,
    stream: pieces,
  });
}

async function serve(pipeline: Pipeline): Promise<string> {
  const handle = createNodeHandler(
    createRunPipeline({ pipeline, maxBody: 1000, ownsPath: () => true, publicUrl: undefined, trustProxy: false }),
    { maxBody: 1000 },
  );
  const server = createServer((request, response) => void handle(request, response).catch(() => {}));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a streamed response', () => {
  it('arrives over a socket in chunks, completely', async () => {
    const seen: string[] = [];
    let isRead: () => void = () => {};
    const firstRead = new Promise<void>((resolve) => (isRead = resolve));
    const response = await fetch(await serve(streaming(seen, () => firstRead)));
    const arrived: string[] = [];
    for await (const chunk of response.body ?? []) {
      arrived.push(new TextDecoder().decode(chunk));
      isRead();
    }
    expect(arrived[0]).toBe('one ');
    expect(arrived.join('')).toBe('one two three');
    expect(response.headers.get('content-length')).toBeNull();
    expect(seen.at(-1)).toBe('end');
  });

  it('ends when the client disconnects', async () => {
    const seen: string[] = [];
    const url = await serve(streaming(seen, waitFor(60_000)));
    await new Promise<void>((resolve) => {
      const request = get(url, (response) => {
        response.once('data', () => {
          request.destroy();
          resolve();
        });
      });
      request.on('error', () => {});
    });
    await expect.poll(() => seen.at(-1)).toBe('aborted');
  });

  it('arrives by fetch, and ends when the reader cancels it', async () => {
    const seen: string[] = [];
    const handle = createFetchHandler({ pipeline: streaming(seen), createRequestId: () => 'r1' });
    expect(await (await handle('http://localhost/')).text()).toBe('one two three');
    const slow = createFetchHandler({ pipeline: streaming(seen, waitFor(60_000)), createRequestId: () => 'r2' });
    const reader = (await slow('http://localhost/')).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => seen.at(-1)).toBe('aborted');
  });
});
