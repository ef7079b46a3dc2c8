import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { sendRaw } from '../http/fake-app.ts';

/** Invalid Punycode, where it is invalid: since 2025 the URL Standard accepts it, and so do later versions of Node. */
const PUNYCODE = URL.canParse('http://xn--a') ? [] : ['xn--a'];
const WRONG = [
  '256.256.256.256',
  ...PUNYCODE,
  '[1:2]',
  '1.2.3.256',
  '1.2.3.4.5',
  '[::ffff:999.1.1.1]',
  'a b',
  'h:99999',
];
const ADDRESS = ['http://localhost/api/v1/user', { headers: { authorization: 'Bearer athena-demo-token' } }] as const;

describe.each([
  ['without options', {}],
  ['with a public URL', { publicUrl: 'https://api.example.test' }],
  ['behind a proxy', { trustProxy: true }],
])('an invalid host, with a server %s', (_name, options) => {
  let simulator: Simulator;
  let port: number;
  beforeAll(async () => {
    simulator = await createSimulator(options);
    ({ port } = await simulator.listen());
  });
  afterAll(() => simulator.close());

  it.each(WRONG)('%s is rejected by pages and operations', async (host) => {
    for (const path of [
      '/',
      '/docs',
      '/openapi.json',
      '/api/v1/agents',
      '/__admin/health',
      '/__sandbox/a/api/v1/user',
    ]) {
      const head = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer athena-demo-token\r\nConnection: close\r\n\r\n`;
      const { status, headers } = await sendRaw(port, head);
      expect([path, status, headers.includes('x-athena-error: malformed_request')]).toEqual([path, 400, true]);
    }
  });

  it.each(WRONG)('%s is rejected in the Host header of fetch', async (host) => {
    const response = await simulator.fetch(ADDRESS[0], { headers: { ...ADDRESS[1].headers, host } });
    expect([response.status, response.headers.get('x-athena-error')]).toEqual([400, 'MALFORMED_REQUEST']);
  });

  it.each(WRONG.filter((host) => host !== 'a b'))(
    '%s is rejected in X-Forwarded-Host from a trusted proxy',
    async (host) => {
      const fields = `Host: localhost\r\nX-Forwarded-Host: ${host}, other.test\r\nX-Forwarded-Proto: https`;
      const head = `GET /api/v1/agents HTTP/1.1\r\n${fields}\r\nAuthorization: Bearer athena-demo-token\r\nConnection: close\r\n\r\n`;
      expect((await sendRaw(port, head)).status).toBe('trustProxy' in options ? 400 : 200);
    },
  );
});

it('a request that is rejected for its host changes nothing', async () => {
  const simulator = await createSimulator();
  const { port } = await simulator.listen();
  const count = async (): Promise<unknown> => (await simulator.fetch('http://localhost/__admin/state')).json();
  const before = await count();
  const fields =
    'Host: [1:2]\r\nAuthorization: Bearer athena-demo-token\r\nContent-Type: application/json\r\nContent-Length: 12';
  const { status } = await sendRaw(port, `POST /api/v1/threads HTTP/1.1\r\n${fields}\r\n\r\n{"name":"x"}`);
  expect(status).toBe(400);
  expect(await count()).toEqual(before);
  await simulator.close();
});
