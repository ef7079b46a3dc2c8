import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople, type Person } from './people.ts';

/** Sales Researcher: John's, private, already shared with Jane. Data Analyst: John's, private, not shared. */
const SHARED = '23f14c11-0a4a-4727-bcda-1dd6d0eae8ea';
const JANE = 124;

let simulator: Simulator;
let call: ReturnType<typeof asPeople>;
let agent: string;
beforeEach(async () => {
  simulator = await createSimulator();
  call = asPeople(simulator);
  const { data } = await call('john', 'GET', 'agents?search=Data%20Analyst');
  agent = String((data as readonly JsonObject[])[0]?.['uuid']);
});
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

const share = (body: JsonObject, person: Person = 'john') => call(person, 'POST', `agents/${agent}/share`, body);
const dataOf = (answer: { readonly data: unknown }): JsonObject => answer.data as JsonObject;
const listed = async (person: Person, query = ''): Promise<readonly JsonObject[]> =>
  (await call(person, 'GET', `agents?per_page=100&${query}`)).data as unknown as readonly JsonObject[];
const find = async (person: Person): Promise<JsonObject | undefined> =>
  (await listed(person)).find(({ uuid }) => uuid === agent);

describe('sharing with a user', () => {
  it('creates a link with the permission to view when the request has no body', async () => {
    expect(await call('john', 'POST', `agents/${agent}/share`)).toMatchObject({
      status: 201,
      data: { type: 'link', permission: 'view' },
    });
  });

  it('adds the agent to the list of the recipient, who is not its owner, and marks it as shared', async () => {
    expect(await find('jane')).toBeUndefined();
    const answer = await share({ user_id: JANE, permission: 'run', message: 'Have a look.' });
    expect(answer).toMatchObject({ status: 201, simulated: null });
    expect(answer.data).toMatchObject({
      type: 'user',
      shareable_type: 'agent',
      shareable_uuid: agent,
      permission: 'run',
      message: 'Have a look.',
      email: null,
      expires_at: null,
      accepted_at: null,
      user: { id: JANE },
      shared_by: { id: 123 },
      url: expect.stringMatching(/^http:\/\/localhost\/shared\/agents\/[0-9a-f]{8}$/),
    });
    expect(await find('jane')).toMatchObject({ is_owner: false, is_shared: true });
    expect(await find('john')).toMatchObject({ is_owner: true, is_shared: true });
    expect(await find('amir')).toBeUndefined();
    expect((await listed('john', 'is_shared=true')).map(({ uuid }) => uuid)).toContain(agent);
  });

  it('shows a share to its creator and its recipient only', async () => {
    await share({ user_id: JANE });
    await share({ user_id: 125 });
    const seenBy = async (person: Person): Promise<unknown> =>
      (dataOf(await call(person, 'GET', `agents/${agent}?with=shares`))['shares'] as readonly JsonObject[]).map(
        ({ user }) => (user as JsonObject)['id'],
      );
    expect(await seenBy('john')).toEqual([JANE, 125]);
    expect(await seenBy('jane')).toEqual([JANE]);
  });

  it('grants the permission to view by default', async () => {
    expect(dataOf(await share({ user_id: JANE }))['permission']).toBe('view');
  });

  it('records when the recipient first opened the agent', async () => {
    await share({ user_id: JANE });
    const acceptedAt = async (): Promise<unknown> =>
      (dataOf(await call('john', 'GET', `agents/${agent}?with=shares`))['shares'] as readonly JsonObject[])[0]?.[
        'accepted_at'
      ];
    expect(await acceptedAt()).toBeNull();
    await call('jane', 'GET', `agents/${agent}`);
    const first = await acceptedAt();
    expect(first).toMatch(/^2025-06-30T12:/);
    await share({ email: 'later@example.com' });
    await call('jane', 'GET', `agents/${agent}`);
    expect(await acceptedAt()).toBe(first);
  });

  it('records nothing when the recipient asks for something that does not exist', async () => {
    await share({ user_id: JANE });
    const missing = '00000000-0000-4000-8000-000000000000';
    expect(await call('jane', 'GET', `workflows/${missing}`)).toMatchObject({ status: 404 });
    const [shown] = dataOf(await call('john', 'GET', `agents/${agent}?with=shares`))['shares'] as readonly JsonObject[];
    expect(shown?.['accepted_at']).toBeNull();
  });

  it('changes the existing share when the agent is shared again', async () => {
    const first = dataOf(await share({ user_id: JANE, permission: 'run', message: 'One' }));
    const second = dataOf(await share({ user_id: JANE, permission: 'edit' }));
    expect(second).toMatchObject({ uuid: first['uuid'], url: first['url'], permission: 'edit', message: 'One' });
    expect(dataOf(await call('john', 'GET', `agents/${agent}?with_count=shares`))['shares_count']).toBe(1);
  });

  it('ends with the permission "none", which removes the agent from the list of the recipient', async () => {
    await share({ user_id: JANE });
    expect(await share({ user_id: JANE, permission: 'none' })).toMatchObject({ status: 204, body: {} });
    expect(await find('jane')).toBeUndefined();
    expect((await call('jane', 'GET', `agents/${agent}`)).status).toBe(404);
    expect(await find('john')).toMatchObject({ is_shared: false });
    expect((await share({ user_id: JANE, permission: 'none' })).status).toBe(204);
  });

  it('ends when it expires', async () => {
    const soon = new Date(Date.parse('2025-06-30T12:00:05Z')).toISOString().replace('.000', '');
    await share({ user_id: JANE, expires_at: soon });
    expect(await find('jane')).toBeDefined();
    for (let second = 0; second < 5; second += 1)
      await call('john', 'PUT', `agents/${agent}`, { description: `at ${second}` });
    expect(await find('jane')).toBeUndefined();
    expect(await find('john')).toMatchObject({ is_shared: false });
  });

  it('continues when its expiry is removed', async () => {
    await share({ user_id: JANE, expires_at: '2025-06-30T12:00:05Z' });
    expect(dataOf(await share({ user_id: JANE, expires_at: null }))['expires_at']).toBeNull();
    for (let second = 0; second < 6; second += 1)
      await call('john', 'PUT', `agents/${agent}`, { description: `at ${second}` });
    expect(await find('jane')).toBeDefined();
  });

  it('is deleted together with the shared agent', async () => {
    await call('john', 'DELETE', `agents/${SHARED}`);
    expect((await call('jane', 'GET', `agents/${SHARED}`)).status).toBe(404);
  });
});

