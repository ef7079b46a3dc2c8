import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../../src/index.ts';
import { createCaller, type Call } from '../../admin.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (simulator = await createSimulator(options));
afterEach(() => simulator.close());

const inBaseline = (): Call => createCaller(simulator);
const inSandbox = (name: string): Call => createCaller(simulator, name);
const rename = (call: Call, name: string) => call('PUT', ACCOUNT, { provider_display_name: name });
const nameOf = async (call: Call): Promise<unknown> => (await call('GET', ACCOUNT)).body.data.provider_display_name;
const fork = (name: string, body?: unknown) => inBaseline()('POST', `/__admin/sandboxes/${name}/fork`, body);

describe('a sandbox that a request names first', () => {
  test.each([
    ['POST', '/__admin/reset'],
    ['GET', ACCOUNT],
  ])(
    '%s %s begins as the baseline is then, but without its faults, scenario, snapshots and traffic',
    async (...made) => {
      await start();
      const baseline = inBaseline();
      await baseline('POST', '/__admin/scenarios/support-morning/activate');
      await rename(baseline, 'In the baseline');
      await baseline('POST', '/__admin/clock/freeze', { at: '2030-01-01T09:00:00Z' });
      await baseline('POST', '/__admin/replies', { reply: 'Hello.' });
      await baseline('POST', '/__admin/snapshots', { name: 'of the baseline' });
      await baseline('POST', '/__admin/faults', { operation_id: 'listPrompts', kind: 'status', status: 503 });
      const { scheduled } = (await baseline('GET', '/__admin/clock')).body;
      const w1 = inSandbox('w1');
      await w1(...made);
      expect((await w1('GET', '/__admin/requests')).body.total).toBe(made[0] === 'GET' ? 1 : 0);
      expect(await nameOf(w1)).toBe('In the baseline');
      expect((await w1('GET', '/__admin/clock')).body).toMatchObject({ now: '2030-01-01T09:00:00Z', scheduled });
      const { replies } = (await baseline('GET', '/__admin/replies')).body;
      expect((await w1('GET', '/__admin/replies')).body.replies).toEqual(replies);
      expect((await w1('GET', '/__admin/snapshots')).body).toEqual({ snapshots: [] });
      expect((await w1('GET', '/__admin/faults')).body).toEqual({ faults: [] });
      const isActive = async (call: Call): Promise<boolean> =>
        JSON.stringify((await call('GET', '/__admin/scenarios')).body).includes('"active":true');
      expect([await isActive(baseline), await isActive(w1)]).toEqual([true, false]);
      await rename(baseline, 'Later');
      expect(await nameOf(w1)).toBe('In the baseline');
    },
  );
});

