import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';

const JOHN = { email: 'john.doe@example.com', password: 'password' };
const BEARER = { authorization: 'Bearer athena-demo-token' };

let simulator: Simulator;
beforeEach(async () => {
  await restart({});
  return () => simulator.close();
});

async function restart(options: SimulatorOptions) {
  simulator = await createSimulator(options);
}

const api = () => request(simulator.app);
const whoAmI = async (headers: Record<string, string>) => {
  const { status, body } = await api().get('/api/v1/user').set(headers);
  return status === 200 ? (body.data.name as string) : status;
};
const signIn = async (credentials: object = JOHN) => {
  const { body, headers } = await api().post('/api/v1/auth/sign-in').send(credentials).expect(200);
  const cookie = String(headers['set-cookie']);
  return {
    token: body.data.token as string,
    cookie: cookie.split(';', 1)[0] ?? '',
    setCookie: cookie,
    user: body.data.user as { name: string },
  };
};

describe('Sign In', () => {
  it('returns a new token in the format of Sanctum, and an HttpOnly session cookie', async () => {
    const { token, cookie, setCookie, user } = await signIn();
    expect(token).toMatch(/^\d+\|[A-Za-z0-9]{40}[0-9a-f]{8}$/);
    expect(setCookie).toMatch(/^athena_session=[0-9a-f]{40}; .*HttpOnly.*SameSite=Lax/i);
    expect(user.name).toBe('John Doe');
    expect(await whoAmI({ authorization: `Bearer ${token}` })).toBe('John Doe');
    expect(await whoAmI({ authorization: `Bearer ${token.split('|')[1]}` })).toBe('John Doe');
    expect(await whoAmI({ cookie })).toBe('John Doe');
    expect((await signIn()).token).not.toBe(token);
  });

  it.each([
    [{ ...JOHN, password: 'wrong' }, 'These credentials do not match our records.'],
    [{ ...JOHN, email: 'unknown@example.com' }, 'These credentials do not match our records.'],
    [{ ...JOHN, email: 'not an address' }, 'The email field must be a valid email address.'],
    [{ password: 'password' }, 'The email field is required.'],
  ])('rejects %j', async (body, message) => {
    const answer = await api().post('/api/v1/auth/sign-in').send(body).expect(422);
    expect(answer.body).toEqual({ message, errors: { email: [message] } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('Logout', () => {
  it('revokes only the token that was used', async () => {
    const [first, second] = [await signIn(), await signIn()];
    await api().post('/api/v1/auth/logout').set('authorization', `Bearer ${first.token}`).expect(204);
    expect(await whoAmI({ authorization: `Bearer ${first.token}` })).toBe(401);
    expect(await whoAmI({ authorization: `Bearer ${second.token}` })).toBe('John Doe');
  });

  it('ends the session that was used, and deletes its cookie', async () => {
    const { cookie, token } = await signIn();
    const { headers } = await api().post('/api/v1/auth/logout').set({ cookie }).expect(204);
    expect(String(headers['set-cookie'])).toMatch(/^athena_session=; Max-Age=0/);
    expect(await whoAmI({ cookie })).toBe(401);
    expect(await whoAmI({ authorization: `Bearer ${token}` })).toBe('John Doe');
  });

  it('does not revoke the fixed token', async () => {
    await api().post('/api/v1/auth/logout').set(BEARER).expect(204);
    expect(await whoAmI(BEARER)).toBe('John Doe');
  });
});

describe('the cascade', () => {
  it('tries the session, then the Multiplai token, then the bearer token', async () => {
    const { cookie } = await signIn();
    const jane = { 'x-multiplai-authorization': 'multiplai-jane-token' };
    expect(await whoAmI({ ...jane, ...BEARER })).toBe('Jane Smith');
    expect(await whoAmI({ cookie, ...jane, ...BEARER })).toBe('John Doe');
    expect(await whoAmI({ 'x-multiplai-authorization': 'Bearer multiplai-jane-token' })).toBe('Jane Smith');
  });

  it('falls through a step that fails', async () => {
    expect(await whoAmI({ cookie: 'athena_session=gone', 'x-multiplai-authorization': 'wrong', ...BEARER })).toBe(
      'John Doe',
    );
    expect(await whoAmI({ cookie: 'athena_session=gone', 'x-multiplai-authorization': 'multiplai-jane-token' })).toBe(
      'Jane Smith',
    );
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer  ',
    'bearer x y',
    'Basic athena-demo-token',
    'athena-demo-token',
    'Bearer 1|',
    'Bearer 1|wrong',
    `Bearer 999999999999999999|${'a'.repeat(48)}`,
    'Bearer athena-demo-token2',
    'Bearer \u00e9',
  ])('rejects the header %j', async (authorization) => {
    expect(await whoAmI({ authorization })).toBe(401);
  });

  it('accepts only the Multiplai token for its own operation', async () => {
    const path = '/api/v1/user/multiplai';
    await api().get(path).set(BEARER).expect(401);
    const { body } = await api().get(path).set('x-multiplai-authorization', 'multiplai-demo-token').expect(200);
    expect(body.data).toMatchObject({ id: 123, name: 'John Doe' });
  });
});

describe('the options', () => {
  it('change the fixed token', async () => {
    await simulator.close();
    await restart({ token: 'another' });
    expect(await whoAmI(BEARER)).toBe(401);
    expect(await whoAmI({ authorization: 'Bearer another' })).toBe('John Doe');
  });

  it('turn authentication off and act as John', async () => {
    await simulator.close();
    await restart({ auth: 'off' });
    expect(await whoAmI({})).toBe('John Doe');
    expect(await whoAmI({ authorization: 'Bearer wrong' })).toBe('John Doe');
  });
});

describe('the lists of two users', () => {
  it('contain their own and shared records, and differ in ownership', async () => {
    const names = async (headers: Record<string, string>, path: string) => {
      const { body } = await api().get(`${path}?per_page=100`).set(headers).expect(200);
      return new Map<string, boolean>(
        body.data.map((item: { uuid: string; is_owner: boolean }) => [item.uuid, item.is_owner]),
      );
    };
    const jane = { 'x-multiplai-authorization': 'multiplai-jane-token' };
    const [johns, janes] = [await names(BEARER, '/api/v1/agents'), await names(jane, '/api/v1/agents')];
    const both = [...johns.keys()].filter((uuid) => janes.has(uuid));
    expect(both.length).toBeGreaterThan(0);
    for (const uuid of both) expect([johns.get(uuid), janes.get(uuid)]).not.toEqual([true, true]);
    expect([...johns.keys()].some((uuid) => !janes.has(uuid))).toBe(true);
    expect([...janes.keys()].some((uuid) => !johns.has(uuid))).toBe(true);
    const workspaces = [await names(BEARER, '/api/v1/workspaces'), await names(jane, '/api/v1/workspaces')];
    for (const list of workspaces) expect([...list.values()].every(Boolean)).toBe(true);
  });
});
