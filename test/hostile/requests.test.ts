import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token' };
const JSON_TYPE = { 'content-type': 'application/json' };
const THREADS = '/api/v1/threads';
const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
let port: number;
let before: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ port } = await simulator.listen());
  before = await state();
});
afterAll(async () => {
  expect(await state()).toBe(before);
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

async function state(): Promise<string> {
  const paths = ['accounts', 'agents', 'threads', 'messages', 'prompts', 'providers', 'workspaces', 'workflows'];
  const responses = await Promise.all(paths.map((path) => send('GET', `/api/v1/${path}?per_page=100`, AUTH)));
  return JSON.stringify(responses.map(({ body }) => body));
}

/** Sends a request without normalizing its path. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string | Buffer,
): Promise<{ status: number; code: string; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            code: String(response.headers['x-athena-error']),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const brackets = '['.repeat(100_000);

describe('hostile bodies', () => {
  it.each<[string, string | Buffer, number, string]>([
    ['an empty list', '[]', 422, 'VALIDATION_FAILED'],
    ['a string', '"x"', 422, 'VALIDATION_FAILED'],
    ['null', 'null', 422, 'VALIDATION_FAILED'],
    ['a number', '7', 422, 'VALIDATION_FAILED'],
    ['100,000 open brackets', brackets, 400, 'MALFORMED_BODY'],
    ['100,000 brackets', brackets + ']'.repeat(100_000), 400, 'MALFORMED_BODY'],
    [
      '100,000 brackets in an open object',
      `{"name":"x","metadata":{"a":${brackets}${']'.repeat(100_000)}}}`,
      400,
      'MALFORMED_BODY',
    ],
    ['__proto__', '{"name":"x","__proto__":{"is_owner":true}}', 400, 'MALFORMED_BODY'],
    ['__proto__, escaped', '{"name":"x","__pr\\u006fto__":{"is_owner":true}}', 400, 'MALFORMED_BODY'],
    ['__proto__, nested', '{"name":"x","metadata":{"__proto__":{"a":"b"}}}', 400, 'MALFORMED_BODY'],
    ['constructor.prototype', '{"name":"x","constructor":{"prototype":{"a":1}}}', 400, 'MALFORMED_BODY'],
    ['an escaped NUL', '{"name":"a\\u0000b"}', 400, 'MALFORMED_BODY'],
    ['a raw NUL', '{"name":"a\u0000b"}', 400, 'MALFORMED_BODY'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'MALFORMED_BODY'],
    ['an incomplete document', '{"name":', 400, 'MALFORMED_BODY'],
    ['30 MB', `{"name":"${'x'.repeat(30_000_000)}"}`, 413, 'BODY_TOO_LARGE'],
    ['an object instead of a string', '{"name":{"$gt":""}}', 422, 'VALIDATION_FAILED'],
    ['nothing', '', 422, 'VALIDATION_FAILED'],
  ])('%s', async (_what, body, status, code) => {
    expect(await send('POST', THREADS, { ...AUTH, ...JSON_TYPE }, body)).toMatchObject({ status, code });
  });

  it('XML', async () => {
    expect(await send('POST', THREADS, { ...AUTH, 'content-type': 'application/xml' }, '<name>x</name>')).toMatchObject(
      {
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
      },
    );
  });

  it.each([
    ['[]', 422],
    ['"x"', 422],
    ['null', 422],
    ['{"provider_display_name":null}', 422],
    ['{"provider_authentication_strategy":"magic"}', 422],
  ])('an update with %s', async (body, status) => {
    expect((await send('PUT', ACCOUNT, { ...AUTH, ...JSON_TYPE }, body)).status).toBe(status);
  });
});

describe('hostile paths and queries', () => {
  it.each([
    ['/api/v1/agents/%00', 404, 'RECORD_NOT_FOUND'],
    ['/api/v1/agents/%E0%A4%A', 400, 'MALFORMED_PATH'],
    ['/api/v1/agents/%', 400, 'MALFORMED_PATH'],
    ['/api/v1/agents/..%2f..%2fetc%2fpasswd', 404, 'RECORD_NOT_FOUND'],
    ['/api/v1/../../etc/passwd', 404, 'ROUTE_NOT_FOUND'],
    ['//api/v1/agents', 404, 'ROUTE_NOT_FOUND'],
    ['/api/v1/agents/__proto__', 404, 'RECORD_NOT_FOUND'],
    ['/__proto__', 404, 'ROUTE_NOT_FOUND'],
    ['/api/v1/agents?page=1e99', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?page=0', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?page=-1', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?page=abc', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?page=99999999999999999999', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?per_page=100000000', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?per_page=0', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?sort_by=__proto__', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?sort_by=constructor', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?with=__proto__', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?sort_direction=sideways', 422, 'VALIDATION_FAILED'],
    ['/api/v1/agents?workspace_uuid=1;drop', 422, 'VALIDATION_FAILED'],
    [`/api/v1/agents?search=${'x'.repeat(5000)}`, 422, 'VALIDATION_FAILED'],
  ])('%s', async (path, status, code) => {
    expect(await send('GET', path, AUTH)).toMatchObject({ status, code });
  });

  it.each([
    '/api/v1/agents?page[]=1',
    '/api/v1/agents?page=1&page=2',
    '/api/v1/agents?__proto__[a]=1',
    '/api/v1/agents?constructor=1',
    '/api/v1/agents?%E0%A4%A=1',
    '/api/v1/agents?&&&=',
    `/api/v1/agents?search=${'('.repeat(200)}`,
    '/api/v1/agents?search=%00',
  ])('%s is not a server error', async (path) => {
    expect((await send('GET', path, AUTH)).status).toBeLessThan(500);
  });
});
