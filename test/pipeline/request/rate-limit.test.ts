import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import type { ExchangeRequest } from '../../../src/pipeline/exchange/exchange.ts';
import { createRateLimit } from '../../../src/pipeline/request/rate-limit.ts';
import type { World } from '../../../src/store/port/world.ts';
import { readUsedHeap } from '../../support/used-heap.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const USER = '/api/v1/user';
const SIGN_IN = '/api/v1/auth/sign-in';
const JOHN = { authorization: 'Bearer athena-demo-token' };
const JANE = { authorization: 'Bearer 2|GfEZn9WFoSnQ7RI8Ozfnj0PukS2ChbmpYXvRgRRX51e8d825' };

let simulator: Simulator;
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

async function open(options: SimulatorOptions): Promise<void> {
  simulator = await createSimulator(options);
}

/** Sends a GET. Returns its status, and what its response says of the rate. */
async function get(path: string, headers: Readonly<Record<string, string>> = JOHN) {
  const {
    status,
    body,
    headers: sent,
  } = await request(simulator.app)
    .get(path)
    .set({ host: 'localhost', ...headers });
  const limit = sent['x-ratelimit-limit'];
  const remaining = sent['x-ratelimit-remaining'];
  return { status, body, limit, remaining, retry: sent['retry-after'], reset: sent['x-ratelimit-reset'] };
}

async function statusOf(path: string, headers?: Readonly<Record<string, string>>): Promise<number> {
  return (await get(path, headers)).status;
}

describe('a rate limit', () => {
  it("answers a caller beyond it with 429 in Laravel's form, whether responses are cached or not", async () => {
    await open({ rateLimit: '4/h', seed: null });
    for (const [path, status, remaining] of [
      [ACCOUNT, 200, '3'],
      [ACCOUNT, 200, '2'],
      ['/api/v1/accounts?sort_by=nothing', 422, '1'],
      [ACCOUNT, 200, '0'],
    ] as const)
      expect(await get(path)).toMatchObject({ status, limit: '4', remaining });
    const before = Date.now() / 1000;
    for (const path of [ACCOUNT, '/api/v1/accounts']) {
      const refused = await get(path);
      expect(refused).toMatchObject({
        status: 429,
        limit: '4',
        remaining: '0',
        body: { message: 'Too Many Attempts.' },
      });
      expect(Number(refused.retry)).toBeGreaterThan(3500);
      expect(Number(refused.retry)).toBeLessThanOrEqual(3600);
      expect(Math.abs(Number(refused.reset) - before - 3600)).toBeLessThan(100);
    }
  });

  it('counts each user and each world by itself, and neither a 401 nor the control plane', async () => {
    await open({ rateLimit: '1/h' });
    expect([await statusOf(ACCOUNT), await statusOf(ACCOUNT), await statusOf(USER, JANE)]).toEqual([200, 429, 200]);
    expect(await statusOf(ACCOUNT, { ...JOHN, 'x-athena-sandbox': 'w1' })).toBe(200);
    expect(await statusOf(ACCOUNT, { ...JOHN, 'x-athena-sandbox': 'w1' })).toBe(429);
    for (let index = 0; index < 3; index += 1) {
      expect(await get(ACCOUNT, {})).toMatchObject({ status: 401, limit: undefined });
      expect(await get('/__admin/clock', {})).toMatchObject({ status: 200, limit: undefined });
    }
  });

  it('counts a user by whatever credentials, and a request without a user by its address', async () => {
    await open({ rateLimit: '2/h' });
    const body = { email: 'john.doe@example.com', password: 'password' };
    const signedIn = await request(simulator.app).post(SIGN_IN).send(body).expect(200);
    const own = { authorization: `Bearer ${String(signedIn.body.data.token)}` };
    expect([await statusOf(ACCOUNT, own), await statusOf(ACCOUNT), await statusOf(ACCOUNT, own)]).toEqual([
      200, 200, 429,
    ]);
    await request(simulator.app).post(SIGN_IN).send(body).expect(200);
    await request(simulator.app).post(SIGN_IN).set(JANE).send(body).expect(429);
  });

  it('says in the log who has sent too much, and when the next request passes, without credentials', async () => {
    const lines: string[] = [];
    const note = (fields: object, message?: string): void => void lines.push(JSON.stringify([fields, message]));
    await open({ rateLimit: '1/min', logger: { info: note, warn: note, error: note } });
    await get(ACCOUNT);
    await get(ACCOUNT);
    const [line = ''] = lines.filter((text) => text.includes('TOO_MANY_REQUESTS'));
    expect(line).toContain('--rate-limit 1/min: user 123 has reached it, and may send the next request in 60 s.');
    expect(lines.join('\n')).not.toContain('athena-demo-token');
  });

  it('with a seed goes by the time of the world, and gives the same bytes after a reset', async () => {
    await open({ rateLimit: '2/min', seed: 7 });
    const journey = async (): Promise<readonly unknown[]> => {
      const before = [await get(ACCOUNT), await get(ACCOUNT), await get(ACCOUNT)];
      await simulator.clock.advance(61_000);
      return [...before, await get(ACCOUNT)];
    };
    const first = await journey();
    expect(first).toMatchObject([{ status: 200 }, { status: 200 }, { status: 429, retry: '60' }, { status: 200 }]);
    await simulator.reset();
    expect(await journey()).toEqual(first);
  });

  it('tells the clients of a document without users apart by what they authenticate with', async () => {
    await open({ rateLimit: '1/h', spec: 'test/contracts/shop/openapi.yaml' });
    const list = (authorization: string): Promise<number> => statusOf('/shelves', { authorization });
    expect([await list('Bearer a'), await list('Bearer b'), await list('Bearer a')]).toEqual([200, 200, 429]);
  });

  it('is off by default: nothing is limited, and nothing said of limits', async () => {
    await open({});
    expect(await get(ACCOUNT)).toMatchObject({ status: 200, limit: undefined, remaining: undefined });
  });

  it.each(['60', '0/min', '60/day', 'many', '60 / min'])(
    'is not %s, which is rejected at the start',
    async (rateLimit) => {
      await expect(createSimulator({ rateLimit })).rejects.toThrow(/--rate-limit|rateLimit/);
      await open({});
    },
  );
});

it('a window ends by the time that is passed, also when that goes back, and counts take a bounded memory', async () => {
  await open({});
  let time = 5000;
  const { count } = createRateLimit({ requests: 2, window: 1000 }, { now: () => time, hasUsers: false });
  const world = { name: '' } as Partial<World> as World;
  const from = (authorization: string): unknown =>
    count({
      request: { headers: { authorization } } as Partial<ExchangeRequest> as ExchangeRequest,
      world,
      caller: undefined,
    });
  from('a');
  expect(from('a')).toEqual({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0' });
  time = 5400;
  expect(() => from('a')).toThrow(Problem);
  time = 6000;
  expect(from('a')).toEqual({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
  time = 10;
  expect(from('a')).toEqual({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
  const before = readUsedHeap();
  for (let index = 0; index < 100_000; index += 1) from(`token-${index}`);
  expect(readUsedHeap() - before).toBeLessThan(8_000_000);
  expect(from('a')).toEqual({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
});
