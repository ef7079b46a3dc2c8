import request from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const start = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (simulator = await createSimulator(options));
const ask = (headers: Readonly<Record<string, string>> = {}, path = '/__admin/sandboxes') =>
  request(simulator.app).get(path).set(headers);

describe('the control plane', () => {
  test('is open to local requests', async () => {
    await start();
    for (const host of ['localhost:4010', '127.0.0.1', '[::1]:4010', 'app.localhost:1'])
      expect((await ask({ host })).status).toBe(200);
  });

  // A page visited by a developer calls the control plane of the developer's own machine: CVE-2021-32827, and mockd
  // before 0.6.5.
  test.each([
    { origin: 'https://attacker.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000', host: 'localhost:4010' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://127.0.0.1:4010', host: '127.0.0.1:4010', 'sec-fetch-site': 'cross-site' },
  ])('refuses a page of another origin: %o', async (headers) => {
    await start();
    const answer = await ask(headers);
    expect([answer.status, answer.type, answer.get('x-athena-error')]).toEqual([
      403,
      'application/problem+json',
      'CROSS_SITE_REQUEST',
    ]);
    expect(answer.get('access-control-allow-origin')).toBeUndefined();
    const change = await request(simulator.app).delete('/__admin/sandboxes').set(headers);
    expect(change.status).toBe(403);
  });

  test('rejects preflights of other pages', async () => {
    await start();
    const preflight = { origin: 'https://attacker.example', 'access-control-request-method': 'DELETE' };
    for (const path of ['/__admin/sandboxes', '/__sandbox/w1/__admin/sandboxes']) {
      const answer = await request(simulator.app).options(path).set(preflight);
      expect(answer.status).toBe(403);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('accepts its own pages', async () => {
    await start();
    expect(
      (await ask({ host: 'localhost:4010', origin: 'http://localhost:4010', 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });

  // A name of the attacker's that leads to 127.0.0.1 (DNS rebinding): to the browser it is the same origin.
  test.each(['rebound.attacker.example:4010', 'localhost.attacker.example', '127.0.0.1.nip.io'])(
    'refuses the host name %s',
    async (host) => {
      await start();
      const answer = await ask({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' });
      expect([answer.status, answer.get('x-athena-error')]).toEqual([421, 'HOST_NOT_ALLOWED']);
    },
  );

  test('accepts the host names of --allowed-hosts', async () => {
    await start({ allowedHosts: ['mock'] });
    expect((await ask({ host: 'mock:4010' })).status).toBe(200);
    expect((await ask({ host: 'other:4010' })).status).toBe(421);
  });

  test('requires its token when other machines can reach it', async () => {
    await start({ host: '0.0.0.0' });
    expect((await ask()).status).toBe(401);
    for (const token of ['', 'wrong', `${simulator.adminToken}x`]) {
      const answer = await ask({ 'x-athena-admin-token': token });
      expect([answer.status, answer.get('x-athena-error')]).toEqual([401, 'ADMIN_TOKEN_REQUIRED']);
      expect(answer.text).not.toContain(simulator.adminToken);
    }
    expect((await ask({ 'x-athena-admin-token': simulator.adminToken })).status).toBe(200);
    expect((await ask({}, '/__admin/health')).status).toBe(200);
  });

  test.each(['http://localhost:5173', 'http://127.0.0.1:8080/mock', 'http://[::1]:4010'])(
    'wants no token behind a public address of this machine (%s)',
    async (publicUrl) => {
      await start({ publicUrl });
      expect((await ask({ host: new URL(publicUrl).host })).status).toBe(200);
    },
  );

  test.each<SimulatorOptions>([
    { publicUrl: 'https://athena.example.test' },
    { publicUrl: 'http://localhost.example.test' },
    { publicUrl: 'http://localhost:5173', trustProxy: true },
    { publicUrl: 'http://localhost:5173', host: '0.0.0.0' },
  ])('requires its token behind any other: %o', async (options) => {
    await start(options);
    expect((await ask()).status).toBe(401);
  });

  test('requires a configured token for local requests too', async () => {
    await start({ adminToken: 'open-sesame' });
    expect((await ask()).status).toBe(401);
    expect((await ask({ 'x-athena-admin-token': 'open-sesame' })).status).toBe(200);
  });

  test('is off with --no-admin, except health', async () => {
    await start({ noAdmin: true });
    expect((await ask()).status).toBe(404);
    expect((await ask({}, '/__admin/openapi.json')).status).toBe(404);
    expect((await ask({}, '/__admin/health')).status).toBe(200);
  });

  test('generates a token that does not depend on the seed', async () => {
    const first = (await start({ seed: '7' })).adminToken;
    await simulator.close();
    expect((await start({ seed: '7' })).adminToken).not.toBe(first);
  });
});
