import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { createBodyBudget } from '../../src/http/message/body-budget.ts';
import { decodeBody } from '../../src/http/message/decode-body.ts';
import { countJsonValues } from '../../src/kernel/json/count-json.ts';
import { readMultipart } from '../../src/pipeline/media-types/multipart.ts';
import { parseQuery } from '../../src/contract/parameter/parse-query.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

const MEGABYTE = 1024 * 1024;
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());

/** Bodies of nearly 10 MB with very many values. */
const BODIES: readonly (readonly [string, string])[] = [
  ['empty objects', `[${'{},'.repeat(3_300_000)}{}]`],
  ['nested lists', '['.repeat(9_900_000)],
  ['numbers', `[${'1,'.repeat(4_900_000)}1]`],
  ['tiny keys', `{${Array.from({ length: 900_000 }, (_, index) => `"${index.toString(36)}":1`).join(',')}}`],
];

describe.each(BODIES)('a body of %s', (_name, text) => {
  const encodings = [
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text, { params: {} })],
    ['identity', Buffer.from(text)],
  ] as const;

  it.each(encodings)(
    'as %s is rejected before it is parsed, through fetch and a socket, authenticated or not',
    async (encoding, body) => {
      for (const [path, headers] of [
        ['/api/v1/workflows', HEADERS],
        ['/api/v1/auth/sign-in', { 'content-type': 'application/json' }],
      ] as const) {
        const init = { method: 'POST', headers: { ...headers, 'content-encoding': encoding }, body };
        for (const send of [fetch, simulator.fetch]) {
          const response = await send(url + path, init);
          expect([response.status, response.headers.get('x-athena-error')]).toEqual([413, 'BODY_TOO_LARGE']);
          expect(await response.text()).toMatch(/more than 524,288 JSON values/);
        }
      }
    },
  );
});

it('other requests are served between many large bodies', async () => {
  const body = gzipSync(BODIES[0]?.[1] ?? '');
  const init = { method: 'POST', headers: { ...HEADERS, 'content-encoding': 'gzip' }, body };
  const flood = Promise.all(
    Array.from({ length: 20 }, async () => (await fetch(`${url}/api/v1/workflows`, init)).status),
  );
  const state = { isDone: false };
  void flood.finally(() => (state.isDone = true));
  let others = 0;
  for (; !state.isDone; others += 1) expect((await fetch(`${url}/api/v1/user`, { headers: HEADERS })).status).toBe(200);
  expect(new Set(await flood)).toEqual(new Set([413]));
  expect(others).toBeGreaterThan(10);
});

describe('the values of JSON text are counted without parsing it', () => {
  it.each<[string, number]>([
    ['1', 1],
    ['{}', 1],
    ['[]', 1],
    ['[ ]', 1],
    ['[1]', 2],
    ['[1,2]', 3],
    ['[{},{}]', 3],
    ['{"a":1,"b":[2,3]}', 7],
    ['{"a:b":{}}', 3],
    ['["a,b","[{\\"",","]', 4],
    ['["\\\\",1]', 3],
    ['[[[]]]', 3],
    [`["${',"'.replaceAll('"', '\\"').repeat(100)}",1]`, 3],
    [`["${'x'.repeat(63)}\\\\",1]`, 3],
    [`["${'x'.repeat(64)}\\",",1]`, 3],
    [`["${'x'.repeat(100)}${'\\'.repeat(64)}",1]`, 3],
    [`["${'x'.repeat(100)},,,`, 2],
  ])('%s has %i', (text, count) => {
    expect(countJsonValues(Buffer.from(text), 1000)).toBe(count);
    expect(countJsonValues(Buffer.from(text), 2)).toBe(Math.min(count, 3));
  });
});

describe('the memory budget for bodies', () => {
  const bomb = gzipSync(Buffer.alloc(MEGABYTE));

  it('counts decoded bytes, and frees them afterwards', async () => {
    const openShare = createBodyBudget(MEGABYTE);
    const shares = Array.from({ length: 33 }, () => openShare());
    const decoded = await Promise.allSettled(
      shares.map((share) => decodeBody(bomb, 'gzip', { limit: MEGABYTE, share })),
    );
    const done = decoded.filter(({ status }) => status === 'fulfilled').length;
    // The last shares compete for the remaining budget, which may be too small for each of them.
    expect(done).toBeLessThanOrEqual(32);
    expect(done).toBeGreaterThanOrEqual(28);
    expect(decoded.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'OVERLOADED' } });
    for (const share of shares) share.release();
    expect(await decodeBody(bomb, 'gzip', { limit: MEGABYTE, share: openShare() })).toHaveLength(MEGABYTE);
  });

  it('always admits a single body', async () => {
    const share = createBodyBudget(1000)();
    expect(await decodeBody(bomb, 'gzip', { limit: MEGABYTE, share })).toHaveLength(MEGABYTE);
  });

  it.each([
    ['gzip', gzipSync('{}').subarray(0, 10)],
    ['gzip', Buffer.from('no gzip')],
    ['br', Buffer.from('no brotli at all')],
    ['deflate', Buffer.concat([deflateSync('{}').subarray(0, -2)])],
  ])('is not used up by malformed %s', async (encoding, bytes) => {
    const decoding = decodeBody(bytes, encoding, { limit: MEGABYTE, share: createBodyBudget(MEGABYTE)() });
    await expect(decoding).rejects.toMatchObject({ code: 'MALFORMED_BODY' });
  });
});

describe('forms', () => {
  it('are cut to a thousand pairs', () => {
    expect(parseQuery('a=1&'.repeat(2_000_000))).toHaveLength(1000);
    expect(parseQuery('&'.repeat(9_000_000))).toHaveLength(0);
    expect(parseQuery(`${'&'.repeat(5000)}a=1&&b=2`)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('are cut to a thousand parts', async () => {
    const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
    for (const parameters of [
      'boundary=b',
      'boundary="b"',
      String.raw`boundary="\b"`,
      'x="; boundary=c"; boundary=b',
    ]) {
      const body = Buffer.from(`${part.repeat(150_000)}--b--\r\n`);
      const time = await measureProcessorTime(async () => {
        const parts = await readMultipart(body, `multipart/form-data; ${parameters}`);
        expect(parts).toHaveLength(1000);
        expect(parts[999]).toEqual(['a', 'x']);
      });
      expect(time).toBeLessThan(2000);
    }
  });
});