describe('sharing with others', () => {
  it('is with the user who signs in with the given address', async () => {
    expect(await share({ email: 'Jane.Smith@example.com' })).toMatchObject({
      status: 201,
      data: { type: 'user', email: null, user: { id: JANE } },
    });
    expect(await find('jane')).toBeDefined();
  });

  it('invites any other address', async () => {
    const [one, two] = [
      await share({ email: 'leads@example.com' }),
      await share({ email: 'LEADS@example.com', permission: 'run' }),
    ];
    expect(one).toMatchObject({ status: 201, data: { type: 'email', email: 'leads@example.com', user: null } });
    expect(dataOf(two)['uuid']).toBe(dataOf(one)['uuid']);
  });

  it('creates one link when no recipient is named', async () => {
    const [one, two] = [await share({}), await share({ user_id: null, email: null, permission: 'run' })];
    expect(one).toMatchObject({ status: 201, data: { type: 'link', email: null, user: null, permission: 'view' } });
    expect(two.data).toMatchObject({ uuid: dataOf(one)['uuid'] ?? '', permission: 'run' });
    expect(await find('jane')).toBeUndefined();
  });

  it('uses the user when both a user and an address are sent', async () => {
    expect(await share({ user_id: JANE, email: 'amir.haddad@example.com' })).toMatchObject({
      data: { user: { id: JANE } },
    });
  });
});

describe('an invalid share is rejected', () => {
  it.each([
    [{ user_id: 123 }, { user_id: ['The user id field must name another user.'] }],
    [{ email: 'john.doe@example.com' }, { email: ['The email field must name another user.'] }],
    [{ user_id: 999 }, { user_id: ['The selected user id is invalid.'] }],
    [{ user_id: JANE, permission: 'own' }, { permission: ['The selected permission is invalid.'] }],
    [
      { user_id: JANE, expires_at: '2025-06-30T12:00:00Z' },
      { expires_at: ['The expires at field must be a date after now.'] },
    ],
    [
      { user_id: 999, expires_at: '2020-01-01T00:00:00Z' },
      { user_id: ['The selected user id is invalid.'], expires_at: ['The expires at field must be a date after now.'] },
    ],
  ])('%j', async (body, errors) => {
    const answer = await share(body);
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toEqual(errors);
    expect(await find('john')).toMatchObject({ is_shared: false });
  });
});

it('workflows are shared in the same way', async () => {
  const { data } = await call('john', 'GET', 'workflows?search=Ticket%20Routing');
  const path = `workflows/${String((data as readonly JsonObject[])[0]?.['uuid'])}`;
  expect((await call('jane', 'GET', path)).status).toBe(404);
  const shared = await call('john', 'POST', `${path}/share`, { user_id: JANE, permission: 'edit' });
  expect(shared).toMatchObject({ status: 201, data: { shareable_type: 'workflow', user: { id: JANE } } });
  expect(dataOf(await call('jane', 'PUT', path, { description: 'Mine, too.' }))).toMatchObject({
    description: 'Mine, too.',
    is_owner: false,
  });
});
