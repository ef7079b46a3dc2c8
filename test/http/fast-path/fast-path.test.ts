import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';

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
  { method: 'GET', path: ACCOUNT, headers: { ...JSON_BODY, 'content-length': '2' }, body: '{}' },
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

describe('the fast path', () => {
  let simulator: Simulator;
  let port: number;
  /** A server that mounts the app, so that Express handles its requests. */
  let mounting: Server;
  let portThrough: number;
  beforeAll(async () => {
    simulator = await createSimulator({ maxBody: 1000 });
    ({ port } = await simulator.listen());
    mounting = createServer((sent, response) =>
      simulator.app(Object.assign(sent, { originalUrl: sent.url }), response),
    );
    await new Promise<void>((resolve) => void mounting.listen(0, '127.0.0.1', resolve));
    portThrough = (mounting.address() as AddressInfo).port;
    await send(port, { method: 'GET', path: ACCOUNT, headers: { 'x-athena-sandbox': 'w1' } });
  });
  afterAll(async () => {
    mounting.closeAllConnections();
    mounting.close();
    await simulator.close();
  });

  test.each(CASES)('sends the same head and body as Express: $method $path $headers', async (sent) => {
    const headers = { host: `127.0.0.1:${port}`, ...sent.headers };
    const { 'keep-alive': _, ...through } = (await send(portThrough, { ...sent, headers })).headers;
    const direct = await send(port, { ...sent, headers });
    const { 'keep-alive': __, ...own } = direct.headers;
    expect(own).toEqual(through);
    expect(direct.body).toEqual((await send(portThrough, { ...sent, headers })).body);
  });

  test.each([
    ['gzip', gunzipSync],
    ['gzip, deflate', gunzipSync],
    ['gzip, deflate, br', brotliDecompressSync],
    ['deflate', inflateSync],
    ['br;q=0.1, gzip', gunzipSync],
    ['*', brotliDecompressSync],
    ['identity, gzip;q=0.5', (bytes: Buffer) => bytes],
    ['identity;q=0', (bytes: Buffer) => bytes],
    ['gzip;q=0', (bytes: Buffer) => bytes],
    ['', (bytes: Buffer) => bytes],
    ['nonsense', (bytes: Buffer) => bytes],
  ])('sends the same body in the same coding for Accept-Encoding %s', async (accepted, decode) => {
    const sent = { method: 'GET', path: ACCOUNT, headers: { host: 'h.test', 'accept-encoding': accepted } };
    const [direct, again, through] = [await send(port, sent), await send(port, sent), await send(portThrough, sent)];
    expect(again).toEqual(direct);
    const { 'content-length': length, 'keep-alive': _, ...headers } = direct.headers;
    const { 'content-length': __, 'transfer-encoding': ___, 'keep-alive': ____, ...others } = through.headers;
    expect(headers).toEqual(others);
    expect(Number(length)).toBe(direct.body.length);
    const [own, other] = [direct, through].map(({ body }) => String(decode(Buffer.from(body, 'latin1'))));
    expect(own).toBe(other);
    expect(JSON.parse(own ?? '')).toHaveProperty('data.uuid');
  });

  test('compresses neither small bodies, nor HEAD, nor no-transform responses', async () => {
    for (const sent of [
      { method: 'GET', path: '/api/v1/nothing' },
      { method: 'HEAD', path: ACCOUNT },
    ]) {
      const { headers, status } = await send(port, { ...sent, headers: { 'accept-encoding': 'gzip' } });
      expect([status, headers['content-encoding']]).toEqual([sent.method === 'HEAD' ? 200 : 404, undefined]);
      expect(headers.vary).toBe('Origin, Accept-Encoding');
    }
  });

  test('a changed record is compressed anew', async () => {
    const headers = { ...JSON_BODY, 'accept-encoding': 'gzip' };
    const readText = async (): Promise<string> => {
      const { body } = await send(port, { method: 'GET', path: ACCOUNT, headers });
      return String(gunzipSync(Buffer.from(body, 'latin1')));
    };
    await readText();
    const put = await send(port, {
      method: 'PUT',
      path: ACCOUNT,
      headers,
      body: '{"provider_display_name":"Pressed"}',
    });
    expect(put.headers['content-encoding']).toBe('gzip');
    expect(await readText()).toContain('"Pressed"');
    await send(port, { method: 'PUT', path: ACCOUNT, headers, body: '{"provider_display_name":"Loose"}' });
    expect(await readText()).toContain('"Loose"');
  });

  test('has the headers that the Express middlewares set', async () => {
    const { headers } = await send(port, { method: 'GET', path: ACCOUNT, headers: { origin: 'http://app.test' } });
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'http://app.test',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      vary: 'Origin, Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'mine',
    });
  });

  test('rejects a body over the limit and closes the connection', async () => {
    const sent = { method: 'PUT', path: ACCOUNT, headers: JSON_BODY, body: JSON.stringify('x'.repeat(2000)) };
    const answer = await send(port, sent);
    expect(answer.status).toBe(413);
    const through = await send(portThrough, { ...sent, headers: { ...sent.headers, host: `127.0.0.1:${port}` } });
    expect([through.status, through.headers.connection]).toEqual([413, answer.headers.connection]);
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
