import request from 'supertest';
import { afterEach, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';

const JOHN = { email: 'john.doe@example.com', password: 'password' };
const USER = '/api/v1/user';
const lines: string[] = [];

let simulator: Simulator;
afterEach(() => simulator.close());

async function open(): Promise<void> {
  lines.length = 0;
  const note = (fields: object): void => void lines.push(JSON.stringify(fields));
  simulator = await createSimulator({ tokenTtl: 60_000, logger: { info: note, warn: note, error: note } });
}

/** Sends a request that is rejected. Returns what the log says. */
async function reasonOf(headers: Readonly<Record<string, string>>): Promise<unknown> {
  const { status, body } = await request(simulator.app).get(USER).set(headers);
  expect([status, body]).toEqual([401, { message: 'Unauthenticated.' }]);
  const line = lines.findLast((text) => text.includes('UNAUTHENTICATED')) ?? '{}';
  return (JSON.parse(line) as { readonly reason?: string }).reason;
}

async function signIn() {
  const { body, headers } = await request(simulator.app).post('/api/v1/auth/sign-in').send(JOHN).expect(200);
  const [cookie = ''] = [headers['set-cookie'] ?? []].flat();
  return { authorization: `Bearer ${String(body.data.token)}`, cookie: cookie.split(';')[0] ?? '' };
}

it('the log says why a request is not authenticated, without its credentials', async () => {
  await open();
  const { authorization, cookie } = await signIn();
  expect(await reasonOf({})).toBe('The request has no session cookie and no token.');
  expect(await reasonOf({ authorization: 'Bearer 999|unknown' })).toMatch(/^The bearer token is unknown: /);
  expect(await reasonOf({ authorization: 'Basic am9objpkb2U=' })).toBe(
    'The header Authorization is not "Bearer", a space and a token.',
  );
  expect(await reasonOf({ 'x-multiplai-authorization': 'Bearer odd' })).toBe(
    'No user has the token of X-Multiplai-Authorization.',
  );
  expect(await reasonOf({ cookie: 'athena_session=odd', authorization: 'Bearer odd' })).toMatch(
    /^The session is unknown: .+ The bearer token is unknown: /,
  );
  await simulator.clock.advance(61_000);
  expect(await reasonOf({ authorization })).toBe('The bearer token has expired.');
  expect(await reasonOf({ cookie })).toBe('The session has expired.');
  await simulator.clock.advance(86_400_000);
  expect(await reasonOf({ authorization })).toMatch(/^The bearer token is unknown: /);
  expect(await reasonOf({ cookie })).toMatch(/^The session is unknown: /);
  for (const secret of [
    authorization.slice('Bearer '.length),
    cookie.split('=')[1] ?? '',
    'am9objpkb2U=',
    '999|unknown',
  ])
    expect(lines.join('\n')).not.toContain(secret);
});

it('the log says that a session has ended with its logout', async () => {
  await open();
  const { cookie } = await signIn();
  await request(simulator.app).post('/api/v1/auth/logout').set({ cookie }).expect(204);
  expect(await reasonOf({ cookie })).toContain('has ended with a logout');
});
