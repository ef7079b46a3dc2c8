import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../../src/index.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const TOKEN = { authorization: 'Bearer athena-demo-token' };
type Headers = Readonly<Record<string, string>>;

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (simulator = await createSimulator(options));
beforeEach(() => start());
afterEach(() => simulator.close());

const read = (headers: Headers = TOKEN, prefix = '') =>
  request(simulator.app)
    .get(prefix + ACCOUNT)
    .set({ ...TOKEN, ...headers });
const rename = (name: string, headers: Headers = {}, prefix = '') =>
  request(simulator.app)
    .put(prefix + ACCOUNT)
    .set({ ...TOKEN, ...headers })
    .send({ provider_display_name: name });
const nameIn = async (headers: Headers = {}, prefix = ''): Promise<unknown> =>
  ((await read(headers, prefix)).body as { data: { provider_display_name: string } }).data.provider_display_name;

describe('a sandbox', () => {
  test.each([
    ['a header', { 'x-athena-sandbox': 'w3' }, ''],
    ['the end of the token', { authorization: 'Bearer athena-demo-token@w3' }, ''],
    ['a cookie', { cookie: 'a=b; athena_sandbox=w3' }, ''],
    ['the path', {}, '/__sandbox/w3'],
    ['its baggage', { baggage: 'a=b, athena.sandbox=w3;ttl=1' }, ''],
  ])('is named by %s', async (_carrier, headers: Headers, prefix) => {
    const before = await nameIn();
    const answer = await rename('Of w3', headers, prefix);
    expect([answer.status, answer.get('x-athena-sandbox'), answer.get('x-athena-sandbox-event')]).toEqual([
      200,
      'w3',
      'created',
    ]);
    expect(await nameIn({ 'x-athena-sandbox': 'w3' })).toBe('Of w3');
    expect(await nameIn({ 'x-athena-sandbox': 'w4' })).toBe(before);
    expect(await nameIn()).toBe(before);
  });

  test('starts with the baseline at its first use', async () => {
    await rename('Early');
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).toBe('Early');
    await rename('Late');
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).toBe('Early');
    expect(await nameIn({ 'x-athena-sandbox': 'w2' })).toBe('Late');
  });

  test('keeps its prefix in links, which resolve', async () => {
    const { body } = await request(simulator.app)
      .get('/__sandbox/w3/api/v1/agents?per_page=2')
      .set({ ...TOKEN, host: 'h' });
    const { links } = body as { links: { next: string } };
    expect(links.next).toMatch(/^http:\/\/h\/__sandbox\/w3\/api\/v1\/agents\?/);
    const next = await request(simulator.app).get(links.next.replace('http://h', '')).set(TOKEN);
    expect([next.status, next.get('x-athena-sandbox')]).toEqual([200, 'w3']);
    const address = /"http:\/\/h(\/__sandbox\/w3\/assets\/[^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
    expect((await request(simulator.app).get(address)).type).toBe('image/svg+xml');
  });

  test('has its own sign-ins', async () => {
    const credentials = { email: 'john.doe@example.com', password: 'password' };
    const signedIn = await request(simulator.app).post('/__sandbox/w3/api/v1/auth/sign-in').send(credentials);
    const [cookie = ''] = signedIn.get('set-cookie') ?? [];
    expect(cookie).toContain('Path=/__sandbox/w3;');
    const { token } = (signedIn.body as { data: { token: string } }).data;
    const as = async (headers: Headers): Promise<number> =>
      (await request(simulator.app).get('/api/v1/user').set(headers)).status;
    const session = cookie.split(';')[0] ?? '';
    expect(await as({ authorization: `Bearer ${token}@w3` })).toBe(200);
    expect(await as({ cookie: `${session}; athena_sandbox=w3` })).toBe(200);
    expect(await as({ authorization: `Bearer ${token}` })).toBe(401);
    expect(await as({ authorization: `Bearer ${token}@w4` })).toBe(401);
    expect(await as({ cookie: session })).toBe(401);
  });

  test('has request ids, keys and times that are independent of other sandboxes', async () => {
    const work = async (sandbox: string): Promise<readonly unknown[]> => {
      // Without a host, supertest's own is another for each request, and photos' addresses have it.
      const headers = { ...TOKEN, 'x-athena-sandbox': sandbox, host: 'localhost' };
      const made = await request(simulator.app)
        .post('/api/v1/threads')
        .set(headers)
        .send({ name: 'T', agent_uuid: null });
      const gone = await request(simulator.app).get('/nowhere').set(headers);
      return [made.body, made.get('x-request-id'), gone.get('x-request-id')];
    };
    const alone = await work('w1');
    await simulator.close();
    await start();
    await work('w2');
    await read();
    expect(await work('w1')).toEqual(alone);
    expect(await work('w3')).not.toEqual(alone);
  });

  test.each(['', 'a b', '../etc', '%2e%2e', '-w', 'baseline', 'x'.repeat(65), 'ä', '<script>'])(
    'cannot be called %s',
    async (name) => {
      const sent = { ...TOKEN, 'x-athena-sandbox': encodeURI(name) };
      const data = await request(simulator.app).get(ACCOUNT).set(sent);
      expect([data.status, data.get('x-athena-error'), data.get('x-athena-sandbox')]).toEqual([
        400,
        'INVALID_SANDBOX',
        undefined,
      ]);
      expect(data.body).toMatchObject({ message: expect.stringContaining('letters, digits') });
      const control = await request(simulator.app).get('/__admin/sandboxes').set(sent);
      expect([control.status, control.type]).toEqual([400, 'application/problem+json']);
    },
  );

  test('is required with --require-sandbox, and the rejection explains how to name one', async () => {
    await simulator.close();
    await start({ requireSandbox: true });
    const refused = await read();
    expect([refused.status, refused.get('x-athena-error')]).toEqual([400, 'SANDBOX_REQUIRED']);
    for (const way of ['X-Athena-Sandbox', '@<name>', '/__sandbox/<name>', 'athena_sandbox']) {
      expect((refused.body as { message: string }).message.toLowerCase()).toContain(way.toLowerCase());
    }
    expect((await read({ 'x-athena-sandbox': 'w1' })).status).toBe(200);
    expect((await request(simulator.app).get('/__admin/sandboxes')).status).toBe(200);
  });

  test('reports every eviction', async () => {
    await simulator.close();
    const lines: string[] = [];
    const quiet = (): void => {};
    const logger = {
      info: quiet,
      error: quiet,
      warn: (fields: object, text: string) => void lines.push(JSON.stringify(fields) + text),
    };
    await start({ maxSandboxes: 2, logger });
    await rename('One', { 'x-athena-sandbox': 'w1' });
    await read({ 'x-athena-sandbox': 'w2' });
    await read({ 'x-athena-sandbox': 'w1' });
    const third = await read({ 'x-athena-sandbox': 'w3' });
    expect(third.get('x-athena-sandbox-event')).toBe('created, evicted=w2');
    expect(lines).toEqual([
      expect.stringContaining('{"sandbox":"w2"}Evicted the least recently used sandbox for w3: there are 2 already'),
    ]);
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).toBe('One');
    expect((await read({ 'x-athena-sandbox': 'w2' })).get('x-athena-sandbox-event')).toBe('created-again, evicted=w3');
  });

  test('is evicted when idle', async () => {
    await simulator.close();
    await start({ sandboxIdle: 20 });
    await rename('One', { 'x-athena-sandbox': 'w1' });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect((await read({ 'x-athena-sandbox': 'w1' })).get('x-athena-sandbox-event')).toBe('created-again');
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).not.toBe('One');
  });

  test('is reachable without a port', async () => {
    const headers = { ...TOKEN, 'x-athena-sandbox': 'w1' };
    const answer = await simulator.fetch(`http://x${ACCOUNT}`, { headers });
    expect(answer.headers.get('x-athena-sandbox')).toBe('w1');
    const listed = (await (await simulator.fetch('http://x/__admin/sandboxes')).json()) as {
      sandboxes: { name: string }[];
    };
    expect(listed.sandboxes.map(({ name }) => name)).toEqual(['w1']);
  });
});

