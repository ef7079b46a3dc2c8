import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import request from 'supertest';
import { createFakeApp, sendRaw, type Echo } from '../fake-app.ts';

test.each([
  ['pets.test', 'http://pets.test'],
  ['pets.test:8080', 'http://pets.test:8080'],
  ['my_service:4010', 'http://my_service:4010'],
  ['127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['[::1]:4010', 'http://[::1]:4010'],
])('Host %s is the origin %s', async (host, origin) => {
  expect(await originOf({}, { Host: host })).toBe(origin);
});

test.each([
  'evil.test/path',
  'a b',
  'user@evil.test',
  'a"onload=',
  'pets.test:999999',
  '[::1',
  'a'.repeat(300),
  '.evil.test',
  'évil',
])('the invalid Host %s is replaced by localhost', async (host) => {
  // Mounted in another server, because the simulator's own server rejects it.
  const server = createServer(createFakeApp().app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await sendRaw(port, `GET /pets HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect((JSON.parse(answer.body) as Echo).origin).toBe(`http://localhost:${port}`);
  server.close();
});

test.each([
  [false, { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'a.test' }, 'http://own.test'],
  [true, { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'a.test' }, 'https://a.test'],
  [true, { 'X-Forwarded-Proto': 'HTTPS, http', 'X-Forwarded-Host': 'a.test, b.test' }, 'https://a.test'],
  [true, { 'X-Forwarded-Proto': 'https' }, 'https://own.test'],
  [true, { 'X-Forwarded-Proto': 'javascript', 'X-Forwarded-Host': 'a/b' }, 'http://own.test'],
])('with trustProxy %s, %j yield the origin %s', async (trustProxy, headers, origin) => {
  expect(await originOf({ trustProxy }, { Host: 'own.test', ...headers })).toBe(origin);
});

test('a public URL takes precedence over all headers', async () => {
  const headers = { Host: 'own.test', 'X-Forwarded-Host': 'a.test' };
  expect(await originOf({ publicUrl: 'https://public.test', trustProxy: true }, headers)).toBe('https://public.test');
});

async function originOf(
  options: Parameters<typeof createFakeApp>[0],
  headers: Record<string, string>,
): Promise<string> {
  const { body } = await request(createFakeApp(options).app).get('/pets').set(headers);
  return (body as Echo).origin;
}
