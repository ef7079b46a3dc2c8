import express from 'express';
import request from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import type { ExchangeResponse, Pipeline } from '../../src/pipeline/exchange/exchange.ts';
import { createFakeApp, sendRaw, withServer, type Echo } from './fake-app.ts';

describe('requests to the pipeline', () => {
  test.each([
    ['/%E0%A4%A', ''],
    ['/%00', ''],
    ['/..%2f', ''],
    ['/pets/%zz', 'a=%E0%A4%A&b[]=1'],
    ['//example.test/x', ''],
    ['/__proto__', '__proto__[x]=1'],
    ['/pets/', 'a?b'],
    ['/__admin/nothing', ''],
  ])('%s?%s arrives as it was sent', async (path, query) => {
    const { app } = createFakeApp();
    const answer = await withServer(app, ({ port }) =>
      sendRaw(port, `GET ${path}${query === '' ? '' : `?${query}`} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`),
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ method: 'GET', path, query });
  });

  test.each([
    ['http://user:secret@example.test/pets?a=1', '/pets', 'a=1'],
    ['http://example.test?a=1', '/', 'a=1'],
    ['x://example.test/pets', '/pets', ''],
    ['http://[::zz/pets', '/pets', ''],
    ['*', '/*', ''],
  ])('the target %s has the path %s', async (target, path, query) => {
    const { app } = createFakeApp({ ownsPath: () => true });
    const answer = await withServer(app, ({ port }) =>
      sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`),
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ path, query, origin: 'http://h' });
  });

  test.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
    '%s arrives with its method, headers and body',
    async (method) => {
      const { app } = createFakeApp();
      const sent = request(app)[method]('/pets?x=1');
      const { body } = await sent.set('X-Thing', 'a').set('Content-Type', 'application/json').send('{"a":"é"}');
      expect(body).toMatchObject({
        method: method.toUpperCase(),
        path: '/pets',
        query: 'x=1',
        headers: { 'x-thing': 'a' },
        body: '{"a":"é"}',
      });
    },
  );

  test('HEAD returns the headers of the response and no body', async () => {
    const { app } = createFakeApp();
    const { status, headers, text } = await request(app).head('/pets');
    expect(status).toBe(200);
    expect(Number(headers['content-length'])).toBeGreaterThan(10);
    expect(text).toBeUndefined();
  });

  test('an OPTIONS request that is not a preflight arrives', async () => {
    const { app } = createFakeApp();
    const { status, body, headers } = await request(app).options('/pets').set('Origin', 'http://front.test');
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'OPTIONS', path: '/pets' });
    expect(headers['access-control-allow-origin']).toBe('http://front.test');
  });

  test('the pipeline’s response is sent unchanged', async () => {
    const answer: ExchangeResponse = {
      status: 418,
      headers: { 'set-cookie': ['a=1', 'b=2'], vary: 'X-Thing', 'content-type': 'text/plain' },
      body: new Uint8Array([104, 105]),
    };
    const { app } = createFakeApp({ pipeline: () => Promise.resolve(answer) });
    const { status, headers, text } = await request(app).get('/pets');
    expect(status).toBe(418);
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(headers['vary']).toMatch(/Origin.*X-Thing/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
    expect(text).toBe('hi');
  });

  test.each([
    ['rejects', (): Promise<ExchangeResponse> => Promise.reject(new Error('password=hunter2'))],
    [
      'answers with a header that cannot be sent',
      () => Promise.resolve({ status: 200, headers: { 'content-length': '99', location: 'a\nb' }, body: 'x' }),
    ],
  ])('a pipeline that %s yields 500 with the request id; the reason is only in the log', async (_title, pipeline) => {
    const { app, log } = createFakeApp({ pipeline });
    const { status, body, headers } = await request(app).get('/pets').set('X-Request-Id', 'mine');
    expect(status).toBe(500);
    expect(body).toEqual({ message: 'Server Error', request_id: 'mine' });
    expect(headers['x-request-id']).toBe('mine');
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ requestId: 'mine' }) }),
    );
  });

  test('mounted under a path, the app sees the path without it', async () => {
    const outer = express();
    outer.use('/mock', createFakeApp().app);
    const { body } = await request(outer).get('/mock/pets?x=1').set('host', 'a.test');
    expect(body).toMatchObject({ path: '/pets', query: 'x=1', origin: 'http://a.test/mock' });
  });

  test('mounted under a path that the contract’s paths begin with, the app sees the full path', async () => {
    const outer = express();
    outer.use('/api', createFakeApp({ ownsPath: (_method, path) => path === '/api/pets' }).app);
    const { body } = await request(outer).get('/api/pets?x=1').set('host', 'a.test');
    expect(body).toMatchObject({ path: '/api/pets', query: 'x=1', origin: 'http://a.test' });
  });
});

describe('the request id', () => {
  test.each([
    ['kept', 'a.B-9_', 'a.B-9_'],
    ['kept at its longest', 'x'.repeat(128), 'x'.repeat(128)],
    ['created when the request has no id', undefined, 'created-id'],
    ['made in place of a longer one', 'x'.repeat(129), 'created-id'],
    ['made in place of an empty one', '', 'created-id'],
    ['made in place of one with other characters', 'a b', 'created-id'],
    ['made in place of markup', '<script>', 'created-id'],
  ])('is %s', async (_title, sent, expected) => {
    const { app } = createFakeApp();
    const { headers, body } = await (sent === undefined
      ? request(app).get('/pets')
      : request(app).get('/pets').set('X-Request-Id', sent));
    expect(headers['x-request-id']).toBe(expected);
    expect((body as Echo).id).toBe(expected);
  });

  test('is set on pages and preflights too', async () => {
    const { app } = createFakeApp();
    expect((await request(app).get('/').set('X-Request-Id', 'mine')).headers['x-request-id']).toBe('mine');
    const preflight = request(app)
      .options('/pets')
      .set('Origin', 'http://a.test')
      .set('Access-Control-Request-Method', 'PUT');
    expect((await preflight.set('X-Request-Id', 'mine')).headers['x-request-id']).toBe('mine');
  });
});

describe('web pages of other origins', () => {
  test('may call with credentials and read the exposed headers', async () => {
    const { app } = createFakeApp();
    const { headers } = await request(app).get('/pets').set('Origin', 'http://front.test:3000');
    expect(headers['access-control-allow-origin']).toBe('http://front.test:3000');
    expect(headers['access-control-allow-credentials']).toBe('true');
    expect(headers['vary']).toContain('Origin');
    const exposed = [
      'x-athena-error',
      'x-athena-simulated',
      'x-athena-provenance',
      'etag',
      'location',
      'x-request-id',
      'retry-after',
      'content-range',
      'accept-ranges',
      'content-disposition',
    ];
    expect(headers['access-control-expose-headers']?.split(',')).toEqual(
      expect.arrayContaining([...exposed, 'x-ratelimit-remaining']),
    );
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  test('a preflight gets 204 without the pipeline', async () => {
    const pipeline = vi.fn<Pipeline>();
    const { app } = createFakeApp({ pipeline });
    const { status, headers, text } = await request(app)
      .options('/pets')
      .set('Origin', 'http://front.test')
      .set('Access-Control-Request-Method', 'PATCH')
      .set('Access-Control-Request-Headers', 'authorization,x-request-id');
    expect([status, text]).toEqual([204, '']);
    expect(headers['access-control-allow-origin']).toBe('http://front.test');
    expect(headers['access-control-allow-credentials']).toBe('true');
    expect(headers['access-control-allow-methods']).toContain('PATCH');
    expect(headers['access-control-allow-headers']).toBe('authorization,x-request-id');
    expect(pipeline).not.toHaveBeenCalled();
  });

  test.each([
    ['http://front.test', ['http://front.test', 'http://other.test'], 'http://front.test'],
    ['http://front.test', ['http://other.test'], undefined],
    ['http://front.test.evil.test', ['http://front.test'], undefined],
    ['http://front.test', [], undefined],
  ])('%s with the allowed origins %j gets %s', async (origin, corsOrigins, expected) => {
    const { app } = createFakeApp({ corsOrigins });
    expect((await request(app).get('/pets').set('Origin', origin)).headers['access-control-allow-origin']).toBe(
      expected,
    );
    const preflight = await request(app)
      .options('/pets')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'PUT');
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, expected]);
  });
});

describe('compression', () => {
  const big = JSON.stringify('x'.repeat(3000));

  test.each([
    ['gzip', 'application/json', big, 'gzip'],
    ['br', 'text/plain', big, 'br'],
    ['identity', 'application/json', big, undefined],
    ['gzip', 'application/json', JSON.stringify('x'.repeat(1000)), undefined],
    ['gzip', 'text/event-stream', big, undefined],
    ['gzip', 'image/png', big, undefined],
  ])('case %#: with Accept-Encoding %s, %s is encoded as expected', async (accepted, mediaType, body, expected) => {
    const headers = { 'content-type': mediaType, 'content-length': String(body.length) };
    const { app } = createFakeApp({ pipeline: () => Promise.resolve({ status: 200, headers, body }) });
    const answer = await request(app).get('/pets').set('Accept-Encoding', accepted);
    expect(answer.headers['content-encoding']).toBe(expected);
    if (expected === undefined) expect(answer.headers['content-length']).toBe(String(body.length));
  });

  test('does not happen without Accept-Encoding', async () => {
    const { app } = createFakeApp({
      pipeline: () => Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain' }, body: big }),
    });
    const answer = await withServer(app, ({ port }) =>
      sendRaw(port, 'GET /pets HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n'),
    );
    expect(answer.headers).not.toContain('content-encoding');
    expect(answer.body).toBe(big);
  });
});
