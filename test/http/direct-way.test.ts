import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const TOKEN = { authorization: 'Bearer athena-demo-token', 'x-request-id': 'mine' };
const JSON_BODY = { 'content-type': 'application/json' };

const CASES: readonly Sent[] = [
  { method: 'GET', path: ACCOUNT },
  { method: 'GET', path: '/api/v1/accounts?per_page=3&page=2' },
  { method: 'HEAD', path: ACCOUNT },
  { method: 'GET', path: ACCOUNT, headers: { origin: 'http://app.test' } },
  { method: 'GET', path: ACCOUNT, headers: { 'if-none-match': '*' } },
  { method: 'GET', path: ACCOUNT, headers: { authorization: 'Bearer wrong' } },
  { method: 'GET', path: ACCOUNT, headers: { prefer: 'code=404' } },
  { method: 'GET', path: ACCOUNT, headers: { prefer: 'code=999' } },
  { method: 'GET', path: ACCOUNT, headers: { 'x-athena-sandbox': 'w1' } },
  { method: 'GET', path: ACCOUNT, headers: JSON_BODY, body: '{}' },
  { method: 'GET', path: '/api/v1/accounts/%ff' },
  { method: 'GET', path: '/api/v1/nothing' },
  { method: 'GET', path: `http://proxied.test${ACCOUNT}` },
  { method: 'PATCH', path: ACCOUNT },
  { method: 'PUT', path: ACCOUNT, headers: JSON_BODY, body: '{"provider_display_name":"Same"}' },
  { method: 'PUT', path: ACCOUNT, headers: JSON_BODY, body: '{' },
  { method: 'PUT', path: ACCOUNT, headers: { 'content-type': 'text/csv' }, body: 'a,b' },
  { method: 'POST', path: '/api/v1/accounts', headers: JSON_BODY, body: '{}' },
  { method: 'DELETE', path: '/api/v1/accounts/00000000-0000-4000-8000-000000000000' },
];

describe('the way past Express', () => {
  let simulator: Simulator;
  let port: number;
  beforeAll(async () => {
    simulator = await createSimulator({ maxBody: 1000 });
    ({ port } = await simulator.listen());
    await send(port, { method: 'GET', path: ACCOUNT, headers: { 'x-athena-sandbox': 'w1' } });
  });
  afterAll(() => simulator.close());

  test.each(CASES)('gives the same head and body as the way through it: $method $path $headers', async (sent) => {
    const through = await send(port, { ...sent, headers: { ...sent.headers, ...THROUGH } });
    expect(await send(port, sent)).toEqual(through);
  });

  test('has what the middlewares of Express set', async () => {
    const { headers } = await send(port, { method: 'GET', path: ACCOUNT, headers: { origin: 'http://app.test' } });
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'http://app.test',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      vary: 'Origin, Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'mine',
    });
  });

  test('a body over the limit is refused, and the connection is not kept', async () => {
    const sent = { method: 'PUT', path: ACCOUNT, headers: JSON_BODY, body: JSON.stringify('x'.repeat(2000)) };
    const answer = await send(port, sent);
    expect(answer.status).toBe(413);
    expect(answer).toEqual(await send(port, { ...sent, headers: { ...sent.headers, ...THROUGH } }));
  });

  test('an answer is compressed for a client that takes it so', async () => {
    const { headers } = await send(port, { method: 'GET', path: ACCOUNT, headers: { 'accept-encoding': 'gzip' } });
    expect(headers['content-encoding']).toBe('gzip');
  });
});

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function send(port: number, { method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers: { ...TOKEN, ...headers } }, (response) => {
      void read(response).then(resolve, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of response.setEncoding('latin1')) body += String(chunk);
  const { date: _date, ...headers } = response.headers;
  return { status: response.statusCode, headers, body };
}

/** Somebody who has to say that nothing may be compressed is served by Express. */
const THROUGH = { 'accept-encoding': 'gzip;q=0, identity' };
