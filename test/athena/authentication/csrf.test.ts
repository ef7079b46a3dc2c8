import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createSharedLog, createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';

const JOHN = { email: 'john.doe@example.com', password: 'password' };
const PAGE = { origin: 'http://localhost:5173' };
const COOKIES = '/sanctum/csrf-cookie';
const SIGN_IN = '/api/v1/auth/sign-in';
const THREADS = '/api/v1/threads';
const DEMO = { authorization: 'Bearer athena-demo-token' };

let simulator: Simulator;
const lines: string[] = [];
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

async function open(options: SimulatorOptions = {}): Promise<void> {
  lines.length = 0;
  const note = (fields: object): void => void lines.push(JSON.stringify(fields));
  simulator = await createSimulator({ csrf: true, logger: { info: note, warn: note, error: note }, ...options });
}

/** A page with its cookies, as a browser keeps them. */
function openPage({ mount = '', served = simulator }: { readonly mount?: string; readonly served?: Simulator } = {}) {
  const jar = new Map<string, string>();
  const setCookies: string[] = [];
  return {
    jar,
    setCookies,
    /** The decoded token, as a script reads it. */
    token: () => decodeURIComponent(jar.get('XSRF-TOKEN') ?? ''),
    send: async (method: 'get' | 'post' | 'put' | 'delete', path: string, headers: object = {}, body?: object) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const agent = request(served.app);
      const sent = agent[method](mount + path).set({ ...PAGE, ...(cookie === '' ? {} : { cookie }), ...headers });
      const answer = await (body === undefined ? sent : sent.send(body));
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
        setCookies.push(line);
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    },
  };
}

/** Signs in as Sanctum's documentation says. Returns the page. */
async function signIn(options?: Parameters<typeof openPage>[0]) {
  const page = openPage(options);
  expect((await page.send('get', COOKIES)).status).toBe(204);
  const { status } = await page.send('post', SIGN_IN, { 'x-xsrf-token': page.token() }, JOHN);
  expect(status).toBe(200);
  return page;
}

describe('with --csrf, the cookie of a session', () => {
  it('changes something only with the token of the session', async () => {
    await open();
    const page = await signIn();
    expect((await page.send('get', '/api/v1/user')).body.data.name).toBe('John Doe');
    const refused = await page.send('post', THREADS, {}, { name: 'Hello' });
    expect([refused.status, refused.body]).toEqual([419, { message: 'CSRF token mismatch.' }]);
    expect(refused.headers['x-athena-error']).toBe('CSRF_TOKEN_MISMATCH');
    const created = await page.send('post', THREADS, { 'x-xsrf-token': page.token() }, { name: 'Hello' });
    expect(created.status).toBe(201);
    const thread = `${THREADS}/${String(created.body.data.uuid)}`;
    expect((await page.send('put', thread, {}, { name: 'Bye' })).status).toBe(419);
    expect((await page.send('delete', thread)).status).toBe(419);
    expect((await page.send('get', thread)).body.data.name).toBe('Hello');
    expect((await page.send('delete', thread, { 'x-xsrf-token': page.token() })).status).toBe(204);
  });

  it('needs its own token: neither that of a guest nor that of another session', async () => {
    await open();
    const page = openPage();
    await page.send('get', COOKIES);
    const guest = page.token();
    await page.send('post', SIGN_IN, { 'x-xsrf-token': guest }, JOHN);
    const other = await signIn();
    for (const token of [guest, other.token(), '', 'x', `${page.token()}x`, encodeURIComponent(page.token())])
      expect((await page.send('post', THREADS, { 'x-xsrf-token': token }, { name: 'No' })).status).toBe(419);
  });

  it('ends with both cookies at a logout, which needs the token too', async () => {
    await open();
    const page = await signIn();
    expect((await page.send('post', '/api/v1/auth/logout')).status).toBe(419);
    expect((await page.send('post', '/api/v1/auth/logout', { 'x-xsrf-token': page.token() })).status).toBe(204);
    expect([...page.jar]).toEqual([]);
    expect((await page.send('get', '/api/v1/user')).status).toBe(401);
  });

  it('is signed in from a page by the token of a guest alone, and from curl without one', async () => {
    await open();
    expect((await openPage().send('post', SIGN_IN, {}, JOHN)).status).toBe(419);
    const page = openPage();
    await page.send('get', COOKIES);
    expect((await page.send('post', SIGN_IN, {}, JOHN)).status).toBe(419);
    await request(simulator.app).post(SIGN_IN).set('referer', 'http://localhost:5173/login').send(JOHN).expect(419);
    await request(simulator.app).post(SIGN_IN).send(JOHN).expect(200);
  });
});

