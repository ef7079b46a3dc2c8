import request from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { Problem } from '../../src/kernel/problem.ts';
import { createFakeApp } from './fake-app.ts';

const SIGN_IN = { email: 'john.doe@example.com', password: 'password' };
const PAGE = 'http://localhost:5173';

/** Creates a simulator, the list of its warnings, and a function that sends a page's requests. */
async function openPage(origin: string, headers: Readonly<Record<string, string>>) {
  const warnings: { fields: object; message: string }[] = [];
  const logger = {
    info: () => undefined,
    warn: (fields: object, message: string) => void warnings.push({ fields, message }),
    error: () => undefined,
  };
  const simulator = await createSimulator({ logger });
  const send = async (kind: 'sign in' | 'get', further: Readonly<Record<string, string>> = {}) => {
    const sent =
      kind === 'get'
        ? request(simulator.app).get('/api/v1/user')
        : request(simulator.app).post('/api/v1/auth/sign-in').send(SIGN_IN);
    return sent.set({ origin, ...headers, ...further });
  };
  return { simulator, warnings, send };
}

describe('a browser that omits the session cookie', () => {
  test.each([
    ['says so itself', { host: '127.0.0.1:4010', 'sec-fetch-site': 'cross-site' }],
    ['does not say', { host: '127.0.0.1:4010' }],
  ])('because of another site (%s) yields a warning to use one host name', async (_title, headers) => {
    const { simulator, warnings, send } = await openPage(PAGE, headers);
    expect((await send('sign in')).status).toBe(200);
    expect(warnings).toEqual([]);
    expect((await send('get')).status).toBe(401);
    expect(warnings).toEqual([
      {
        fields: {},
        message:
          'A page of http://localhost:5173 signed in, but its browser sends no cookie athena_session to 127.0.0.1:4010: ' +
          'the two host names are different sites (SameSite=Lax). Call http://localhost:4010 instead, or sign in with a token. See docs/browser.md.',
      },
    ]);
    await simulator.close();
  });

  test('because of the page’s credentials option yields a warning that names it', async () => {
    const { simulator, warnings, send } = await openPage(PAGE, {
      host: 'localhost:4010',
      'sec-fetch-site': 'same-site',
    });
    await send('sign in');
    await send('get');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining("Pass credentials: 'include' to fetch"),
    ]);
    await simulator.close();
  });

  test('yields the warning once', async () => {
    const { simulator, warnings, send } = await openPage(PAGE, {
      host: '127.0.0.1:4010',
      'sec-fetch-site': 'cross-site',
    });
    await send('sign in');
    for (let count = 0; count < 5; count += 1) await send('get');
    await send('sign in');
    await send('get');
    expect(warnings).toHaveLength(1);
    await simulator.close();
  });

  test('yields no warning without a sign-in, with a token, or with the cookie', async () => {
    const { simulator, warnings, send } = await openPage(PAGE, {
      host: '127.0.0.1:4010',
      'sec-fetch-site': 'cross-site',
    });
    await send('get');
    const signedIn = await send('sign in');
    await send('get', { authorization: 'Bearer wrong' });
    await send('get', { cookie: String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? '' });
    await send('get', { cookie: 'athena_session=old' });
    expect(warnings).toEqual([]);
    await simulator.close();
  });
});

test('the number of stored origins is limited', async () => {
  const warn = vi.fn<(fields: object, message: string) => void>();
  const logger = { info: () => undefined, warn, error: () => undefined };
  let status = 200;
  const { app } = createFakeApp({
    logger,
    pipeline: () =>
      Promise.resolve({
        status,
        headers: status === 200 ? { 'set-cookie': ['session=1; Path=/'] } : {},
        body: '',
        ...(status === 200 ? {} : { problem: new Problem('UNAUTHENTICATED') }),
      }),
  });
  for (status of [200, 401])
    for (let count = 0; count < 150; count += 1) await request(app).get('/pets').set('origin', `http://p${count}.test`);
  expect(warn).toHaveBeenCalledTimes(100);
});
