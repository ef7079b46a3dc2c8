import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../../src/index.ts';
import { createCaller } from '../../admin.ts';

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (simulator = await createSimulator(options));
afterEach(() => simulator.close());

const issue = (body: unknown, sandbox?: string) => createCaller(simulator, sandbox)('POST', '/__admin/tokens', body);
const userOf = async (token: string, sandbox = '') => {
  const headers = { authorization: `Bearer ${token}${sandbox}` };
  const response = await simulator.fetch('http://h/api/v1/user', { headers });
  return { status: response.status, body: await response.json() };
};

describe('a token that the control plane issues', () => {
  test.each([
    ['jane@example.com', 'Did you mean jane.smith@example.com?'],
    ['Jane', 'Did you mean jane.smith@example.com?'],
    ['joh.doe@exmaple.com', 'Did you mean john.doe@example.com?'],
  ])('is not issued for %s: the 404 names the nearest user', async (user, nearest) => {
    await start();
    const { status, body } = await issue({ user });
    expect([status, body.detail]).toEqual([404, expect.stringContaining(nearest)]);
  });

  test('for a name like no user, suggests none', async () => {
    await start();
    expect((await issue({ user: 'zoe@example.com' })).body.detail).not.toContain('Did you mean');
  });

  test('is valid in sandboxes that are made afterwards, and not in those before', async () => {
    await start();
    await simulator.sandbox('before').reset();
    const { body } = await issue({ user: 123 });
    expect((await userOf(body.token, '@after')).status).toBe(200);
    expect((await userOf(body.token, '@before')).status).toBe(401);
  });

  test.each([['john.doe@example.com'], ['JOHN.DOE@EXAMPLE.COM'], [123], ['123'], ['multiplai_abc123def456']])(
    'is of the user %j',
    async (user) => {
      await start();
      const { status, body } = await issue({ user });
      expect([status, body.user, body.expires_at]).toEqual([
        201,
        { id: 123, name: 'John Doe', email: 'john.doe@example.com' },
        null,
      ]);
      expect((await userOf(body.token)).body).toMatchObject({ data: { id: 123 } });
    },
  );

  test('lets a test act as another user', async () => {
    await start();
    const { users } = simulator.state().collections;
    const other = users?.find(({ id }) => id !== 123);
    const { body } = await issue({ user: other?.['email'] });
    expect((await userOf(body.token)).body).toMatchObject({ data: { id: other?.['id'] } });
  });

  test('ends as one of a sign-in does', async () => {
    await start({ tokenTtl: 60_000 });
    await simulator.clock.freeze('2030-01-01T09:00:00Z');
    const { body } = await issue({ user: 123 });
    expect(body.expires_at).toBe('2030-01-01T09:01:00Z');
    expect((await userOf(body.token)).status).toBe(200);
    await simulator.clock.advance('PT1M');
    expect((await userOf(body.token)).status).toBe(401);
    await simulator.clock.advance('P2D');
    const left = simulator.state().collections['personal_access_tokens'] ?? [];
    expect(left.map(({ id }) => String(id))).not.toContain(body.token.split('|')[0]);
  });

  test('is issued by a method in tests', async () => {
    await start();
    const { token, user, expiresAt } = await simulator.sandbox('w1').token(123);
    expect([user.id, expiresAt]).toEqual([123, null]);
    expect((await userOf(token, '@w1')).status).toBe(200);
    await expect(simulator.token('unknown')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  test('is valid in its own world alone', async () => {
    await start();
    const { body } = await issue({ user: 123 }, 'w1');
    expect((await userOf(body.token, '@w1')).status).toBe(200);
    expect((await userOf(body.token)).status).toBe(401);
  });

  test('is the same with the same seed', async () => {
    await start({ seed: 5 });
    const first = (await issue({ user: 123 })).text;
    await simulator.close();
    await start({ seed: 5 });
    expect((await issue({ user: 123 })).text).toBe(first);
  });

  test('is neither logged, nor recorded, nor stored', async () => {
    const lines: string[] = [];
    const write = (fields: object, message: string): void => void lines.push(JSON.stringify({ ...fields, message }));
    await start({ logger: { info: write, warn: write, error: write } });
    const { token } = (await issue({ user: 123 })).body;
    const [, secret = ''] = String(token).split('|');
    const call = createCaller(simulator);
    const shown = [(await call('GET', '/__admin/requests')).text, (await call('GET', '/__admin/state')).text];
    expect([...lines, ...shown, JSON.stringify(simulator.state())].join('\n')).not.toContain(secret);
  });

  test.each([
    [{ user: 'unknown@example.com' }, 404, 'unknown@example.com'],
    [{ user: 99_999 }, 404, '99999'],
    [{ user: 'undefined' }, 404, 'undefined'],
    [{ user: '__proto__' }, 404, '__proto__'],
    [{ user: '' }, 422, 'user'],
    [{ user: 1.5 }, 422, 'user'],
    [{ user: null }, 422, 'user'],
    [{ user: 'x'.repeat(321) }, 422, 'user'],
    [{}, 422, 'user'],
    [{ user: 123, ttl: 1 }, 422, 'ttl'],
  ])('is refused for %j with %i', async (body, status, message) => {
    await start();
    const refused = await issue(body);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(message);
  });

  test('is refused where the contract has no users', async () => {
    await start({ spec: 'test/contracts/shop/openapi.yaml' });
    const refused = await issue({ user: 'ann@example.com' });
    expect([refused.status, refused.body.code]).toEqual([409, 'STATE_CONFLICT']);
  });

  test('needs the token of the control plane', async () => {
    await start({ adminToken: 'secret-admin-token' });
    const { status, text } = await issue({ user: 123 });
    expect(status).toBe(401);
    expect(text).not.toContain('|');
  });
});
