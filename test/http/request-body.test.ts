import express from 'express';
import request from 'supertest';
import { connect } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../../src/kernel/problem.ts';
import type { ExchangeRequest } from '../../src/pipeline/exchange/exchange.ts';
import { createEcho, createFakeApp, LIMIT, parseRaw, send, withServer } from './fake-app.ts';

/** The default quality takes seconds. */
const FAST_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const TOO_LARGE = '{"message":"The POST data is too large."}';

test('a body is offered as a stream only when there is one', async () => {
  const seen: ExchangeRequest[] = [];
  const { app } = createFakeApp({ pipeline: createEcho(seen) });
  await request(app).get('/pets');
  await request(app).post('/pets').type('text/plain').send('x');
  expect(seen.map(({ openBody }) => typeof openBody)).toEqual(['undefined', 'function']);
});

describe('the limit of a body', () => {
  test.each([
    [LIMIT, 200],
    [LIMIT + 1, 413],
  ])('%i bytes get %i', async (size, status) => {
    const { app } = createFakeApp();
    expect((await request(app).post('/pets').type('text/plain').send('x'.repeat(size))).status).toBe(status);
  });

  test.each([
    ['announced', '/pets', 413],
    ['not announced', '/pets', 413],
    ['announced and never asked for', '/unread', 200],
  ])('30 MB that are %s still get a response (%s: %i)', async (kind, path, status) => {
    const { app } = createFakeApp();
    const chunk = Buffer.alloc(1_000_000, 120);
    await withServer(app, async ({ port }) => {
      const answer = await send(
        { port, path, method: 'POST', headers: kind === 'not announced' ? {} : { 'content-length': 30_000_000 } },
        (sent) => {
          for (let count = 0; count < 30; count += 1) sent.write(chunk);
          sent.end();
        },
      );
      expect(answer.status).toBe(status);
      if (status === 413) expect(answer.text).toBe(TOO_LARGE);
    });
  });

  test('a client that sends everything before it reads gets the response, and the connection closes', async () => {
    const { app } = createFakeApp();
    await withServer(app, async ({ port }) => {
      const answer = await sendBlindly(port, 30_000_000);
      expect(answer.status).toBe(413);
      expect(answer.headers).toContain('connection: close');
      expect(answer.body).toBe(TOO_LARGE);
    });
  });

  test('the response is complete before the rest of the body arrives', async () => {
    const { app } = createFakeApp();
    await withServer(app, async ({ port }) => {
      const answer = await send(
        { port, path: '/pets', method: 'POST', headers: { 'content-length': 30_000_000 } },
        (sent) => {
          sent.on('response', () => sent.on('error', () => undefined));
          sent.write('x');
        },
      );
      expect(answer).toEqual({ status: 413, text: TOO_LARGE });
    });
  });
});

describe('an encoded body', () => {
  const text = JSON.stringify({ name: 'Ann' });

  test.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
  ])('in %s is decoded', async (encoding, bytes) => {
    expect((await post(bytes, encoding)).body).toMatchObject({ body: text });
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000), FAST_BROTLI)],
  ])('that is above the limit when decoded (%s) gets 413', async (encoding, bytes) => {
    expect(bytes.length).toBeLessThan(LIMIT);
    const { status, body } = await post(bytes, encoding);
    expect([status, JSON.stringify(body)]).toEqual([413, TOO_LARGE]);
  });

  test.each([
    ['broken', 'gzip', Buffer.from('no gzip'), 400],
    ['cut short', 'gzip', gzipSync(text).subarray(0, 20), 400],
    ['in an unknown encoding', 'zip', Buffer.from('x'), 415],
    ['encoded twice', 'gzip, br', Buffer.from('x'), 415],
  ])('that is %s is rejected', async (_title, encoding, bytes, status) => {
    const answer = await post(bytes, encoding);
    expect(answer.status).toBe(status);
    expect(answer.headers['accept-encoding']).toBe(status === 415 ? 'gzip, deflate, br' : undefined);
  });

  test('may be empty', async () => {
    expect((await post(Buffer.alloc(0), 'gzip')).body).toMatchObject({ size: 0 });
  });
});

