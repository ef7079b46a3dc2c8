import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AGENTS = '/api/v1/agents?page=1';
const STORED_FILE = 'a stored file';
const HEAD = 'Host: localhost\r\nAuthorization: Bearer athena-demo-token\r\n';

let simulator: Simulator;
let port: number;
let filePath: string;
beforeAll(async () => {
  simulator = await createSimulator({ maxBody: 100_000 });
  port = Number(new URL((await simulator.listen()).url).port);
  filePath = await sendFile();
});
afterAll(() => simulator.close());

/** Sends a message with a file, and returns the path that the file is served at. */
async function sendFile(): Promise<string> {
  const body = new FormData();
  body.append('thread_uuid', '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1');
  body.append('content', 'Here is the file.');
  body.append('attachments[]', new Blob(['text']), 'a.txt');
  const headers = { authorization: 'Bearer athena-demo-token' };
  const response = await simulator.fetch('http://localhost/api/v1/messages', { method: 'POST', headers, body });
  const { data } = (await response.json()) as { data: { attachments: { media: { original_url: string } }[] } };
  return new URL(data.attachments[0]?.media.original_url ?? '').pathname;
}

/** Sends text on one connection, and returns the statuses of the responses until it closes or `count` have arrived. */
async function exchange(parts: readonly (string | Buffer)[], count: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const arrived = new Promise<string>((resolve) => {
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (statusesOf(text).length >= count) resolve('open');
    });
    socket.on('close', () => resolve('closed'));
    socket.on('error', () => resolve('closed'));
  });
  for (const part of parts) await write(socket, part);
  const end = await arrived;
  socket.destroy();
  return { statuses: statusesOf(text), end, text };
}

function statusesOf(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
}

function write(socket: Socket, part: string | Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(part, () => resolve()));
}

const NEXT = `GET /api/v1/user HTTP/1.1\r\n${HEAD}\r\n`;

describe('a body that the operation does not declare', () => {
  it.each([
    ['GET', 'content-type: application/json', '{"page": 2}', 200],
    ['GET', 'content-type: application/json', '{not json', 200],
    ['GET', 'content-type: text/plain\r\ncontent-encoding: zip', 'x', 200],
    ['HEAD', 'content-type: application/json', '{}', 200],
    ['GET', 'content-type: application/octet-stream', 'x'.repeat(90_000), 200],
  ])('is read and ignored, and the connection stays usable: %s %s', async (method, type, body, status) => {
    const first = `${method} ${AGENTS} HTTP/1.1\r\n${HEAD}${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (let times = 0; times < 2; times += 1)
      expect(await exchange([first, NEXT], 2)).toMatchObject({ statuses: [status, 200], end: 'open' });
  });

  it('is ignored in chunks, and by DELETE', async () => {
    const path = '/api/v1/threads/00000000-0000-4000-8000-000000000000';
    const chunked = `Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`;
    const { statuses } = await exchange([`GET ${AGENTS} HTTP/1.1\r\n${HEAD}${chunked}`, NEXT], 2);
    expect(statuses).toEqual([200, 200]);
    const deleting = await exchange([`DELETE ${path} HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\n{}`, NEXT], 2);
    expect(deleting.statuses).toEqual([404, 200]);
  });

  it('gets the response of a request without one, from the cache too', async () => {
    const plain = await exchange([`GET ${AGENTS} HTTP/1.1\r\n${HEAD}\r\n`], 1);
    const withBody = await exchange([`GET ${AGENTS} HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\n{}`], 1);
    const etag = /etag: (.*)\r\n/i;
    expect(etag.exec(withBody.text)?.[1]).toBe(etag.exec(plain.text)?.[1]);
  });

  it.each(
    [AGENTS, '/', '/openapi.json', STORED_FILE].flatMap((path) => [
      [path, 'announced'],
      [path, 'in chunks'],
    ]),
  )('closes the connection after the response when it is too large: %s, %s', async (page, kind) => {
    const path = page === STORED_FILE ? filePath : page;
    const size = 300_000;
    const part = Buffer.alloc(50_000, 120);
    const chunk = Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
    const isChunked = kind === 'in chunks';
    const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${size}`;
    const parts = Array.from({ length: size / part.length }, () => (isChunked ? chunk : part));
    const sent = [`GET ${path} HTTP/1.1\r\n${HEAD}${length}\r\n\r\n`, ...parts, isChunked ? '0\r\n\r\n' : '', NEXT];
    const { statuses, end } = await exchange(sent, 2);
    expect({ statuses, end }).toEqual({ statuses: [200], end: 'closed' });
  });
});