describe('with --csrf', () => {
  it('requests by a token are never checked', async () => {
    await open();
    const { body } = await request(simulator.app).post(SIGN_IN).send(JOHN).expect(200);
    for (const authorization of [DEMO.authorization, `Bearer ${String(body.data.token)}`]) {
      const sent = request(simulator.app)
        .post(THREADS)
        .set({ ...PAGE, authorization });
      expect((await sent.send({ name: 'Hello' })).status).toBe(201);
    }
  });

  it('scripts may read the token, which is encoded, but not the session', async () => {
    await open();
    const { setCookies } = await signIn();
    const tokens = setCookies.filter((line) => line.startsWith('XSRF-TOKEN='));
    expect(tokens).toHaveLength(2);
    for (const line of tokens) expect(line).toMatch(/^XSRF-TOKEN=[A-Za-z0-9%]+%3D; Path=\/; SameSite=Lax$/);
    const sessions = setCookies.filter((line) => line.startsWith('athena_session='));
    expect(new Set(sessions).size).toBe(2);
    for (const line of sessions) expect(line).toContain('HttpOnly');
  });

  it('asking again keeps a session and its token', async () => {
    await open();
    const page = await signIn();
    const before = new Map(page.jar);
    await page.send('get', COOKIES);
    expect(page.jar).toEqual(before);
    expect((await page.send('post', THREADS, { 'x-xsrf-token': page.token() }, { name: 'Hello' })).status).toBe(201);
  });

  it('a sandbox that the path names has sessions of its own, and its token is read from any path', async () => {
    await open();
    const page = await signIn({ mount: '/__sandbox/w1' });
    expect(page.setCookies.findLast((line) => line.startsWith('athena_session='))).toContain('Path=/__sandbox/w1');
    expect(page.setCookies.findLast((line) => line.startsWith('XSRF-TOKEN='))).toContain('Path=/;');
    expect((await page.send('post', THREADS, { 'x-xsrf-token': page.token() }, { name: 'Hello' })).status).toBe(201);
    expect((await page.send('post', THREADS, {}, { name: 'Hello' })).status).toBe(419);
  });

  it('replicas accept the tokens of each other', async () => {
    const log = createSharedLog();
    await open({ log });
    await using other = await createSimulator({ csrf: true, log });
    const page = await signIn();
    const { jar, token } = page;
    const elsewhere = openPage({ served: other });
    for (const [name, value] of jar) elsewhere.jar.set(name, value);
    await expect.poll(async () => (await elsewhere.send('get', '/api/v1/user')).status, { timeout: 10_000 }).toBe(200);
    expect((await elsewhere.send('post', THREADS, { 'x-xsrf-token': token() }, { name: 'Hi' })).status).toBe(201);
    expect((await elsewhere.send('post', THREADS, {}, { name: 'Hi' })).status).toBe(419);
  });

  it('the same seed gives the same cookies', async () => {
    const journey = async (): Promise<readonly string[]> => {
      await open({ seed: 5 });
      const { setCookies } = await signIn();
      return setCookies;
    };
    const first = await journey();
    await simulator.close();
    expect(await journey()).toEqual(first);
  });

  it('the log says what is missing, and has no token', async () => {
    await open();
    const page = await signIn();
    await page.send('post', THREADS, {}, {});
    await page.send('post', THREADS, { 'x-xsrf-token': encodeURIComponent(page.token()) }, {});
    await page.send('post', THREADS, { 'x-xsrf-token': 'other' }, {});
    await openPage().send('post', SIGN_IN, {}, JOHN);
    const reasons = lines.filter((line) => line.includes('CSRF_TOKEN_MISMATCH')).map((line) => JSON.parse(line).reason);
    expect(reasons).toEqual([
      'The request has no header X-XSRF-TOKEN. Send the decoded value of the cookie XSRF-TOKEN in it.',
      'X-XSRF-TOKEN has the encoded value of the cookie XSRF-TOKEN: decode it with decodeURIComponent.',
      'X-XSRF-TOKEN is not the token of this session. Send the decoded value of the cookie XSRF-TOKEN in it.',
      'The request has no cookie athena_session. GET /sanctum/csrf-cookie sets it before a sign-in.',
    ]);
    for (const value of page.jar.values()) expect(lines.join('\n')).not.toContain(value);
    const { text } = await request(simulator.app).get('/__admin/requests');
    for (const value of [...page.jar.values(), page.token()]) expect(text).not.toContain(value);
  });
});

it('without --csrf nothing is checked, and there are no cookies of CSRF', async () => {
  await open({ csrf: false });
  const page = openPage();
  expect((await page.send('get', COOKIES)).status).toBe(404);
  await page.send('post', SIGN_IN, {}, JOHN);
  expect([...page.jar.keys()]).toEqual(['athena_session']);
  expect((await page.send('post', THREADS, {}, { name: 'Hello' })).status).toBe(201);
});
