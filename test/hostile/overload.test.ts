import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppOptions } from '../../src/http/message/app-options.ts';
import { listen, type ListeningServer, type ServerTimes } from '../../src/http/server/listen.ts';
import { createFakeApp, createPendingApp, LIMIT, parseRaw } from '../http/fake-app.ts';

const opened: Socket[] = [];
const servers: ListeningServer[] = [];
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => server.close(0)));
});

async function serve(
  app: Parameters<typeof listen>[0],
  options: { maxInFlight?: number; times?: ServerTimes } = {},
): Promise<number> {
  const server = await listen(app, { host: '127.0.0.1', port: 0, ...options });
  servers.push(server);
  return server.port;
}

/** A connection on which text was sent, and what it has received. */
interface Line {
  readonly socket: Socket;
  readonly received: () => string;
  readonly isClosed: () => boolean;
}

function open(port: number, text: string): Promise<Line> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      resolve({ socket, received: () => received, isClosed: () => socket.destroyed });
    });
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('error', () => undefined);
    opened.push(socket);
  });
}

const request = (method: string): string =>
  `${method} /pets HTTP/1.1\r\nHost: h\r\n${method === 'POST' ? 'Content-Length: 0\r\n' : ''}\r\n`;

describe('requests above the limit', () => {
  it('are rejected with 503 and Retry-After, writes before reads, until there is capacity again', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { maxInFlight: 3 });
    for (let number = 0; number < 3; number += 1) await open(port, request('POST'));
    await vi.waitFor(() => expect(held.waiting()).toBe(3));
    const refused = await open(port, request('POST'));
    await vi.waitFor(() => expect(refused.received()).toContain('\r\n\r\n{'));
    const answer = parseRaw(refused.received());
    expect(answer.status).toBe(503);
    expect(answer.headers).toContain('retry-after: 1');
    expect(answer.headers).toContain('x-athena-error: overloaded');
    expect(JSON.parse(answer.body)).toEqual({
      message: expect.stringMatching(/./),
      remedy: expect.stringContaining('--max-in-flight'),
    });
    for (let number = 0; number < 3; number += 1) await open(port, request('GET'));
    await vi.waitFor(() => expect(held.waiting()).toBe(6));
    const read = await open(port, request('GET'));
    await vi.waitFor(() => expect(read.received()).toContain('503'));
    held.release();
    await vi.waitFor(() => expect(held.waiting()).toBe(0));
    refused.socket.write(request('POST'));
    await vi.waitFor(() => expect(held.waiting()).toBe(1));
    held.release();
    await vi.waitFor(() => expect(refused.received()).toContain('done'));
  });

  it('are rejected on a single connection too', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { maxInFlight: 3 });
    const line = await open(port, request('POST').repeat(10));
    await vi.waitFor(() => expect(held.waiting()).toBe(3));
    held.release();
    await vi.waitFor(() => expect(line.received().match(/HTTP\/1\.1 \d+/g)).toHaveLength(10));
    expect(line.received().match(/HTTP\/1\.1 503/g)).toHaveLength(7);
  });

  it('are no longer counted when their clients disconnect', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { maxInFlight: 3 });
    for (let round = 1; round <= 5; round += 1) {
      const lines = await Promise.all([1, 2, 3].map(() => open(port, request('POST'))));
      await vi.waitFor(() => expect(held.waiting()).toBe(3 * round));
      for (const { socket } of lines) socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('are no longer counted when a connection with several of them closes', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { maxInFlight: 3 });
    for (let round = 1; round <= 5; round += 1) {
      const line = await open(port, request('POST').repeat(3));
      await vi.waitFor(() => expect(held.waiting()).toBe(3 * round));
      line.socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('are rejected before the body is sent with Expect: 100-continue', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { maxInFlight: 1 });
    await open(port, request('POST'));
    await vi.waitFor(() => expect(held.waiting()).toBe(1));
    const line = await open(
      port,
      'POST /pets HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n',
    );
    await vi.waitFor(() => expect(line.received()).toContain('503'));
    expect(line.received()).not.toContain(' 100 ');
  });
});

