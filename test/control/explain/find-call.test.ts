import { describe, expect, it } from 'vitest';
import { signIn, useSimulator } from '../admin.ts';

const UUID = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = `/api/v1/accounts/${UUID}`;
const DEMO = 'athena-demo-token';

const shared = useSimulator();

interface Sent {
  readonly body?: unknown;
  /** A token; none when it is null. */
  readonly token?: string | null;
  readonly sandbox?: string;
}

/** Sends a request, and returns its status and the nearest valid call of its explanation. */
async function findCall(
  method: string,
  path: string,
  { body, token = DEMO, sandbox }: Sent = {},
): Promise<[status: number, call: string | null]> {
  const world = sandbox === undefined ? shared.simulator : shared.simulator.sandbox(sandbox);
  const response = await world.fetch(`http://localhost${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const { call } = await world.explain(String(response.headers.get('x-request-id')));
  return [response.status, call?.replace('npx athena-simulator call ', '') ?? null];
}

describe('the nearest valid call', () => {
  it('has the operation of the nearest path, with the key that was sent', async () => {
    expect(await findCall('GET', '/api/v1/acounts')).toEqual([404, 'listAccounts']);
    const other = '550e8400-e29b-41d4-a716-446655440001';
    expect(await findCall('GET', `/api/v1/acounts/${other}`)).toEqual([404, `retrieveAccount account_uuid=${other}`]);
  });

  it('has an operation of the path for a method that it lacks: one with a body for a request with a body', async () => {
    expect(await findCall('PATCH', ACCOUNT)).toEqual([405, `retrieveAccount account_uuid=${UUID}`]);
    expect(await findCall('PUT', '/api/v1/threads', { body: { name: 'Plans' } })).toEqual([
      405,
      "createThread 'name=A quick question'",
    ]);
  });

  it('has the example of the contract for an invalid body, and the sandbox', async () => {
    const [status, call] = await findCall('POST', '/api/v1/threads', { body: {}, sandbox: 'o2' });
    expect(status).toBe(422);
    expect(call).toMatch(/^createThread 'name=[^']+' --sandbox o2$/);
    const [malformed, same] = await findCall('POST', '/api/v1/threads', { body: '{' });
    expect([malformed, `${same} --sandbox o2`]).toEqual([400, call]);
  });

  it('leaves out what is invalid in the query, and keeps the rest', async () => {
    const [status, call] = await findCall('GET', '/api/v1/accounts?per_page=many&page=1');
    expect([status, call]).toEqual([422, 'listAccounts page=1']);
  });

  it('has the nearest of the values that are allowed', async () => {
    expect(await findCall('GET', '/api/v1/agents?sort_by=nam&page=1')).toEqual([422, 'listAgents page=1 sort_by=name']);
    expect(await findCall('GET', '/api/v1/agents?with_count=memories,thread')).toEqual([
      422,
      'listAgents with_count=memories,threads',
    ]);
    expect(await findCall('GET', '/api/v1/agents?sort_by=unlike-any')).toEqual([422, 'listAgents']);
    const body = { name: 'Mine', visibility: 'privat' };
    expect(await findCall('POST', '/api/v1/agents', { body })).toEqual([
      422,
      'createAgent name=Mine visibility=private',
    ]);
  });

  it('has no user for a 401: the command has a token of its own', async () => {
    const wanted = [401, `retrieveAccount account_uuid=${UUID}`];
    expect(await findCall('GET', ACCOUNT, { token: null })).toEqual(wanted);
    expect(await findCall('GET', ACCOUNT, { token: 'stranger' })).toEqual(wanted);
  });

  it('has a user whom the access rules allow, for a 403 and for a hidden record', async () => {
    const token = await signIn(shared.call, 'jane.smith@example.com');
    const { call } = shared;
    const { body } = await call('POST', '/api/v1/agents', { name: 'Shared', visibility: 'public' });
    const { uuid } = body.data;
    expect(await findCall('DELETE', `/api/v1/agents/${uuid}`, { token })).toEqual([
      403,
      `deleteAgent agent_uuid=${uuid} --as 123`,
    ]);
    expect(await findCall('PUT', `/api/v1/agents/${uuid}`, { token, body: { name: 'Mine' } })).toEqual([
      403,
      `updateAgent agent_uuid=${uuid} name=Mine --as 123`,
    ]);
    const thread = (await call('GET', '/api/v1/threads')).body.data[0].uuid;
    expect(await findCall('GET', `/api/v1/threads/${thread}`, { token })).toEqual([
      404,
      `retrieveThread thread_uuid=${thread} --as 123`,
    ]);
  });

  it('keeps the user who sent an invalid request', async () => {
    const token = await signIn(shared.call, 'jane.smith@example.com');
    const [status, call] = await findCall('POST', '/api/v1/threads', { body: { name: 7 }, token });
    expect(status).toBe(422);
    expect(call).toMatch(/^createThread 'name=[^']+' --as 124$/);
  });

  it('keeps the fields that are valid, and has those of an example in place of the others', async () => {
    const body = { name: 7, is_pinned: true };
    const [status, call] = await findCall('POST', '/api/v1/threads', { body });
    expect([status, call]).toEqual([422, "createThread 'name=A quick question' is_pinned=true"]);
  });

  it('has the record of an example for a key without one, while the world has it', async () => {
    const absent = '/api/v1/accounts/00000000-0000-4000-8000-000000000000';
    const wanted = `retrieveAccount account_uuid=${UUID} --sandbox o3`;
    expect(await findCall('GET', absent, { sandbox: 'o3' })).toEqual([404, wanted]);
    expect(await findCall('GET', '/api/v1/accounts/1', { sandbox: 'o3' })).toEqual([404, wanted]);
    await shared.at('o3')('DELETE', `/__admin/state/accounts/${UUID}`);
    expect(await findCall('GET', absent, { sandbox: 'o3' })).toEqual([404, null]);
    expect(await findCall('GET', ACCOUNT, { sandbox: 'o3' })).toEqual([404, null]);
  });

  it('has the values of an example for what the state rejects', async () => {
    const body = { email: 'a@example.com', password: 'hidden-9' };
    expect(await findCall('POST', '/api/v1/auth/sign-in', { body })).toEqual([
      422,
      'signIn email=john.doe@example.com password=password',
    ]);
    const unknown = { name: 'Mine', workspace_uuid: '00000000-0000-4000-8000-000000000000' };
    const [status, call] = await findCall('POST', '/api/v1/threads', { body: unknown });
    expect([status, call]).toEqual([422, expect.stringMatching(/^createThread name=Mine/)]);
    expect(call).not.toContain(unknown.workspace_uuid);
  });

  it('keeps a parameter that is sent several times', async () => {
    const query = 'user_multiplai_ids[]=a&user_multiplai_ids[]=b&per_page=many';
    expect(await findCall('GET', `/api/v1/workflows?${query}`)).toEqual([
      422,
      "listWorkflows 'user_multiplai_ids[]=a' 'user_multiplai_ids[]=b'",
    ]);
  });

  it('has its parts alone with a body that is too long for a line', async () => {
    const description = 'x'.repeat(3000);
    const response = await shared.simulator.fetch('http://localhost/api/v1/agents', {
      method: 'POST',
      headers: { authorization: `Bearer ${DEMO}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 7, description, visibility: 'public' }),
    });
    const { call, nearestCall } = await shared.simulator.explain(String(response.headers.get('x-request-id')));
    expect(nearestCall).toEqual({
      operationId: 'createAgent',
      parameters: {},
      body: { name: expect.any(String) as string, description, visibility: 'public' },
    });
    expect(call).toBeNull();
  });

  it('is none for a success, and for a conflict', async () => {
    expect(await findCall('GET', ACCOUNT)).toEqual([200, null]);
    const { body } = await shared.at('o4')('GET', '/api/v1/workspaces');
    for (const { uuid } of body.data.slice(1)) await shared.at('o4')('DELETE', `/api/v1/workspaces/${uuid}`);
    const last = await findCall('DELETE', `/api/v1/workspaces/${body.data[0].uuid}`, { sandbox: 'o4' });
    expect(last).toEqual([409, null]);
  });

  it('has no secret of the request', async () => {
    const body = { email: 'john.doe@example.com', password: 'hidden-9' };
    const [status, call] = await findCall('PUT', '/api/v1/auth/sign-in', { body });
    expect([status, call]).toEqual([405, expect.stringContaining('signIn')]);
    expect(call).not.toContain('hidden-9');
    const token = await signIn(shared.call, 'jane.smith@example.com');
    const secret = { password: 'hidden-9', provider_display_name: 'Ada' };
    const [hidden, corrected] = await findCall('PUT', ACCOUNT, { body: secret, token });
    expect([hidden, corrected]).toEqual([
      404,
      expect.stringMatching(/^updateAccount \S+ provider_display_name=Ada --as 123$/),
    ]);
    expect(corrected).not.toContain('hidden-9');
    const [, other] = await findCall('GET', '/api/v1/acounts?page=1&token=hidden-9', { token: null });
    expect(other).toBe('listAccounts page=1');
  });
});
