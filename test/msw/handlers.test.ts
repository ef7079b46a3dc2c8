import nodeHttp from 'node:http';
import { setupServer } from 'msw/node';
import { http, HttpResponse } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { createAthenaClient } from '../../src/client.ts';
import { handlers } from '../../src/msw.ts';

const BASE = 'https://api.athena.test';
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const AUTHORIZED = { authorization: 'Bearer athena-demo-token' };

/** As a module of an application creates it: before the server listens. */
const earlyClient = createAthenaClient({ baseUrl: BASE, token: 'athena-demo-token' });
const unhandled: string[] = [];
const server = setupServer();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
  server.listen({
    onUnhandledRequest: ({ url }) => {
      unhandled.push(url);
      throw new Error('unhandled');
    },
  });
  server.resetHandlers(...handlers(simulator, { baseUrl: BASE }));
});
afterEach(() => {
  server.resetHandlers(...handlers(simulator, { baseUrl: BASE }));
  unhandled.length = 0;
});
afterAll(async () => {
  server.close();
  await simulator.close();
});

describe('the handlers of MSW', () => {
  it('let the simulator respond, which remembers', async () => {
    const created = await fetch(`${BASE}/api/v1/threads`, {
      method: 'POST',
      headers: { ...AUTHORIZED, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'From a test' }),
    });
    expect(created.status).toBe(201);
    const { data } = (await created.json()) as { readonly data: { readonly uuid: string } };
    const read = await fetch(`${BASE}/api/v1/threads/${data.uuid}?with=messages`, { headers: AUTHORIZED });
    expect(await read.json()).toMatchObject({ data: { name: 'From a test' } });
    expect(simulator.violations().breaches).toEqual([]);
  });

  it('lead links of responses back to the base URL', async () => {
    const { data } = await createAthenaClient({ baseUrl: BASE, token: 'athena-demo-token' }).GET('/api/v1/agents', {
      params: { query: { per_page: 1 } },
    });
    expect(data?.links.first).toContain(`${BASE}/api/v1/agents?`);
  });

  it('answer requests of node:http too', async () => {
    server.resetHandlers(...handlers(simulator, { baseUrl: 'http://athena.test:8080' }));
    const status = await new Promise((resolve, reject) => {
      const options = { headers: AUTHORIZED };
      nodeHttp
        .get('http://athena.test:8080/api/v1/user', options, ({ statusCode }) => resolve(statusCode))
        .on('error', reject);
    });
    expect(status).toBe(200);
  });

  it.each([
    ['before the server listens', () => earlyClient],
    ['afterwards', () => createAthenaClient({ baseUrl: BASE, token: 'athena-demo-token' })],
  ])('stream a run event by event to a client that is created %s', async (_when, getClient) => {
    const events: string[] = [];
    for await (const { event } of getClient().stream('/api/v1/agents/{agent_uuid}/run', {
      params: { path: { agent_uuid: AGENT } },
      body: { message: 'When does it ship?' },
    }))
      events.push(event);
    expect(events.at(0)).toBe('run.started');
    expect(events.at(-1)).toBe('run.completed');
    expect(events).toContain('run.delta');
  });

  it('get every header of a request whose class was read before the server listens', async () => {
    await earlyClient.POST('/api/v1/threads', { body: { name: 'Early' }, headers: { 'x-mine': 'yes' } });
    const [last] = (await simulator.requests({ operationId: 'createThread' })).slice(-1);
    expect(last?.request.headers).toMatchObject({ 'content-type': 'application/json', 'x-mine': 'yes' });
  });

  it('keep the session cookie, as a browser does', async () => {
    const signIn = await fetch(`${BASE}/api/v1/auth/sign-in`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'john.doe@example.com', password: 'password' }),
    });
    expect(signIn.status).toBe(200);
    expect((await fetch(`${BASE}/api/v1/user`, { credentials: 'include' })).status).toBe(200);
  });

  it('pass on a cookie that a request sends itself, before those that MSW keeps', async () => {
    const signIn = await simulator.fetch(`${BASE}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'john.doe@example.com', password: 'password' }),
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await fetch(`${BASE}/api/v1/user`, { headers: { cookie } })).status).toBe(200);
    const unknown = await fetch(`${BASE}/api/v1/user`, { headers: { cookie: 'athena_session=unknown' } });
    expect(unknown.status).toBe(401);
  });

  it('upload files', async () => {
    const form = new FormData();
    form.set('message', 'What is in this file?');
    form.append('attachments[]', new File(['a,b\n1,2\n'], 'figures.csv', { type: 'text/csv' }));
    const run = await fetch(`${BASE}/api/v1/agents/${AGENT}/run`, { method: 'POST', headers: AUTHORIZED, body: form });
    expect(run.status).toBe(200);
    const [last] = (await simulator.requests({ operationId: 'runAgent' })).slice(-1);
    expect(JSON.stringify(last?.request)).toContain('figures.csv');
  });

  it('reach the sandbox of a test alone', async () => {
    const sandbox = simulator.sandbox('msw');
    server.resetHandlers(...handlers(sandbox, { baseUrl: BASE }));
    await sandbox.fault({ operationId: 'listAgents', kind: 'status', status: 503 });
    const headers = AUTHORIZED;
    expect((await fetch(`${BASE}/api/v1/agents`, { headers })).status).toBe(503);
    expect((await simulator.fetch(`${BASE}/api/v1/agents`, { headers })).status).toBe(200);
    sandbox.forget();
  });

  it('fail as a connection does that is dropped', async () => {
    const sandbox = simulator.sandbox('dropped');
    server.resetHandlers(...handlers(sandbox, { baseUrl: BASE }));
    await sandbox.fault({ operationId: 'retrieveUser', kind: 'drop' });
    await expect(fetch(`${BASE}/api/v1/user`, { headers: AUTHORIZED })).rejects.toThrow(TypeError);
    sandbox.forget();
  });

  it('let a handler before them decide', async () => {
    server.use(http.get(`${BASE}/api/v1/user`, () => HttpResponse.json({ data: { name: 'Mine' } })));
    expect(await (await fetch(`${BASE}/api/v1/user`)).json()).toEqual({ data: { name: 'Mine' } });
    expect((await fetch(`${BASE}/api/v1/agents`, { headers: AUTHORIZED })).status).toBe(200);
  });

  it('take the path of the base URL off', async () => {
    server.resetHandlers(...handlers(simulator, { baseUrl: 'https://gateway.test/athena/' }));
    const user = await fetch('https://gateway.test/athena/api/v1/user?x=1', { headers: AUTHORIZED });
    expect(user.status).toBe(200);
  });
});

describe('MSW treats as unhandled', () => {
  it.each([
    'https://api.athena.test.evil.test/api/v1/user',
    'http://api.athena.test/api/v1/user',
    'https://other.test/api/v1/user',
  ])('%s', async (url) => {
    await fetch(url).catch(() => undefined);
    expect(unhandled).toEqual([url]);
  });

  it('what is beside the path of the base URL', async () => {
    server.resetHandlers(...handlers(simulator, { baseUrl: 'https://gateway.test/athena' }));
    await fetch('https://gateway.test/athena2/api/v1/user').catch(() => undefined);
    expect(unhandled).toEqual(['https://gateway.test/athena2/api/v1/user']);
  });
});

it.each(['api.athena.test', '/api', 'ftp://api.athena.test', ''])('%j is no base URL', (baseUrl) => {
  expect(() => handlers(simulator, { baseUrl })).toThrow(
    `Failed to create handlers: baseUrl is ${JSON.stringify(baseUrl)}, not an HTTP address.`,
  );
});
