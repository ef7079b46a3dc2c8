import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAthenaClient, createControlClient, type ClientError, type components } from '../../src/client.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

const ACCOUNT = { params: { path: { account_uuid: '550e8400-e29b-41d4-a716-446655440000' } } };
const connect = (options = {}) => createAthenaClient({ fetch: (request) => simulator.fetch(request), ...options });

/** Returns a fake `fetch` and the requests that it receives. */
function recordRequests(): { readonly sent: Request[]; readonly fetch: (request: Request) => Promise<Response> } {
  const sent: Request[] = [];
  return { sent, fetch: async (request) => (sent.push(request), Response.json({ data: [] })) };
}

describe('results', () => {
  it('have typed lists', async () => {
    const { data, error } = await connect().GET('/api/v1/agents', { params: { query: { per_page: 3 } } });
    expect(error).toBeUndefined();
    const agents: components['schemas']['Agent'][] = data?.data ?? [];
    const names: string[] = (data?.data ?? []).map(({ name }) => name);
    expect(names).toEqual(agents.map(({ name }) => name));
    expect(names).toHaveLength(3);
    agents.sort((one, other) => one.name.localeCompare(other.name));
  });

  it('have typed relations, and open objects that hold any JSON', async () => {
    const client = connect({ sandbox: 'results' });
    const thread = await client.POST('/api/v1/threads', {
      body: { name: 'Plans', metadata: { temperature: 0.2, labels: 'x' } },
    });
    expect(thread.data?.data.creator.name).toBe('John Doe');
    expect(thread.data?.data.creator.primary_workspace?.name).toBe('My AI Workspace');
    expect(thread.data?.data.metadata['labels']).toBe('x');
    const agent = await client.POST('/api/v1/agents', {
      body: { name: 'Greeter', metadata: { conversation_starters: ['Hi'] } },
    });
    expect(agent.data?.data.metadata).toMatchObject({ conversation_starters: ['Hi'] });
  });

  it('have no body when the operation has none, and JSON when the operation can also stream', async () => {
    const client = connect({ sandbox: 'bodies' });
    const run = await client.POST('/api/v1/agents/{agent_uuid}/run', {
      params: { path: { agent_uuid: ACCOUNT.params.path.account_uuid } },
      body: { message: 'Hello' },
    });
    expect(run.data?.data.role).toBe('assistant');
    const gone: { data?: undefined; response: Response } = await client.DELETE(
      '/api/v1/accounts/{account_uuid}',
      ACCOUNT,
    );
    expect(gone.response.status).toBe(204);
  });
});

describe('the token', () => {
  it.each([
    [{}, 'Bearer athena-demo-token'],
    [{ baseUrl: 'http://localhost:4010' }, 'Bearer athena-demo-token'],
    [{ baseUrl: 'http://[::1]:4010/__sandbox/w1' }, 'Bearer athena-demo-token'],
    [{ baseUrl: 'https://api.example.com' }, null],
    [{ baseUrl: 'https://127.0.0.1.example.com' }, null],
    [{ baseUrl: 'https://localhost.example.com' }, null],
    [{ token: null }, null],
    [{ token: 'mine', baseUrl: 'https://api.example.com' }, 'Bearer mine'],
    [{ token: () => 'mine' }, 'Bearer mine'],
    [{ token: async () => 'mine' }, 'Bearer mine'],
    [{ token: async () => null }, null],
    [{ headers: { Authorization: 'Basic x' } }, 'Basic x'],
  ])('of %o is sent as %s', async (options, authorization) => {
    const { sent, fetch } = recordRequests();
    await createAthenaClient({ ...options, fetch }).GET('/api/v1/agents');
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([authorization]);
  });

  it('is read from the function at each request', async () => {
    const { sent, fetch } = recordRequests();
    const tokens = ['one', 'two'];
    const client = createAthenaClient({ token: () => tokens.shift() ?? null, fetch });
    await client.GET('/api/v1/agents');
    await client.GET('/api/v1/agents');
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer one', 'Bearer two']);
  });

  it('of the control plane has no default', async () => {
    const { sent, fetch } = recordRequests();
    await createControlClient({ fetch }).GET('/__admin/health');
    await createControlClient({ fetch, token: 'admin' }).GET('/__admin/health');
    expect(sent.map(({ headers }) => headers.get('x-athena-admin-token'))).toEqual([null, 'admin']);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([null, null]);
  });
});

