import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { createSimulator, type ReplayReport, type Simulator, type SimulatorOptions } from '../../../../src/index.ts';
import { createCaller, type Answer, type Call } from '../../admin.ts';

const UUID = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = `/api/v1/accounts/${UUID}`;
const CREDENTIALS = { email: 'john.doe@example.com', password: 'password' };

let simulator: Simulator;
let call: Call;
const start = async (options: SimulatorOptions = { seed: 1 }): Promise<void> => {
  simulator = await createSimulator(options);
  call = createCaller(simulator);
};
afterEach(() => simulator.close());

const inSandbox = (name: string): Call => createCaller(simulator, name);
const rename = (by: Call, name: string) => by('PUT', ACCOUNT, { provider_display_name: name });
const idOf = ({ headers }: Pick<Answer, 'headers'>): string => headers.get('x-request-id') ?? '';
const replay = (id: string, body?: unknown, by: Call = call) => by('POST', `/__admin/requests/${id}/replay`, body);
const nameIn = async (by: Call): Promise<unknown> => (await by('GET', ACCOUNT)).body.data.provider_display_name;

describe('a replay of a recorded request', () => {
  test('does in a fork what the request does now, and leaves its world as it is', async () => {
    await start();
    const original = await call('POST', '/api/v1/threads', { name: 'Twice' });
    const before = (await call('GET', '/__admin/state')).text;
    const { status, body } = await replay(idOf(original));
    expect([status, body.sandbox, body.status, body.original_status]).toEqual([200, 'baseline-fork-1', 201, 201]);
    expect(body.original_body.data.uuid).toBe(original.body.data.uuid);
    expect(body.body.data).toMatchObject({ name: 'Twice' });
    expect(body.body.data.uuid).not.toBe(original.body.data.uuid);
    expect(body.body_differences.map(({ path }: { readonly path: string }) => path)).toContain('/data/uuid');
    const created = body.changes.filter(({ kind }: { readonly kind: string }) => kind === 'created');
    expect(created).toMatchObject([{ collection: 'threads', key: body.body.data.uuid, record: { name: 'Twice' } }]);
    expect((await call('GET', '/__admin/state')).text).toBe(before);
  });

  test('goes into a named sandbox, and shows what differs there', async () => {
    await start();
    const original = await rename(call, 'Of the baseline');
    await rename(inSandbox('w1'), 'Of the sandbox');
    const { body } = await replay(idOf(original), { sandbox: 'w1' });
    expect(body).toMatchObject({ sandbox: 'w1', status: 200, is_truncated: false });
    const [change] = body.changes;
    expect(change).toMatchObject({ kind: 'updated', collection: 'accounts', key: UUID });
    expect(change.fields).toContainEqual({
      path: '/provider_display_name',
      from: 'Of the sandbox',
      to: 'Of the baseline',
    });
    expect(await nameIn(inSandbox('w1'))).toBe('Of the baseline');
  });

  test('is not sent into a copy of another world when its fork is evicted by another one', async () => {
    await start({ seed: 1, maxSandboxes: 2 });
    const id = idOf(await rename(inSandbox('w1'), 'Of the sandbox'));
    const replays = await Promise.all([1, 2].map(() => replay(id, undefined, inSandbox('w1'))));
    expect(new Set(replays.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const refused = replays.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'STATE_CONFLICT', remedy: expect.stringContaining('--max-sandboxes') });
    const { sandboxes } = (await call('GET', '/__admin/sandboxes')).body as { sandboxes: { name: string }[] };
    expect(sandboxes.map(({ name }) => name)).toEqual(['w1', 'w1-fork-2']);
    expect(await nameIn(inSandbox('w1'))).toBe('Of the sandbox');
  });

  test('is recorded and marked where it was sent, and can be sent again', async () => {
    await start();
    const id = idOf(await rename(call, 'Renamed'));
    const { request_id: first, sandbox } = (await replay(id)).body;
    const { requests } = (await inSandbox(sandbox)('GET', '/__admin/requests')).body;
    expect(requests).toMatchObject([{ id: first, operation_id: 'updateAccount', replay_of: id, world: sandbox }]);
    expect((await call('GET', '/__admin/requests')).body.requests).toMatchObject([{ id, replay_of: null }]);
    const again = await replay(first, undefined, inSandbox(sandbox));
    expect(again.body).toMatchObject({ status: 200, sandbox: 'baseline-fork-2' });
    const marked = (await inSandbox('baseline-fork-2')('GET', '/__admin/requests')).body.requests;
    expect(marked).toMatchObject([{ id: again.body.request_id, replay_of: first }]);
    expect(again.body.request_id.match(/replay/g)).toHaveLength(1);
  });

  test('is numbered among the replays of its request, wherever they are sent', async () => {
    await start();
    const id = idOf(await rename(call, 'Renamed'));
    const first = (await replay(id)).body;
    const second = (await replay(id)).body;
    const third = (await replay(id, { sandbox: first.sandbox })).body;
    const fourth = (await replay(second.request_id, undefined, inSandbox(second.sandbox))).body;
    const ids = [first, second, third, fourth].map(({ request_id: each }) => each);
    expect(ids).toEqual([1, 2, 3, 4].map((number) => `${id}.replay-${number}`));
    const other = idOf(await rename(call, 'Other'));
    expect((await replay(other)).body.request_id).toBe(`${other}.replay-1`);
  });

  test('in Node is sent into a fork, or into the sandbox of a handle', async () => {
    await start();
    const id = idOf(await rename(call, 'Of the baseline'));
    const sandbox = simulator.sandbox('w1');
    await rename(inSandbox('w1'), 'Of the sandbox');
    const report = await simulator.replay(id);
    expectTypeOf(report).toEqualTypeOf<ReplayReport>();
    expect(report).toMatchObject({ sandbox: 'baseline-fork-1', status: 200, originalStatus: 200, changes: [] });
    const [change] = (await simulator.replay(id, { sandbox })).changes;
    expect(change).toMatchObject({ kind: 'updated', collection: 'accounts', key: UUID });
    expect((await sandbox.replay((await sandbox.requests()).at(-1)?.id ?? '', { sandbox: 'w1' })).sandbox).toBe('w1');
    await expect(simulator.replay('none')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    await expect(simulator.replay(id, { number: 9 })).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  test('is of the same user, also when the token has ended since', async () => {
    await start();
    const { token } = (await call('POST', '/api/v1/auth/sign-in', CREDENTIALS)).body.data;
    const as = createCaller(simulator, undefined, {});
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const send = (method: string, path: string, body?: string) =>
      simulator.fetch(`http://h${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const original = await send('PUT', ACCOUNT, '{"provider_display_name":"By token"}');
    await send('POST', '/api/v1/auth/logout');
    expect((await send('GET', ACCOUNT)).status).toBe(401);
    const { body, text } = await replay(original.headers.get('x-request-id') ?? '', undefined, as);
    expect(body).toMatchObject({ status: 200, original_status: 200 });
    expect(text).not.toContain(token.split('|')[1]);
  });

  test('stays anonymous when it was, and is never served to others from the cache', async () => {
    await start({ seed: 1 });
    const anonymous = await simulator.fetch(`http://h${ACCOUNT}`);
    expect(anonymous.status).toBe(401);
    const refused = await replay(anonymous.headers.get('x-request-id') ?? '');
    expect(refused.body).toMatchObject({ status: 401, original_status: 401, body_differences: [], changes: [] });
    const read = await call('GET', '/api/v1/user');
    const { body } = await replay(idOf(read), { sandbox: refused.body.sandbox });
    expect(body).toMatchObject({ status: 200, body_differences: [] });
    const again = await simulator.fetch('http://h/api/v1/user', { headers: { 'x-athena-sandbox': body.sandbox } });
    expect(again.status).toBe(401);
  });

  test('shows what happens without the fault that hit it', async () => {
    await start();
    await call('POST', '/__admin/faults', { operation_id: 'updateAccount', kind: 'status', status: 503 });
    const original = await rename(call, 'Renamed');
    const { body } = await replay(idOf(original));
    expect(body).toMatchObject({ status: 200, original_status: 503 });
    expect(body.changes).toMatchObject([{ collection: 'accounts', kind: 'updated' }]);
  });

  test('shows the rejection of a request that does not fit any more', async () => {
    await start();
    const [{ uuid }] = (await call('GET', '/api/v1/memories')).body.data;
    const original = await call('DELETE', `/api/v1/memories/${uuid}`);
    const { body } = await replay(idOf(original));
    expect([body.original_status, body.status, body.changes]).toEqual([original.status, 404, []]);
  });

  test('hides secrets of the bodies, and sends them as they were', async () => {
    await start();
    const original = await call('POST', '/api/v1/auth/sign-in', CREDENTIALS);
    const { body, text } = await replay(idOf(original));
    expect(body).toMatchObject({ status: 200, body: { data: { token: '[redacted]' } } });
    expect(text).not.toContain('password"');
    expect(body.changes.map(({ collection }: { readonly collection: string }) => collection)).toContain('sessions');
  });

  test('hides what records hold under secret names, as the list of changes does', async () => {
    await start();
    const [{ uuid }] = (await call('GET', '/api/v1/workflows?status=active')).body.data;
    const data = { order: 7, api_key: 'sk-hidden' };
    const original = await call('POST', '/api/v1/workflow-executions', { workflow_uuid: uuid, data });
    expect(original.status).toBe(201);
    const { body, text } = await replay(idOf(original));
    expect(body.changes.length).toBeGreaterThan(0);
    expect(text).toContain('"order":7,"api_key":"[redacted]"');
    expect(text).not.toContain('sk-hidden');
    await inSandbox(body.sandbox)('PUT', `/__admin/state/accounts/${UUID}`, { token: 'sk-before' });
    const account = await call('PUT', ACCOUNT, { provider_display_name: 'Ada', token: 'sk-after' });
    const second = await replay(idOf(account), { sandbox: body.sandbox });
    expect(second.body.changes[0].fields).toContainEqual({ path: '/token', from: '[redacted]', to: '[redacted]' });
  });

  test('shows what the recorded request has changed beside what it changes now', async () => {
    await start();
    const original = await rename(call, 'Of the baseline');
    await rename(inSandbox('w1'), 'Of the sandbox');
    const { body } = await replay(idOf(original), { sandbox: 'w1' });
    const changes = (await call('GET', `/__admin/requests/${idOf(original)}/changes`)).body.changes;
    expect(changes).toMatchObject([{ kind: 'updated', collection: 'accounts', key: UUID }]);
    expect(body.original_changes).toEqual(changes);
    const read = await replay(idOf(await call('GET', '/api/v1/user')));
    expect(read.body.original_changes).toEqual([]);
  });

  test('shows its own response and changes when several are sent into one sandbox at once', async () => {
    await start();
    const original = await call('POST', '/api/v1/threads', { name: 'Twice' });
    await rename(inSandbox('w1'), 'Of the sandbox');
    const reports = await Promise.all([1, 2, 3].map(() => replay(idOf(original), { sandbox: 'w1' })));
    const bodies = reports.map(({ body }) => body);
    expect(new Set(bodies.map(({ request_id: id }) => id)).size).toBe(3);
    for (const body of bodies)
      expect(body.changes).toMatchObject([{ collection: 'threads', kind: 'created', key: body.body.data.uuid }]);
  });

  test('reads a streamed response to its end', async () => {
    await start();
    const [{ uuid }] = (await call('GET', '/api/v1/agents')).body.data;
    const original = await call('POST', `/api/v1/agents/${uuid}/run`, { message: 'Hello', stream: true });
    const { body } = await replay(idOf(original));
    expect([body.status, body.original_status]).toEqual([original.status, original.status]);
    expect(body.changes.length).toBeGreaterThan(0);
  });

  test('sends a form without files', async () => {
    await start();
    const [{ uuid }] = (await call('GET', '/api/v1/agents')).body.data;
    const form = new FormData();
    form.set('message', 'Hello');
    const send = () =>
      simulator.fetch(`http://h/api/v1/agents/${uuid}/run`, {
        method: 'POST',
        headers: { authorization: 'Bearer athena-demo-token' },
        body: form,
      });
    const original = await send();
    const { body } = await replay(original.headers.get('x-request-id') ?? '');
    expect([original.status, body.status]).toEqual([200, 200]);
    form.append('attachments[]', new Blob(['content']), 'note.txt');
    const withFile = await send();
    const refused = await replay(withFile.headers.get('x-request-id') ?? '');
    expect([withFile.status, refused.status]).toEqual([200, 409]);
    expect(refused.text).toContain('files');
  });

  test('is refused when its body was cut, or was never read', async () => {
    await start();
    const cut = await call('POST', '/api/v1/threads', { name: 'x', description: 'y'.repeat(70_000) });
    const refused = await replay(idOf(cut));
    expect([refused.status, refused.body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect(refused.text).toMatch(/body has 700\d\d bytes, of which 65536 were recorded/);
    const unread = await simulator.fetch(`http://h${ACCOUNT}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(unread.status).toBe(401);
    const second = await replay(unread.headers.get('x-request-id') ?? '');
    expect(second.status).toBe(409);
    expect(second.text).toContain('UNAUTHENTICATED');
    expect((await call('GET', '/__admin/sandboxes')).body.sandboxes).toEqual([]);
  });

  test.each([
    ['POST', '/api/v1/thread', 'ROUTE_NOT_FOUND'],
    ['PATCH', ACCOUNT, 'METHOD_NOT_ALLOWED'],
  ])('is refused when %s %s had a body, which is not read', async (method, path, code) => {
    await start();
    const refused = await replay(idOf(await call(method, path, { name: 'x' })));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain(code);
    expect((await replay(idOf(await call('GET', '/api/v1/acounts')))).status).toBe(200);
    const headers = { 'content-type': 'application/json', 'x-request-id': 'typed-read' };
    await simulator.fetch('http://h/api/v1/acounts', { headers });
    expect((await replay('typed-read')).status).toBe(200);
  });

  test.each([
    ['none', undefined, 404, 'no recorded request'],
    ['__proto__', undefined, 404, 'no recorded request'],
    ['x'.repeat(201), undefined, 404, ''],
    ['known', { sandbox: 'w9' }, 404, 'There are no sandboxes.'],
    ['known', { sandbox: 'baseline' }, 404, 'There are no sandboxes.'],
    ['known', { sandbox: '' }, 422, 'sandbox'],
    ['known', { to: 'w1' }, 422, 'to'],
  ])('of %s with %j is rejected with %i', async (id, body, status, message) => {
    await start();
    const headers = { authorization: 'Bearer athena-demo-token', 'x-request-id': 'known' };
    await simulator.fetch(`http://h${ACCOUNT}`, { headers });
    const rejected = await replay(id, body);
    expect(rejected.status).toBe(status);
    expect(rejected.text).toContain(message);
  });

  test('of an evicted request is not found, nor is one of another world', async () => {
    await start();
    const id = idOf(await rename(inSandbox('w1'), 'Renamed'));
    const elsewhere = await replay(id);
    expect([elsewhere.status, elsewhere.body.detail]).toEqual([
      404,
      expect.stringContaining('It is recorded in the sandbox w1'),
    ]);
    expect((await replay(id, undefined, inSandbox('w1'))).status).toBe(200);
    await inSandbox('w1')('DELETE', '/__admin/requests');
    expect((await replay(id, undefined, inSandbox('w1'))).status).toBe(404);
  });

  test('cannot be asked for by a client of the API', async () => {
    await start();
    const { body } = await call('GET', '/__admin/requests');
    expect(body.requests).toEqual([]);
    const id = idOf(await call('GET', '/__admin/requests'));
    expect((await replay(id)).status).toBe(404);
  });
});