describe('/__admin/sandboxes', () => {
  const admin = (method: 'get' | 'delete', path = '') => request(simulator.app)[method](`/__admin/sandboxes${path}`);

  test('lists, shows and deletes them', async () => {
    await rename('One', { 'x-athena-sandbox': 'w1' });
    await read({ 'x-athena-sandbox': 'w2' });
    // Calls of the control plane are no requests: neither the log nor the count has them.
    await request(simulator.app).delete('/__admin/faults').set({ 'x-athena-sandbox': 'w1' });
    const listed = (await admin('get')).body as {
      sandboxes: { name: string; requests: number; position: number }[];
      limit: number;
    };
    expect(listed).toMatchObject({
      limit: 1000,
      sandboxes: [
        { name: 'w1', requests: 1, position: 1 },
        { name: 'w2', position: 0 },
      ],
    });
    expect((await admin('get', '/w1')).body).toEqual(listed.sandboxes[0]);
    expect((await admin('delete', '/w1')).status).toBe(204);
    for (const method of ['get', 'delete'] as const) {
      const missing = await admin(method, '/w1');
      expect([missing.status, missing.type]).toEqual([404, 'application/problem+json']);
      expect(missing.body).toMatchObject({
        status: 404,
        code: 'RECORD_NOT_FOUND',
        detail: expect.stringContaining('There is no sandbox "w1"'),
      });
    }
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).not.toBe('One');
    expect((await admin('delete')).status).toBe(204);
    expect((await admin('get')).body).toMatchObject({ sandboxes: [] });
  });

  test('tells their times when asked, and else the same in each run', async () => {
    await read({ 'x-athena-sandbox': 'w1' });
    expect((await admin('get', '/w1')).body).not.toHaveProperty('age');
    const times = { age: expect.any(Number) as number, idle: expect.any(Number) as number };
    expect((await admin('get', '/w1?include=times')).body).toMatchObject(times);
    expect((await admin('get', '?include=times')).body).toMatchObject({ sandboxes: [times] });
    expect((await admin('get', '?include=all')).status).toBe(422);
  });

  test('does not recreate one by a request in flight', async () => {
    await rename('One', { 'x-athena-sandbox': 'w1' });
    const body = new ReadableStream(
      {
        async pull(controller) {
          expect((await admin('delete', '/w1')).status).toBe(204);
          controller.enqueue(
            new TextEncoder().encode(JSON.stringify({ email: 'john.doe@example.com', password: 'password' })),
          );
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'x-athena-sandbox': 'w1', 'content-type': 'application/json' };
    const signIn = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await simulator.fetch('http://x/api/v1/auth/sign-in', signIn)).status).toBe(200);
    expect((await admin('get')).body).toMatchObject({ sandboxes: [] });
    expect(await nameIn({ 'x-athena-sandbox': 'w1' })).not.toBe('One');
  });

  test('rejects what its document does not declare', async () => {
    const odd = await admin('get', '?verbose=1');
    expect([odd.status, odd.body]).toEqual([
      422,
      expect.objectContaining({ code: 'VALIDATION_FAILED', errors: [expect.anything()] }),
    ]);
    const method = await request(simulator.app).post('/__admin/sandboxes');
    expect([method.status, method.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
    expect((await request(simulator.app).get('/__admin/nothing')).type).toBe('application/problem+json');
  });
});