describe('pipelined requests', () => {
  it('are processed a few at a time, and all get a response when the client reads', async () => {
    const held = createPendingApp();
    const port = await serve(held.app);
    const line = await open(port, request('GET').repeat(5000));
    await vi.waitFor(() => expect(held.waiting()).toBe(64));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(held.waiting()).toBe(64);
    const releasing = setInterval(held.release, 1);
    await vi
      .waitFor(() => expect(line.received().match(/HTTP\/1\.1 200/g)).toHaveLength(5000), 60_000)
      .finally(() => clearInterval(releasing));
  });

  it('take bounded memory and do not delay other clients when responses are not read', async () => {
    let answered = 0;
    const port = await serve((_request, response) => {
      answered += 1;
      response.end(Buffer.alloc(100_000));
    });
    const { socket } = await open(port, '');
    socket.pause();
    for (let count = 0; count < 100; count += 1) socket.write(request('GET').repeat(1000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(answered).toBeLessThan(200);
    expect((await fetch(`http://127.0.0.1:${port}/pets`)).status).toBe(200);
  });

  it('continue after a pause, with bodies among them', async () => {
    const port = await serve(createFakeApp().app);
    const body = 'x'.repeat(3000);
    const line = await open(port, `POST /pets HTTP/1.1\r\nHost: h\r\nContent-Length: 3000\r\n\r\n${body}`.repeat(300));
    await vi.waitFor(() => expect(line.received().match(/"size":3000/g)).toHaveLength(300), 60_000);
  });
});

describe('streaming responses', () => {
  const listening: AppOptions['pipeline'] = async ({ path }) => {
    if (path !== '/events') return { status: 200, headers: {}, body: 'done' };
    async function* stream(signal: AbortSignal): AsyncGenerator<string> {
      yield 'listening';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    }
    return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: undefined, stream };
  };
  const listenTo = (port: number, method = 'GET'): Promise<Line> =>
    open(port, request(method).replace('/pets', '/events'));

  it('are counted separately from requests in flight, limited, and released', async () => {
    const port = await serve(createFakeApp({ pipeline: listening }).app, { maxInFlight: 3 });
    for (let round = 0; round < 3; round += 1) {
      const lines = await Promise.all([1, 2, 3].map(() => listenTo(port)));
      for (const line of lines) await vi.waitFor(() => expect(line.received()).toContain('listening'));
      const fourth = await listenTo(port);
      await vi.waitFor(() => expect(fourth.received()).toContain('503'));
      expect(fourth.received().toLowerCase()).toContain('x-athena-error: overloaded');
      for (let count = 0; count < 10; count += 1)
        expect((await fetch(`http://127.0.0.1:${port}/pets`, { method: 'POST' })).status).toBe(200);
      for (const { socket } of lines) socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('of writes count as requests in flight above the limit', async () => {
    const port = await serve(createFakeApp({ pipeline: listening }).app, { maxInFlight: 2 });
    const lines = await Promise.all([1, 2, 3, 4].map(() => listenTo(port, 'POST')));
    for (const line of lines) await vi.waitFor(() => expect(line.received()).toContain('listening'));
    expect((await fetch(`http://127.0.0.1:${port}/pets`, { method: 'POST' })).status).toBe(503);
    lines[0]?.socket.destroy();
    lines[3]?.socket.destroy();
    await vi.waitFor(async () =>
      expect((await fetch(`http://127.0.0.1:${port}/pets`, { method: 'POST' })).status).toBe(200),
    );
  });
});

describe('bodies', () => {
  it('above the memory budget are rejected, and accepted again when others are done', async () => {
    const port = await serve(createFakeApp().app);
    const body = `POST /pets HTTP/1.1\r\nHost: h\r\nContent-Length: ${LIMIT}\r\n\r\n`;
    const lines = await Promise.all(Array.from({ length: 40 }, () => open(port, body + 'x'.repeat(LIMIT - 1))));
    const refused = (): number => lines.filter(({ received }) => received().includes('503')).length;
    await vi.waitFor(() => expect(refused()).toBeGreaterThanOrEqual(7), 60_000);
    expect(refused()).toBeLessThanOrEqual(10);
    const [{ received } = { received: () => '' }] = lines.filter((line) => line.received().includes('503'));
    expect(received().toLowerCase()).toContain('retry-after: 1');
    for (const { socket } of lines) socket.destroy();
    await vi.waitFor(async () =>
      expect((await fetch(`http://127.0.0.1:${port}/pets`, { method: 'POST', body: 'x'.repeat(LIMIT) })).status).toBe(
        200,
      ),
    );
  });
});

describe('slow clients', () => {
  const times = { headersTimeout: 150, requestTimeout: 400, connectionsCheckingInterval: 30, stallTimeout: 200 };

  it.each<[string, string, number]>([
    ['headers that do not end', 'GET /pets HTTP/1.1\r\nHost: h\r\nX: ', 150],
    ['nothing at all', '', 150],
    ['a body that does not end', 'POST /pets HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n', 400],
    ['chunks that do not end', 'POST /pets HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n', 400],
  ])('%s get 408 however often they send a byte', async (_what, text, least) => {
    const port = await serve(createFakeApp().app, { times });
    const started = performance.now();
    const line = await open(port, text);
    const drip = setInterval(
      () => line.socket.write(text.includes('chunked') ? '1\r\nx\r\n' : 'x'.repeat(text === '' ? 0 : 1)),
      40,
    );
    await vi.waitFor(() => expect(line.isClosed()).toBe(true)).finally(() => clearInterval(drip));
    expect(performance.now() - started).toBeGreaterThan(least * 0.9);
    const answer = parseRaw(line.received());
    expect(answer.status).toBe(408);
    expect(answer.headers).toContain('x-athena-error: request_timeout');
  });

  it('that do not read their response are disconnected', async () => {
    let isClosed = false;
    const port = await serve(
      (_request, response) => {
        response.on('close', () => (isClosed = true));
        response.end(Buffer.alloc(30_000_000));
      },
      { times },
    );
    const { socket } = await open(port, request('GET'));
    socket.pause();
    await vi.waitFor(() => expect(isClosed).toBe(true));
  });

  it('that wait for a response are not disconnected', async () => {
    const held = createPendingApp();
    const port = await serve(held.app, { times });
    const line = await open(port, request('GET'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    held.release();
    await vi.waitFor(() => expect(line.received()).toContain('done'));
  });

  it('that end their side of the connection still get the response', async () => {
    const port = await serve(createFakeApp().app, { times });
    const line = await open(port, request('GET'));
    line.socket.end();
    await vi.waitFor(() => expect(line.isClosed()).toBe(true));
    expect(parseRaw(line.received()).status).toBe(200);
  });
});
