import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../../src/index.ts';
import { createCaller, PLACES, type Call } from '../../admin.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator();
});
afterEach(() => simulator.close());

const WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';

describe.each(PLACES)('the state of %s', (_place, sandbox) => {
  let call: Call;
  beforeEach(() => {
    call = createCaller(simulator, sandbox);
  });

  test('comes back as it was sent, secrets and all', async () => {
    await call('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    const before = await call('GET', '/__admin/state');
    expect(before.text).not.toMatch(/5e884898da28047151d0e56f8dc62927/);
    expect(before.body.collections.users[0].password_hash).toBe('[redacted]');
    const put = await call('PUT', '/__admin/state', before.text);
    expect([put.status, put.text]).toEqual([200, before.text]);
    const again = await call('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    expect(again.status).toBe(200);
  });

  test('is replaced whole, or not at all', async () => {
    const { body: state } = await call('GET', '/__admin/state');
    const { users, workspaces } = state.collections;
    const dangling = { collections: { ...state.collections, users: users.slice(1) } };
    const refused = await call('PUT', '/__admin/state', dangling);
    expect([refused.status, refused.body.code]).toEqual([422, 'VALIDATION_FAILED']);
    expect(refused.body.errors[0]).toEqual({
      pointer: expect.stringContaining('/collections/'),
      message: expect.any(String),
      remedy: expect.any(String),
    });
    expect((await call('GET', '/__admin/state')).body).toEqual(state);

    const wrong = { ...state.collections, workspaces: [{ ...workspaces[0], name: 7 }], strangers: [], workspcaes: [] };
    const faults = (await call('PUT', '/__admin/state', { collections: wrong })).body.errors.map(
      ({ message, remedy }: { message: string; remedy: string }) => `${message} ${remedy}`,
    );
    expect(faults).toContain('There is no collection "workspcaes". Did you mean workspaces?');
    const twice = await call('PUT', '/__admin/state', {
      collections: { ...state.collections, users: [...users, users[0]] },
    });
    expect(twice.body.errors[0].message).toContain('holds 123 twice');

    const fewer = { collections: { ...state.collections, messages: [] } };
    expect((await call('PUT', '/__admin/state', fewer)).status).toBe(200);
    expect((await call('GET', '/__admin/state/messages')).body.records).toEqual([]);
  });

  test('is counted by collection, and read in pages', async () => {
    const { collections } = (await call('GET', '/__admin/state')).body;
    const listed = (await call('GET', '/__admin/collections')).body.collections;
    const counts = Object.entries(collections as Record<string, unknown[]>).map(([name, { length }]) => [name, length]);
    expect(listed.map(({ name, records }: { name: string; records: number }) => [name, records])).toEqual(counts);
    expect(listed).toContainEqual({ name: 'users', key: 'id', records: collections.users.length });

    const { length } = collections.messages;
    const limit = Math.ceil(length / 2);
    const first = (await call('GET', `/__admin/state/messages?limit=${limit}`)).body;
    const second = (await call('GET', `/__admin/state/messages?limit=${limit}&after=${first.next}`)).body;
    expect([first.next, second.next]).toEqual([limit, null]);
    expect([...first.records, ...second.records]).toEqual(collections.messages);
    expect((await call('GET', `/__admin/state/messages?limit=1&after=${length}`)).body).toEqual({
      key: 'uuid',
      records: [],
      next: null,
    });
    expect((await call('GET', '/__admin/state/messages?limit=0')).status).toBe(422);
  });

  test('is read and changed by collection', async () => {
    const { key, records } = (await call('GET', '/__admin/state/workspaces')).body;
    expect(key).toBe('uuid');
    const second = { ...records[0], uuid: '11111111-1111-4111-8111-111111111111', name: 'Second' };
    const added = await call('PATCH', '/__admin/state/workspaces', {
      records: [second, { uuid: WORKSPACE, name: 'First' }],
    });
    expect(added.status).toBe(200);
    expect(added.body.records).toHaveLength(records.length + 1);
    expect(added.body.records[0]).toEqual({ ...records[0], name: 'First' });
    expect((await call('GET', '/api/v1/workspaces')).text).toContain('"name":"Second"');
    const put = await call('PUT', '/__admin/state/workspaces', { records });
    expect([put.status, put.body.records]).toEqual([200, records]);
    const twice = await call('PUT', '/__admin/state/workspaces', { records: [...records, records[0]] });
    expect([twice.status, twice.body.errors]).toEqual([
      422,
      [
        {
          pointer: `/records/${records.length}/uuid`,
          message: 'Another record of workspaces has the same uuid.',
          remedy: 'Give each record a uuid of its own.',
        },
      ],
    ]);
    const keyless = await call('PUT', '/__admin/state/workspaces', { records: [{ name: 'A' }, { name: 'B' }] });
    expect([keyless.status, keyless.body.errors[0].message]).toEqual([
      422,
      'A record of workspaces needs a string or a number as its uuid.',
    ]);
    const emptied = await call('PUT', '/__admin/state/workspaces', { records: [] });
    expect([emptied.status, (await call('GET', '/__admin/state/workspaces')).body.records]).toEqual([422, records]);
  });

  test('is read and changed by record', async () => {
    const path = `/__admin/state/workspaces/${WORKSPACE}`;
    const before = (await call('GET', path)).body;
    expect((await call('PATCH', path, { name: 'Renamed' })).body).toEqual({ ...before, name: 'Renamed' });
    expect((await call('PUT', path, before)).body).toEqual(before);
    const user = (await call('PATCH', '/__admin/state/users/123', { name: 'Jo' })).body;
    expect(user).toMatchObject({ id: 123, name: 'Jo', password_hash: '[redacted]' });
    expect((await call('GET', '/api/v1/user')).body.data.name).toBe('Jo');
    expect((await call('DELETE', '/__admin/state/users/123')).status).toBe(422);
    const other = '22222222-2222-4222-8222-222222222222';
    expect((await call('PUT', `/__admin/state/workspaces/${other}`, { ...before, uuid: other })).status).toBe(200);
    expect((await call('DELETE', `/__admin/state/workspaces/${other}`)).status).toBe(204);
    expect((await call('GET', `/__admin/state/workspaces/${other}`)).status).toBe(404);
  });

  test('goes back to what it began with, never to nothing', async () => {
    const before = await call('GET', '/__admin/state');
    await call('PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { name: 'Renamed' });
    await call('PUT', '/__admin/state/messages', { records: [] });
    await call('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    await call('POST', '/__admin/clock/freeze', { at: '2031-01-01T00:00:00Z' });
    expect((await call('GET', '/__admin/state')).text).not.toBe(before.text);
    expect((await call('POST', '/__admin/reset')).status).toBe(204);
    expect((await call('GET', '/__admin/state')).text).toBe(before.text);
    expect(before.body.collections.users.length).toBeGreaterThan(0);
  });
});

describe.each(PLACES)('a wrong change of the state of %s', (_place, sandbox) => {
  let unchanged: Simulator;
  let call: Call;
  let before: string;
  beforeAll(async () => {
    unchanged = await createSimulator();
    call = createCaller(unchanged, sandbox);
    before = (await call('GET', '/__admin/state')).text;
  });
  afterAll(() => unchanged.close());

  test.each([
    ['PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { name: 7 }, 422],
    ['PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { colour: 'red' }, 422],
    ['PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { uuid: 'other' }, 422],
    ['PATCH', `/__admin/state/workspaces/none`, { name: 'x' }, 404],
    ['GET', '/__admin/state/nothing', undefined, 404],
    ['GET', '/__admin/state/__proto__', undefined, 404],
    ['GET', '/__admin/state/..%2f..%2fetc%2fpasswd', undefined, 404],
    ['GET', '/__admin/state/users/..%2f..%2fetc', undefined, 404],
    ['PUT', '/__admin/state', '{"collections": {"__proto__": []}}', 400],
    ['PUT', '/__admin/state', '{"collections"', 400],
    ['PUT', '/__admin/state', { collection: {} }, 422],
    ['PUT', '/__admin/state', { collections: { users: {} } }, 422],
    ['PATCH', '/__admin/state/users', { records: [{ name: 'x' }] }, 422],
    ['PUT', '/__admin/state/users/9000', { id: 9000, password_hash: '[redacted]' }, 422],
  ])('%s %s %j is refused, and nothing changes', async (method, path, body, status) => {
    const refused = await call(method, path, body);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(refused.body.detail).toMatch(/./);
    expect((await call('GET', '/__admin/state')).text).toBe(before);
  });
});

test('what happens in a sandbox leaves no trace in the baseline', async () => {
  const [baseline, sandbox] = [createCaller(simulator), createCaller(simulator, 'w1')];
  const before = (await baseline('GET', '/__admin/state')).text;
  await sandbox('PUT', '/__admin/state/messages', { records: [] });
  await sandbox('POST', '/__admin/clock/advance', { duration: 'P1D' });
  await sandbox('POST', '/__admin/reset');
  expect((await baseline('GET', '/__admin/state')).text).toBe(before);
});

test('a sandbox goes back to what the baseline was when it was made', async () => {
  const [baseline, sandbox] = [createCaller(simulator), createCaller(simulator, 'w1')];
  await baseline('PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { name: 'Prepared' });
  await sandbox('PATCH', `/__admin/state/workspaces/${WORKSPACE}`, { name: 'Changed' });
  await sandbox('POST', '/__admin/reset');
  expect((await sandbox('GET', `/__admin/state/workspaces/${WORKSPACE}`)).body.name).toBe('Prepared');
});