it('sends headers, sandbox and credentials with every request, and accepts a base URL with a trailing slash', async () => {
  const { sent, fetch } = recordRequests();
  const options = { fetch, sandbox: 'w1', headers: { 'x-mine': 'yes' }, credentials: 'include' } as const;
  await createAthenaClient({ ...options, baseUrl: 'http://localhost:4010/' }).GET('/api/v1/agents');
  const [request] = sent;
  expect(request?.url).toBe('http://localhost:4010/api/v1/agents');
  expect(request?.credentials).toBe('include');
  expect([request?.headers.get('x-mine'), request?.headers.get('x-athena-sandbox')]).toEqual(['yes', 'w1']);
});

describe('errors', () => {
  const provoke = async (code: number): Promise<ClientError | undefined> =>
    (
      await connect({ headers: { Prefer: `code=${code}` } }).PUT('/api/v1/accounts/{account_uuid}', {
        ...ACCOUNT,
        body: { provider_display_name: 'A' },
      })
    ).error;

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [422, 'validation'],
  ])('of %i are of kind %s', async (status, kind) => {
    expect(await provoke(status)).toMatchObject({ kind, status, message: expect.stringMatching(/./) as string });
  });

  it('name every invalid field', async () => {
    const { error } = await connect().POST('/api/v1/threads', { body: { name: '' } });
    expect(error).toMatchObject({ kind: 'validation', code: 'VALIDATION_FAILED' });
    // Both the kind and the status tell the compiler that there are fields.
    if (error?.kind === 'validation') expect(error.errors['name']).toEqual(['The name field is required.']);
    if (error?.status === 422) expect(Object.keys(error.errors)).toEqual(['name']);
  });

  it('name the fields of problem details too', async () => {
    const control = createControlClient({ fetch: (request) => simulator.fetch(request) });
    const { error } = await control.POST('/__admin/faults', { body: { kind: 'status' } as never });
    expect(error).toMatchObject({ kind: 'validation', status: 422 });
    if (error?.status === 422) expect(Object.values(error.errors).flat().join()).toMatch(/./);
  });

  it.each([
    [
      'limits the rate',
      { kind: 'rate_limit', limit: 1, windowMs: 1000 },
      { kind: 'rate_limited', status: 429, retryAfter: 1 },
    ],
    [
      'is unavailable',
      { kind: 'status', status: 503 },
      { kind: 'server', status: 503, message: 'Service Unavailable' },
    ],
    ['closes the connection', { kind: 'drop' }, { kind: 'network', status: 0, message: 'fetch failed' }],
    ['sends malformed JSON', { kind: 'malformed' }, { kind: 'malformed', status: 200 }],
  ] as const)('describe a server that %s', async (name, fault, error) => {
    const sandbox = simulator.sandbox(`errors-${name.replaceAll(' ', '-')}`);
    await sandbox.fault({ operationId: 'retrieveAccount', ...fault });
    const client = createAthenaClient({ fetch: (request) => sandbox.fetch(request) });
    if (fault.kind === 'rate_limit') await client.GET('/api/v1/accounts/{account_uuid}', ACCOUNT);
    const result = await client.GET('/api/v1/accounts/{account_uuid}', ACCOUNT);
    expect(result.error).toMatchObject(error);
    expect(result.response.status).toBe(error.status);
  });

  it('are of kind network when the connection is refused', async () => {
    const { error, response } = await createAthenaClient({ baseUrl: 'http://127.0.0.1:1' }).GET('/api/v1/agents');
    expect(error).toMatchObject({ kind: 'network' });
    expect(response.ok).toBe(false);
  });

  it('are thrown when the request cannot be sent or is aborted', async () => {
    await expect(connect({ baseUrl: 'no address' }).GET('/api/v1/agents')).rejects.toThrow(TypeError);
    const token = (): never => {
      throw new RangeError('no token');
    };
    await expect(connect({ token }).GET('/api/v1/agents')).rejects.toThrow('no token');
    await expect(connect().GET('/api/v1/agents', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});
