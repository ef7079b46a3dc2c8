import request from 'supertest';
import { afterEach, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';

const JOHN = { email: 'john.doe@example.com', password: 'password' };

let simulator: Simulator;
afterEach(() => simulator.close());

async function signIn(options: SimulatorOptions) {
  simulator = await createSimulator(options);
  return signInAgain();
}

async function signInAgain() {
  const { body, headers } = await request(simulator.app).post('/api/v1/auth/sign-in').send(JOHN).expect(200);
  const [cookie = ''] = [headers['set-cookie'] ?? []].flat();
  const bearer = `Bearer ${String(body.data.token)}`;
  return { bearer: { authorization: bearer }, cookie: { cookie: cookie.split(';')[0] ?? '' } };
}

async function statusOf(headers: Readonly<Record<string, string>>): Promise<number> {
  return (await request(simulator.app).get('/api/v1/user').set(headers)).status;
}

it('a token and a session end by the clock of the world, and a new sign-in works', async () => {
  const { bearer, cookie } = await signIn({ tokenTtl: 60_000 });
  expect([await statusOf(bearer), await statusOf(bearer), await statusOf(cookie)]).toEqual([200, 200, 200]);
  await simulator.clock.advance(50_000);
  expect([await statusOf(bearer), await statusOf(cookie)]).toEqual([200, 200]);
  await simulator.clock.advance(20_000);
  expect([await statusOf(bearer), await statusOf(cookie)]).toEqual([401, 401]);
  const again = await signInAgain();
  expect([await statusOf(again.bearer), await statusOf(again.cookie), await statusOf(bearer)]).toEqual([200, 200, 401]);
});

it('the fixed token and those of the fixtures do not end, nor does any by default', async () => {
  const { bearer } = await signIn({});
  await simulator.clock.advance(30 * 86_400_000);
  expect(await statusOf(bearer)).toBe(200);
  await simulator.close();
  await signIn({ tokenTtl: 1000 });
  await simulator.clock.advance(86_400_000);
  expect(await statusOf({ authorization: 'Bearer athena-demo-token' })).toBe(200);
  expect(await statusOf({ authorization: 'Bearer 2|GfEZn9WFoSnQ7RI8Ozfnj0PukS2ChbmpYXvRgRRX51e8d825' })).toBe(200);
});
