import request from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import type { StoredFile } from '../../../src/http/message/app-options.ts';
import { StoreError } from '../../../src/store/port/store-error.ts';
import { createFakeApp, withServer, type LogLine } from '../fake-app.ts';

const PATH = '/storage/7/a.txt';
const CONTENT = Buffer.from('0123456789');

/** Creates an app that serves one file. */
function createFileApp(file: Partial<StoredFile> = {}, maxBody = 1000) {
  const read = vi.fn<StoredFile['read']>(async () => CONTENT);
  const stored: StoredFile = {
    name: 'a.txt',
    mediaType: 'text/plain',
    size: CONTENT.length,
    entityTag: '"tag"',
    isStored: async () => true,
    read,
    ...file,
  };
  const files = {
    prefix: '/storage/',
    find: async ({ path }: { readonly path: string }) => (path.endsWith(PATH) ? stored : undefined),
  };
  return { ...createFakeApp({ files, maxBody }), read };
}

const errorsOf = (log: readonly LogLine[]): readonly string[] =>
  log.filter(({ level }) => level === 'error').map(({ message }) => message);

describe('a file is not read', () => {
  test.each([
    ['HEAD', {}, 200, '10'],
    ['GET', { 'if-none-match': '"tag"' }, 304, undefined],
    ['GET', { range: 'bytes=10-' }, 416, '0'],
  ] as const)('for %s with %j', async (method, headers, status, length) => {
    const { app, read } = createFileApp();
    const response = await request(app)[method === 'HEAD' ? 'head' : 'get'](PATH).set(headers);
    expect([response.status, response.headers['content-length']]).toEqual([status, length]);
    expect(read).not.toHaveBeenCalled();
  });
});

test.each([
  ['bytes=-9', 206, 'bytes 1-9/10'],
  ['bytes=-10', 206, 'bytes 0-9/10'],
  ['bytes=-11', 206, 'bytes 0-9/10'],
  ['Bytes= -99999 ', 206, 'bytes 0-9/10'],
  ['bytes=-0', 416, 'bytes */10'],
])('the last bytes of a file are all of it when there are fewer: %s', async (range, status, contentRange) => {
  const { app } = createFileApp();
  const response = await request(app).get(PATH).set({ range });
  expect([response.status, response.headers['content-range']]).toEqual([status, contentRange]);
});

test('a file without bytes has no last bytes', async () => {
  const { app } = createFileApp({ size: 0, read: async () => new Uint8Array() });
  expect((await request(app).get(PATH).set({ range: 'bytes=-1' })).status).toBe(416);
});

test.each(['get', 'head'] as const)('a file whose bytes are gone is left to the contract (%s)', async (method) => {
  const { app } = createFileApp({ isStored: async () => false, read: async () => undefined });
  const { headers } = await request(app)[method](PATH);
  expect(headers['content-type']).toBe('application/json');
  expect([headers['etag'], headers['content-disposition']]).toEqual([undefined, undefined]);
});

describe('files that are read together', () => {
  test('stay within a budget of memory, which is free once they were sent', async () => {
    const waiting: (() => void)[] = [];
    const bytes = Buffer.alloc(20_000);
    const read = (): Promise<Uint8Array> => new Promise((resolve) => waiting.push(() => resolve(bytes)));
    const { app } = createFileApp({ size: bytes.length, read });
    await withServer(app, async ({ url }) => {
      const get = (): Promise<Response> => fetch(new URL(PATH, url));
      for (let times = 0; times < 3; times += 1) {
        const first = get();
        await vi.waitFor(() => expect(waiting).toHaveLength(1));
        const rejected = await get();
        expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([503, '1']);
        expect(rejected.headers.get('x-athena-error')).toBe('OVERLOADED');
        waiting.pop()?.();
        expect((await (await first).arrayBuffer()).byteLength).toBe(bytes.length);
      }
    });
  });

  test('free their memory when they cannot be read', async () => {
    const outcomes = [Promise.resolve(undefined), Promise.resolve(Buffer.alloc(20_000))];
    const read = vi.fn<StoredFile['read']>(() => outcomes.shift() ?? Promise.reject(new Error('read too often')));
    const { app } = createFileApp({ size: 20_000, read });
    await request(app).get(PATH);
    expect((await request(app).get(PATH)).headers['content-length']).toBe('20000');
  });
});

describe('a store that cannot be read', () => {
  const fail = () => Promise.reject(new StoreError('READ_FAILED', 'Failed to read the blobs: EMFILE.'));

  test.each([
    ['get', { read: fail }],
    ['head', { isStored: fail }],
  ] as const)('is a 503 that says when to try again (%s)', async (method, file) => {
    const { app, log } = createFileApp(file);
    const { status, headers } = await request(app)[method](PATH);
    expect([status, headers['retry-after'], headers['x-athena-error']]).toEqual([503, '1', 'STORE_UNAVAILABLE']);
    expect([headers['etag'], headers['content-disposition']]).toEqual([undefined, undefined]);
    expect(errorsOf(log)).toEqual(['Failed to read a stored file.']);
  });

  test('is a 503 when the file cannot be looked up', async () => {
    const { app } = createFakeApp({ files: { prefix: '/storage/', find: fail } });
    expect((await request(app).get(PATH)).headers['x-athena-error']).toBe('STORE_UNAVAILABLE');
  });

  test('frees the memory of the file', async () => {
    const outcomes = [fail, async () => Buffer.alloc(20_000)];
    const { app } = createFileApp({ size: 20_000, read: async () => outcomes.shift()?.() });
    await request(app).get(PATH);
    expect((await request(app).get(PATH)).headers['content-length']).toBe('20000');
  });

  test('is a 500 when the content is damaged', async () => {
    const read = () => Promise.reject(new StoreError('UNREADABLE', 'The content is damaged.'));
    const { app } = createFileApp({ read });
    expect((await request(app).get(PATH)).status).toBe(500);
  });
});
