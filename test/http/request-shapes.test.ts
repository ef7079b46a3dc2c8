import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type ListeningServer } from '../../src/http/server/listen.ts';
import { createEcho, createFakeApp, parseRaw } from './fake-app.ts';
import type { ExchangeRequest } from '../../src/pipeline/exchange/exchange.ts';

const seen: ExchangeRequest[] = [];
let server: ListeningServer;
beforeAll(async () => {
  server = await listen(createFakeApp({ pipeline: createEcho(seen) }).app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close(0));

/** Sends bytes and returns everything received until the server closes the connection or is silent for a while. */
function exchange(text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    let silence: NodeJS.Timeout | undefined;
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      clearTimeout(silence);
      silence = setTimeout(() => void endUnlessMore(answer.length), 100);
    });
    /** Ends the exchange unless this process was held up, and more is on its way. */
    const endUnlessMore = async (length: number): Promise<void> => {
      for (let turn = 0; turn < 50; turn += 1) await nextTurn();
      if (answer.length === length) socket.destroy();
    };
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n';
const post = (fields: string, rest: string): string => `POST /pets HTTP/1.1\r\nHost: h\r\n${fields}\r\n\r\n${rest}`;
const get = (fields: string): string => `GET /pets HTTP/1.1\r\nHost: h\r\n${fields}\r\n\r\n`;

describe('a request that two servers may read differently is rejected, and nothing after it is read', () => {
  it.each<[string, string, number, string]>([
    [
      'a length and chunks',
      post('Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${SMUGGLED}`),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'chunks and a length',
      post('Transfer-Encoding: chunked\r\nContent-Length: 5', `0\r\n\r\n${SMUGGLED}`),
      400,
      'MALFORMED_REQUEST',
    ],
    ['two lengths', post('Content-Length: 0\r\nContent-Length: 40', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['two lengths that agree', post('Content-Length: 0\r\nContent-Length: 0', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['a list of lengths', post('Content-Length: 0, 0', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['a length with a sign', post('Content-Length: +0', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['a negative length', post('Content-Length: -1', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['a hexadecimal length', post('Content-Length: 0x0', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    ['a length past every number', post('Content-Length: 99999999999999999999', SMUGGLED), 400, 'MALFORMED_REQUEST'],
    [
      'chunks that are not last',
      post('Transfer-Encoding: chunked, gzip', `0\r\n\r\n${SMUGGLED}`),
      400,
      'MALFORMED_REQUEST',
    ],
    ['an unknown coding', post('Transfer-Encoding: xchunked', `0\r\n\r\n${SMUGGLED}`), 501, 'UNKNOWN_TRANSFER_CODING'],
    [
      'a coding below the chunks',
      post('Transfer-Encoding: gzip, chunked', `0\r\n\r\n${SMUGGLED}`),
      501,
      'UNKNOWN_TRANSFER_CODING',
    ],
    [
      'two codings',
      post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', SMUGGLED),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a vertical tab before the coding',
      post('Transfer-Encoding:\x0bchunked', `0\r\n\r\n${SMUGGLED}`),
      400,
      'MALFORMED_REQUEST',
    ],
    ['a space after a name', post('Transfer-Encoding : chunked', `0\r\n\r\n${SMUGGLED}`), 400, 'MALFORMED_REQUEST'],
    [
      'chunks in HTTP/1.0',
      'POST /pets HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    ['a folded header', get('X-A: b\r\n c'), 400, 'MALFORMED_REQUEST'],
    ['a folded coding', post('Transfer-Encoding:\r\n chunked', `0\r\n\r\n${SMUGGLED}`), 400, 'MALFORMED_REQUEST'],
    ['lines that end with LF alone', 'GET /pets HTTP/1.1\nHost: h\n\n', 400, 'MALFORMED_REQUEST'],
    ['one line that does', 'GET /pets HTTP/1.1\r\nHost: h\nX: y\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a CR within a header', get('X: y\rZ: w'), 400, 'MALFORMED_REQUEST'],
    ['a NUL within a header', get('X: y\0z'), 400, 'MALFORMED_REQUEST'],
    [
      'a chunk whose size has no end',
      post('Transfer-Encoding: chunked', `fffffffffffffffff\r\n{}\r\n0\r\n\r\n`),
      400,
      'MALFORMED_REQUEST',
    ],
    ['chunks with LF alone', post('Transfer-Encoding: chunked', `2\n{}\n0\n\n${SMUGGLED}`), 400, 'MALFORMED_REQUEST'],
    [
      'a chunk extension with LF alone',
      post('Transfer-Encoding: chunked', `2;x\n{}\r\n0\r\n\r\n`),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a chunk extension of 20 kB',
      post('Transfer-Encoding: chunked', `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
      400,
      'MALFORMED_REQUEST',
    ],
    ['no host', 'GET /pets HTTP/1.1\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['two hosts', get('Host: other'), 400, 'MALFORMED_REQUEST'],
    ['a malformed host', 'GET /pets HTTP/1.1\r\nHost: a b/c\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [
      'a host that looks like an address of IPv4',
      'GET /pets HTTP/1.1\r\nHost: 256.256.256.256\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a host that looks like an address of IPv6',
      'GET /pets HTTP/1.1\r\nHost: [1:2]\r\n\r\n',
      400,
      'MALFORMED_REQUEST',
    ],
    ['a port that there cannot be', 'GET /pets HTTP/1.1\r\nHost: h:99999\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a host with half a percent sign', 'GET /pets HTTP/1.1\r\nHost: a%2\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['another version of HTTP', 'GET /pets HTTP/1.2\r\nHost: h\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a TLS handshake', '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00', 400, 'MALFORMED_REQUEST'],
    ['300 headers', get('a: b\r\n'.repeat(300).trimEnd()), 431, 'HEADERS_TOO_LARGE'],
    ['3,000 headers', get('a:\r\n'.repeat(3000).trimEnd()), 431, 'HEADERS_TOO_LARGE'],
    ['CONNECT', 'CONNECT example.test:443 HTTP/1.1\r\nHost: example.test\r\n\r\n', 405, 'METHOD_NOT_ALLOWED'],
  ])('%s', async (_what, text, status, code) => {
    const before = seen.length;
    const answer = await exchange(text);
    expect(answer.match(/^HTTP\/1\.1 \d+/gm), answer).toEqual([`HTTP/1.1 ${status}`]);
    const { headers, body } = parseRaw(answer);
    expect(headers).toContain(`x-athena-error: ${code.toLowerCase()}`);
    expect(headers).toContain('connection: close');
    expect(JSON.parse(body)).toEqual({
      message: expect.stringMatching(/./),
      remedy: expect.stringMatching(/^[A-Z].{10,}[.]$/),
    });
    expect(seen.slice(before).map(({ path }) => path)).not.toContain('/smuggled');
  });
});

describe('an unusual but valid request is served', () => {
  it.each<[string, string]>([
    ['chunks with extensions', post('Transfer-Encoding: chunked', '2;x=y\r\n{}\r\n0\r\n\r\n')],
    ['200 headers', get('a: b\r\n'.repeat(200).trimEnd())],
    ['HTTP/1.0 without a host', 'GET /pets HTTP/1.0\r\n\r\n'],
    ['an empty host', 'GET /pets HTTP/1.1\r\nHost:\r\n\r\n'],
    ['a host of IPv6', 'GET /pets HTTP/1.1\r\nHost: [::1]:4010\r\n\r\n'],
    ['a GET with a body that looks like a request', get(`Content-Length: ${SMUGGLED.length}`) + SMUGGLED],
    ['a query of 15 kB', `GET /pets?${'a=1&'.repeat(3700)} HTTP/1.1\r\nHost: h\r\n\r\n`],
  ])('%s', async (_what, text) => {
    const before = seen.length;
    expect((await exchange(text)).match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200']);
    expect(seen.slice(before).map(({ path }) => path)).toEqual(['/pets']);
  });

  it('an unknown expectation is rejected with a code', async () => {
    const { status, headers } = parseRaw(await exchange(post('Expect: magic\r\nContent-Length: 2', '{}')));
    expect(status).toBe(417);
    expect(headers).toContain('x-athena-error: expectation_failed');
  });

  it('Expect: 100-continue gets 100 Continue', async () => {
    const answer = await exchange(post('Expect: 100-continue\r\nContent-Length: 2', '{}'));
    expect(answer.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 100', 'HTTP/1.1 200']);
  });
});