describe('a fork of a sandbox', () => {
  test('begins with its state, and both go on apart', async () => {
    await start();
    await rename(inSandbox('w1'), 'Before the fork');
    const { status, body } = await fork('w1', { to: 'w2' });
    const { body: original } = await inBaseline()('GET', '/__admin/sandboxes/w1');
    expect([status, body]).toEqual([201, { ...original, name: 'w2', requests: 0, time: body.time, evicted: null }]);
    await rename(inSandbox('w1'), 'After the fork');
    await rename(inSandbox('w2'), 'In the fork');
    expect(await nameOf(inSandbox('w1'))).toBe('After the fork');
    expect(await nameOf(inSandbox('w2'))).toBe('In the fork');
  });

  test('is reset to the moment of the fork', async () => {
    await start();
    await rename(inSandbox('w1'), 'Before the fork');
    await fork('w1', { to: 'w2' });
    await rename(inSandbox('w2'), 'In the fork');
    await inSandbox('w2')('POST', '/__admin/reset');
    expect(await nameOf(inSandbox('w2'))).toBe('Before the fork');
  });

  test('keeps its time, its sign-ins and its reply rules, but neither faults nor snapshots nor traffic', async () => {
    await start();
    const w1 = inSandbox('w1');
    await w1('POST', '/__admin/clock/freeze', { at: '2030-01-01T09:00:00Z' });
    const credentials = { email: 'john.doe@example.com', password: 'password' };
    const { token } = (await w1('POST', '/api/v1/auth/sign-in', credentials)).body.data;
    await w1('POST', '/__admin/replies', { reply: 'Hello from w1.' });
    await w1('POST', '/__admin/snapshots', { name: 'of w1' });
    await w1('POST', '/__admin/faults', { kind: 'status', status: 503 });
    await fork('w1', { to: 'w2' });
    const w2 = inSandbox('w2');
    expect((await w2('GET', '/__admin/clock')).body).toMatchObject({ now: '2030-01-01T09:00:00Z', frozen: true });
    expect((await w2('GET', '/__admin/replies')).body.replies).toHaveLength(1);
    expect((await w2('GET', '/__admin/snapshots')).body).toEqual({ snapshots: [] });
    expect((await w2('GET', '/__admin/faults')).body).toEqual({ faults: [] });
    expect((await w2('GET', '/__admin/requests')).body.requests).toEqual([]);
    const as = { authorization: `Bearer ${token}@w2` };
    expect((await simulator.fetch('http://h/api/v1/user', { headers: as })).status).toBe(200);
  });

  test('goes on with the scheduled work, by its own clock', async () => {
    await start({ tokenTtl: 30 * 60_000 });
    const w1 = inSandbox('w1');
    const credentials = { email: 'john.doe@example.com', password: 'password' };
    const { token } = (await w1('POST', '/api/v1/auth/sign-in', credentials)).body.data;
    const { scheduled } = (await w1('GET', '/__admin/clock')).body;
    await fork('w1', { to: 'w2' });
    const w2 = inSandbox('w2');
    expect((await w2('GET', '/__admin/clock')).body.scheduled).toBe(scheduled);
    await w2('POST', '/__admin/clock/advance', { duration: 'PT31M' });
    const statusIn = async (name: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token}@${name}` };
      return (await simulator.fetch('http://h/api/v1/user', { headers })).status;
    };
    expect([await statusIn('w1'), await statusIn('w2')]).toEqual([200, 401]);
  });

  test('has the state of the baseline when it is forked by that name', async () => {
    await start();
    await rename(inBaseline(), 'Of the baseline');
    expect((await fork('baseline', { to: 'w2' })).status).toBe(201);
    await rename(inBaseline(), 'Later');
    expect(await nameOf(inSandbox('w2'))).toBe('Of the baseline');
  });

  test('gets a free name, also when it is of a fork', async () => {
    await start();
    await rename(inSandbox('w1'), 'Any');
    const long = `w${'x'.repeat(63)}`;
    await rename(inSandbox(long), 'Any');
    const names = [];
    for (const source of ['w1', 'w1', 'w1-fork-1', 'baseline', long]) names.push((await fork(source)).body.name);
    expect(names).toEqual(['w1-fork-1', 'w1-fork-2', 'w1-fork-3', 'baseline-fork-1', `${long.slice(0, 57)}-fork-1`]);
  });

  test('evicts the least recently used sandbox and says so, but not the one that is forked', async () => {
    await start({ maxSandboxes: 2 });
    await rename(inSandbox('w1'), 'One');
    await rename(inSandbox('w2'), 'Two');
    expect((await fork('w1', { to: 'w3' })).body).toMatchObject({ name: 'w3', evicted: 'w2' });
    expect(await nameOf(inSandbox('w3'))).toBe('One');
    expect((await inBaseline()('GET', '/__admin/sandboxes/w1')).status).toBe(200);
  });

  test('is rejected when its name is taken', async () => {
    await start();
    await rename(inSandbox('w1'), 'One');
    await rename(inSandbox('w2'), 'Two');
    const taken = await fork('w1', { to: 'w2' });
    expect([taken.status, taken.body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect(taken.body.detail).toContain('"w2"');
    expect(await nameOf(inSandbox('w2'))).toBe('Two');
    expect((await fork('w1', { to: 'w1' })).status).toBe(409);
  });

  test.each([
    ['w9', { to: 'w2' }, 404, 'There is no sandbox \\"w9\\"'],
    ['w1', { to: 'baseline' }, 422, 'cannot name a sandbox'],
    ['w1', { to: '../w2' }, 422, ''],
    ['w1', { to: '' }, 422, ''],
    ['w1', { to: 7 }, 422, ''],
    ['w1', { to: 'x'.repeat(65) }, 422, ''],
    ['w1', { name: 'w2' }, 422, 'name'],
    ['w1', [], 422, ''],
  ])('of %s to %j is rejected with %i', async (source, body, status, message) => {
    await start();
    await rename(inSandbox('w1'), 'One');
    const rejected = await fork(source, body);
    expect(rejected.status).toBe(status);
    expect(rejected.text).toContain(message);
    const { sandboxes } = (await inBaseline()('GET', '/__admin/sandboxes')).body;
    expect(sandboxes).toMatchObject([{ name: 'w1' }]);
  });

  test('repeats the same keys and times with a seed', async () => {
    const make = async (): Promise<string> => {
      await start({ seed: 7 });
      await rename(inSandbox('w1'), 'One');
      await fork('w1', { to: 'w2' });
      await inSandbox('w2')('POST', '/api/v1/threads', { name: 'In the fork' });
      const { text } = await inSandbox('w2')('GET', '/__admin/state');
      await simulator.close();
      return text;
    };
    expect(await make()).toBe(await make());
  });
});