describe('a body that another middleware has parsed', () => {
  test.each([
    ['an object', express.json(), 'application/json', '{"a": 1}', '{"a":1}'],
    ['a text', express.text(), 'text/plain', 'hé', 'hé'],
    ['bytes', express.raw(), 'application/octet-stream', 'abc', 'abc'],
    ['a form', express.urlencoded(), 'application/x-www-form-urlencoded', 'a=1&b=x%20y&b=2', 'a=1&b=x+y&b=2'],
  ])('is used: %s', async (...[, parser, mediaType, sent, expected]) => {
    const { body } = await request(behind(parser)).post('/pets').type(mediaType).send(sent);
    expect(body).toMatchObject({ body: expected });
  });

  test('is not decoded a second time', async () => {
    const { app } = createFakeApp();
    const outer = express().use(express.json(), app);
    const { body } = await post(gzipSync('{"a":1}'), 'gzip', outer);
    expect(body).toMatchObject({ body: '{"a":1}' });
  });

  test('has the same limit', async () => {
    const parser = express.text({ limit: LIMIT * 2 });
    expect(
      (
        await request(behind(parser))
          .post('/pets')
          .type('text/plain')
          .send('x'.repeat(LIMIT + 1))
      ).status,
    ).toBe(413);
  });

  test('and dropped counts as empty', async () => {
    const swallow: express.RequestHandler = (incoming, _response, next) => void incoming.resume().once('end', next);
    expect((await request(behind(swallow)).post('/pets').type('text/plain').send('x')).body).toMatchObject({ size: 0 });
  });

  test('is empty when nothing was sent, whatever the parser set', async () => {
    const leave: express.RequestHandler = (incoming, _response, next) => {
      incoming.body = {};
      incoming.resume().once('end', next);
    };
    expect((await request(behind(leave)).get('/pets')).body).toMatchObject({ size: 0 });
  });
});

test('a body can be read twice', async () => {
  const seen: ExchangeRequest[] = [];
  const { app } = createFakeApp({ pipeline: createEcho(seen) });
  await request(app).post('/pets').type('text/plain').send('once');
  expect(new TextDecoder().decode(await seen[0]?.body(LIMIT))).toBe('once');
});

test('a client that disconnects before its body is complete yields a Problem and no response', async () => {
  const failures: unknown[] = [];
  let disconnect = (): void => {};
  const { app, log } = createFakeApp({
    pipeline: async (incoming) => {
      const body = incoming.body(LIMIT);
      disconnect();
      await body.catch((error: unknown) => failures.push(error));
      return { status: 200, headers: {}, body: 'late' };
    },
  });
  await withServer(app, async ({ port }) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('POST /pets HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nabc'),
    );
    disconnect = () => socket.destroy();
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    await vi.waitFor(() => expect(log).toHaveLength(1));
  });
  expect(failures[0]).toBeInstanceOf(Problem);
  expect(log[0]).toMatchObject({ level: 'info', fields: { aborted: true } });
});

function behind(middleware: express.RequestHandler): express.Express {
  return express().use(middleware, createFakeApp().app);
}

function post(bytes: Buffer, encoding: string, app = createFakeApp().app): request.Test {
  return request(app)
    .post('/pets')
    .set('Content-Type', 'application/json')
    .set('Content-Encoding', encoding)
    .serialize((body: unknown) => body as string)
    .send(bytes);
}

/** Sends the complete request before it reads the response. */
function sendBlindly(port: number, size: number): Promise<ReturnType<typeof parseRaw>> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.pause();
    socket.write(`POST /pets HTTP/1.1\r\nHost: h\r\nContent-Length: ${size}\r\n\r\n`);
    socket.write(Buffer.alloc(size, 120), () => {
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('close', () => resolve(parseRaw(answer)));
      socket.resume();
    });
  });
}
