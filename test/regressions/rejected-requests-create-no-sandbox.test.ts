import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const DEMO = { authorization: 'Bearer athena-demo-token' };
const JSON_BODY = { 'content-type': 'application/json' };
const SIGN_IN = '/api/v1/auth/sign-in';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator({ maxSandboxes: 2 });
  await send('victim', 'POST', '/api/v1/threads', { headers: { ...DEMO, ...JSON_BODY }, body: '{"name":"Precious"}' });
});
afterEach(() => simulator.close());

function send(
  sandbox: string,
  method: string,
  path: string,
  init: Omit<RequestInit, 'method'> = {},
): Promise<Response> {
  return simulator.fetch(`http://localhost/__sandbox/${sandbox}${path}`, { ...init, method });
}

async function sandboxes(): Promise<readonly (readonly [string, number])[]> {
  const response = await simulator.fetch('http://localhost/__admin/sandboxes');
  const { sandboxes: list } = (await response.json()) as { sandboxes: { name: string; requests: number }[] };
  return list.map(({ name, requests }) => [name, requests]);
}

async function holdsPrecious(): Promise<boolean> {
  const response = await send('victim', 'GET', '/api/v1/threads?search=Precious', { headers: DEMO });
  return ((await response.json()) as { meta: { total: number } }).meta.total === 1;
}

const credentials = (password: string): RequestInit => ({
  headers: JSON_BODY,
  body: JSON.stringify({ email: 'john.doe@example.com', password }),
});

describe('a rejected request neither creates nor evicts a sandbox', () => {
  it.each<[string, number, string, RequestInit]>([
    ['without credentials', 401, 'GET /api/v1/user', {}],
    ['with a wrong token', 401, 'GET /api/v1/user', { headers: { authorization: 'Bearer wrong' } }],
    ['for an unknown path', 404, 'GET /api/v1/nothing', { headers: DEMO }],
    ['with an undeclared method', 405, 'PATCH /api/v1/agents', { headers: DEMO }],
    ['with OPTIONS', 200, 'OPTIONS /api/v1/agents', { headers: DEMO }],
    ['with a malformed path', 400, 'GET /api/v1/agents/%E0%A4%A', { headers: DEMO }],
    ['to sign in, without a body', 422, `POST ${SIGN_IN}`, { headers: JSON_BODY }],
    ['to sign in, with malformed JSON', 400, `POST ${SIGN_IN}`, { headers: JSON_BODY, body: '{' }],
    ['to sign in with a wrong password', 422, `POST ${SIGN_IN}`, credentials('wrong')],
    ['to the control plane, with GET', 200, 'GET /__admin/state', {}],
    [
      'to the control plane, with an invalid body',
      422,
      'POST /__admin/faults',
      { headers: JSON_BODY, body: '{"kind":"odd"}' },
    ],
  ])('%s', async (_name, status, target, init) => {
    const [method = '', path = ''] = target.split(' ');
    for (const name of ['a1', 'a2', 'a3']) {
      const response = await send(name, method, path, init);
      expect([response.status, response.headers.get('x-athena-sandbox-event')]).toEqual([status, null]);
    }
    expect(await sandboxes()).toEqual([['victim', 1]]);
    expect(await holdsPrecious()).toBe(true);
  });

  it('does not count as a use of an existing sandbox', async () => {
    await send('other', 'GET', '/api/v1/user', { headers: DEMO });
    expect((await send('victim', 'GET', '/api/v1/user')).status).toBe(401);
    // Its log has it all the same.
    expect(await sandboxes()).toEqual([
      ['victim', 2],
      ['other', 1],
    ]);
    const third = await send('third', 'GET', '/api/v1/user', { headers: DEMO });
    expect(third.headers.get('x-athena-sandbox-event')).toBe('created, evicted=victim');
  });
});

describe('an authenticated request creates its sandbox', () => {
  it('even when it is rejected later', async () => {
    const response = await send('a1', 'POST', '/api/v1/threads', { headers: { ...DEMO, ...JSON_BODY }, body: '{}' });
    expect([response.status, response.headers.get('x-athena-sandbox-event')]).toEqual([422, 'created']);
  });

  it('by signing in, and the token is valid there', async () => {
    const response = await send('a1', 'POST', SIGN_IN, credentials('password'));
    expect([response.status, response.headers.get('x-athena-sandbox-event')]).toEqual([200, 'created']);
    const { data } = (await response.json()) as { data: { token: string } };
    const headers = { authorization: `Bearer ${data.token}` };
    expect((await send('a1', 'GET', '/api/v1/user', { headers })).status).toBe(200);
    expect((await send('a2', 'GET', '/api/v1/user', { headers })).status).toBe(401);
  });

  it('once for simultaneous sign-ins, each with a valid token', async () => {
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => send('a1', 'POST', SIGN_IN, credentials('password'))),
    );
    expect(responses.filter((response) => response.headers.get('x-athena-sandbox-event') !== null)).toHaveLength(1);
    for (const response of responses) {
      const { data } = (await response.json()) as { data: { token: string } };
      expect(
        (await send('a1', 'GET', '/api/v1/user', { headers: { authorization: `Bearer ${data.token}` } })).status,
      ).toBe(200);
    }
  });

  it('by a write of the control plane, which the next request sees', async () => {
    const added = await send('a1', 'POST', '/__admin/faults', {
      headers: JSON_BODY,
      body: '{"kind":"status","status":503}',
    });
    expect([added.status, added.headers.get('x-athena-sandbox-event')]).toEqual([201, 'created']);
    expect((await send('a1', 'GET', '/api/v1/user', { headers: DEMO })).status).toBe(503);
  });
});
