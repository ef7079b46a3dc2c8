import { beforeEach, describe, expect, test } from 'vitest';
import { prepareRules } from '../../../src/behaviour/prepare-rules.ts';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { openRecordedSimulator, type RecordedSimulator } from '../../support/recorded-simulator.ts';

const ACCOUNT = '/accounts/550e8400-e29b-41d4-a716-446655440000';
const settings = {
  maxBody: 1024 * 1024,
  strict: false,
  noTrim: false,
  token: 'athena-demo-token',
  auth: 'on' as const,
};

let simulator: RecordedSimulator;
/** The number of rule calls. */
let calls: number;

beforeEach(async () => {
  calls = 0;
  settings.strict = false;
  const { contract, platform } = await loadContract(undefined);
  const rules = [...prepareRules(contract, platform)].map(([id, rule]) => {
    const counting: typeof rule = (call) => {
      calls += 1;
      return rule(call);
    };
    return [id, counting] as const;
  });
  simulator = await openRecordedSimulator({ cache: true, rules: new Map(rules), settings });
});

const readTwice = async (
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<[Response, Response]> => [
  await simulator.send('GET', path, undefined, headers),
  await simulator.send('GET', path, undefined, headers),
];

describe('the same read of the same state', () => {
  test.each([ACCOUNT, '/accounts?per_page=2&page=2&search=o'])('is served from the cache: %s', async (path) => {
    const [first, again] = await readTwice(path);
    expect(calls).toBe(1);
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(await first.text());
    const [one, other] = [Object.fromEntries(first.headers), Object.fromEntries(again.headers)];
    expect(other['x-request-id']).not.toBe(one['x-request-id']);
    expect({ ...other, 'x-request-id': '' }).toEqual({ ...one, 'x-request-id': '' });
  });

  test.each([
    ['a trace id', { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }],
    ['a request id', { 'x-request-id': 'one-of-many' }],
    ['a user agent', { 'user-agent': 'browser/1' }],
    ['a cookie that no stage reads', { cookie: 'theme=dark' }],
  ])('is served from the cache with %s', async (_what, headers) => {
    await simulator.send('GET', ACCOUNT);
    const [first, again] = await readTwice(ACCOUNT, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(calls).toBe(1);
  });

  test('is logged, counted and checked like an uncached response', async () => {
    await readTwice(`${ACCOUNT}?with=workspace`);
    const [first, again] = simulator.recorder.log.list(simulator.world);
    const evidence = { ...first?.evidence, cache: 'hit' };
    expect(again).toEqual({ ...first, id: again?.id, number: 2, requestHeaders: first?.requestHeaders, evidence });
    expect(again?.id).not.toBe(first?.id);
    expect(simulator.recorder.checksOf(simulator.world).checked).toBe(2);
    const coverage = simulator.recorder.coverage.list().find(({ plan }) => plan.operation.id === 'retrieveAccount');
    expect(coverage?.requests).toBe(2);
    expect([...(coverage?.fields ?? [])].map(([, { valid }]) => valid)).toEqual([2]);
  });

  test('is cached for conditional requests and for HEAD too', async () => {
    const [first] = await readTwice(ACCOUNT);
    const [known, knownAgain] = await readTwice(ACCOUNT, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([known.status, knownAgain.status]).toEqual([304, 304]);
    const head = await simulator.send('HEAD', ACCOUNT);
    const headAgain = await simulator.send('HEAD', ACCOUNT);
    expect([await head.text(), await headAgain.text()]).toEqual(['', '']);
    expect(headAgain.headers.get('content-length')).toBe(first.headers.get('content-length'));
    expect(calls).toBe(3);
  });
});

describe('a cached response after a write', () => {
  test.each([
    ['of another record', '/workspaces/b72a9188-cf63-4a46-9bff-95ccaa26433e', 'is served again', 0],
    ['of a record that it nests', '/workspaces/550e8400-e29b-41d4-a716-446655440000', 'is built anew', 1],
    ['of the record itself', ACCOUNT, 'is built anew', 1],
  ])('%s (%s) %s', async (_what, path, _result, expected) => {
    await readTwice(ACCOUNT);
    const body = path === ACCOUNT ? { provider_display_name: 'Renamed' } : { name: 'Renamed' };
    expect((await simulator.send('PUT', path, body)).status).toBe(200);
    calls = 0;
    await readTwice(ACCOUNT);
    expect(calls).toBe(expected);
  });
});

describe('the cache is bypassed', () => {
  test('after any write', async () => {
    await readTwice(ACCOUNT);
    await simulator.send('PUT', ACCOUNT, { provider_display_name: 'Renamed' });
    const [after] = await readTwice(ACCOUNT);
    expect(((await after.json()) as { data: { provider_display_name: string } }).data.provider_display_name).toBe(
      'Renamed',
    );
  });

  test('for another caller, and without credentials', async () => {
    await readTwice(ACCOUNT);
    expect((await simulator.send('GET', ACCOUNT, undefined, { authorization: 'Bearer unknown' })).status).toBe(401);
    expect((await simulator.send('GET', ACCOUNT, undefined, { authorization: '' })).status).toBe(401);
  });

  test('while a fault rule is active, and used again once it is removed', async () => {
    await readTwice(ACCOUNT);
    const { id } = await simulator.faults.add({ kind: 'status', status: 503 });
    expect((await simulator.send('GET', ACCOUNT)).status).toBe(503);
    await simulator.faults.remove(id);
    expect((await simulator.send('GET', ACCOUNT)).status).toBe(200);
    expect(calls).toBe(1);
  });

  test('under other settings', async () => {
    const path = `${ACCOUNT}?unheard_of=1`;
    const [cached] = await readTwice(path);
    expect(cached.status).toBe(200);
    settings.strict = true;
    expect((await simulator.send('GET', path)).status).toBe(422);
    settings.strict = false;
    expect((await simulator.send('GET', path)).status).toBe(200);
  });

  test('for a request with another session cookie', async () => {
    await readTwice(ACCOUNT);
    await simulator.send('GET', ACCOUNT, undefined, { cookie: 'athena_session=unknown' });
    expect(calls).toBe(2);
  });

  test('for a request that differs in a header that a stage reads', async () => {
    await readTwice(ACCOUNT);
    const example = await simulator.send('GET', ACCOUNT, undefined, { prefer: 'code=404' });
    expect(example.status).toBe(404);
    expect((await simulator.send('GET', ACCOUNT)).status).toBe(200);
  });
});

test('responses that depend on more than the state, and rejections, are not cached', async () => {
  for (const path of ['/agents/leaderboard', '/accounts/00000000-0000-4000-8000-000000000000']) {
    calls = 0;
    await readTwice(path);
    expect(calls).toBe(2);
  }
});
