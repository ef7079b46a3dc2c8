import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createFetchHandler, toExchangeRequest, toResponse } from '../../../src/http/exchange/fetch-exchange.ts';
import { createEcho, LIMIT } from '../fake-app.ts';

const settings = { createRequestId: () => 'created-id' };
const handle = createFetchHandler({ pipeline: createEcho(), ...settings });

describe('a Fetch request', () => {
  test('reaches the pipeline and comes back as a response', async () => {
    const response = await handle(
      new Request('http://pets.test:81/p%C3%A9ts/%2f?a=%20b&c', {
        method: 'put',
        headers: { 'X-Thing': 'a' },
        body: '{"a":"é"}',
      }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toBe('created-id');
    expect(await response.json()).toMatchObject({
      method: 'PUT',
      path: '/p%C3%A9ts/%2f',
      query: 'a=%20b&c',
      origin: 'http://pets.test:81',
      headers: { 'x-thing': 'a' },
      body: '{"a":"é"}',
    });
  });

  test('keeps its id when that is safe', async () => {
    expect(
      (await handle(new Request('http://h/', { headers: { 'X-Request-Id': 'mine' } }))).headers.get('x-request-id'),
    ).toBe('mine');
    expect(
      (await handle(new Request('http://h/', { headers: { 'X-Request-Id': 'a b' } }))).headers.get('x-request-id'),
    ).toBe('created-id');
  });

  test('offers its body as a stream only when it has one', () => {
    const post = new Request('http://h/', { method: 'POST', body: 'x' });
    expect(toExchangeRequest(new Request('http://h/'), settings).openBody).toBeUndefined();
    expect(toExchangeRequest(post, settings).openBody).toBeTypeOf('function');
  });

  test('has the public URL as its origin when there is one', () => {
    expect(
      toExchangeRequest(new Request('http://h/'), { ...settings, publicUrl: 'https://public.test/base' }).origin,
    ).toBe('https://public.test/base');
  });

  test.each([
    ['too large', new Uint8Array(LIMIT + 1), {}, 413],
    ['a bomb', gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }, 413],
    ['in an unknown encoding', Buffer.from('x'), { 'content-encoding': 'zip' }, 415],
    ['encoded', gzipSync('{}'), { 'content-encoding': 'gzip' }, 200],
  ])('whose body is %s gets the corresponding status', async (_title, body, headers, status) => {
    expect((await handle(new Request('http://h/pets', { method: 'POST', body, headers }))).status).toBe(status);
  });

  test('whose body is aborted is rejected with a Problem', async () => {
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('gone')) });
    const response = await handle(new Request('http://h/pets', { method: 'POST', body, duplex: 'half' }));
    expect(response.status).toBe(400);
  });

  test('with the method HEAD gets only headers', async () => {
    const response = await handle(new Request('http://h/pets', { method: 'HEAD' }));
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await response.text()).toBe('');
  });
});

describe('a response', () => {
  test('keeps multiple lines of one header separate', () => {
    const response = toResponse({
      status: 200,
      headers: { 'set-cookie': ['a=1', 'b=2'], connection: 'close' },
      body: 'x',
    });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.has('connection')).toBe(false);
  });

  test.each([204, 304])('of status %i has no body', async (status) => {
    const response = toResponse({ status, headers: {}, body: '' });
    expect([response.status, await response.text()]).toEqual([status, '']);
  });
});
