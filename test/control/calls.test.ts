import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
  readonly text: string;
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

function createCall(sandbox: string | undefined): Call {
  return async (method, path, body, headers = {}) => {
    const response = await simulator.fetch(`http://127.0.0.1:4010${path}`, {
      method,
      headers: {
        authorization: 'Bearer athena-demo-token',
        ...(sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  };
}

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

describe.each([
  ['the baseline', undefined],
  ['a sandbox', 'calls-1'],
])('the control plane, of %s', (_name, sandbox) => {
  const call = createCall(sandbox);
  const elsewhere = createCall('elsewhere');
  afterEach(async () => {
    await call('DELETE', '/__admin/faults');
    await call('DELETE', '/__admin/requests');
  });

  it('adds, lists and deletes faults, which hit no other world', async () => {
    const made = await call('POST', '/__admin/faults', { operation_id: 'listAccounts', kind: 'status', status: 503 });
    expect(made.status).toBe(201);
    expect((await call('GET', '/__admin/faults')).json['faults']).toEqual([{ ...made.json, hits: 0 }]);
    expect((await call('GET', '/api/v1/accounts')).status).toBe(503);
    expect((await elsewhere('GET', '/api/v1/accounts')).status).toBe(200);
    expect((await call('DELETE', `/__admin/faults/${String(made.json['id'])}`)).status).toBe(204);
    expect((await call('DELETE', `/__admin/faults/${String(made.json['id'])}`)).status).toBe(404);
    expect((await call('GET', '/api/v1/accounts')).status).toBe(200);
  });

  it.each([
    [{ kind: 'status', status: 503, operation_id: 'listAccount' }, 'Did you mean listAccounts?'],
    [{ kind: 'status', status: 503, path: '/api/v1/acounts' }, '/api/v1/accounts'],
    [{ kind: 'status' }, 'requires status'],
    [{ kind: 'latency' }, 'requires delay_ms'],
    [{ kind: 'drop', status: 503 }, 'not to drop'],
    [{ kind: 'explode' }, 'kind'],
    [{ kind: 'drop', unknown: 1 }, 'unknown'],
    [{ kind: 'drop', when: { body: { '$.a[': 1 } } }, 'not a valid JSON path'],
    [{ kind: 'drop', probability: 2 }, 'probability'],
    [{ kind: 'status', status: 500, headers: { 'x-odd': 'a\r\nset-cookie: b' } }, 'headers'],
  ])('rejects the fault %j and says why', async (order, reason) => {
    const answer = await call('POST', '/__admin/faults', order);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.text).toContain(reason);
    expect((await call('GET', '/__admin/faults')).json['faults']).toEqual([]);
  });

  it('lists, pages, exports and deletes requests', async () => {
    for (let index = 0; index < 3; index += 1) await call('GET', ACCOUNT);
    await call('GET', '/api/v1/acounts');
    const first = await call('GET', '/__admin/requests?limit=2');
    expect(first.json).toMatchObject({
      total: 4,
      requests: [{ operation_id: 'retrieveAccount', world: sandbox ?? 'baseline' }, {}],
    });
    const next = await call('GET', `/__admin/requests?limit=2&after=${String(first.json['next'])}`);
    expect(next.json).toMatchObject({
      next: null,
      requests: [{}, { status: 404, near_paths: ['/api/v1/accounts', {}, {}] }],
    });
    const { requests: all } = (await call('GET', '/__admin/requests')).json as { requests: { number: number }[] };
    const newest = await call('GET', '/__admin/requests?order=desc&limit=3');
    expect(newest.json).toMatchObject({ next: all[1]?.number, requests: all.slice(1).toReversed() });
    const rest = await call('GET', `/__admin/requests?order=desc&limit=3&after=${all[1]?.number}`);
    expect(rest.json).toMatchObject({ next: null, requests: all.slice(0, 1) });
    const last = await call('GET', '/__admin/requests?operation_id=retrieveAccount&order=desc&limit=1');
    expect(last.json).toMatchObject({ total: 3, next: all[2]?.number, requests: all.slice(2, 3) });
    expect((await call('GET', '/__admin/requests?order=newest')).status).toBe(422);
    expect((await call('GET', '/__admin/requests?status=4xx')).json).toMatchObject({ total: 1 });
    expect((await call('GET', '/__admin/requests?body_path=nothing')).status).toBe(422);
    expect((await call('GET', '/__admin/requests/export')).json).toMatchObject({
      log: { version: '1.2', entries: { length: 4 } },
    });
    expect((await call('DELETE', '/__admin/requests')).status).toBe(204);
    expect((await call('GET', '/__admin/requests')).json).toMatchObject({ requests: [], total: 0 });
  });

  it('verifies received requests', async () => {
    await call('PUT', ACCOUNT, { provider_display_name: 'Ada' });
    const verify = async (body: unknown): Promise<Record<string, unknown>> =>
      (await call('POST', '/__admin/requests/verify', body)).json;
    const where = { body: { provider_display_name: 'Ada' } };
    expect(await verify({ operation_id: 'updateAccount', where, exactly: 1 })).toMatchObject({
      satisfied: true,
      count: 1,
    });
    expect(
      await verify({ operation_id: 'updateAccount', where: { body: { provider_display_name: 'Bob' } } }),
    ).toMatchObject({
      satisfied: false,
      count: 0,
      closest: [
        {
          operation_id: 'updateAccount',
          differences: [{ at: 'body.provider_display_name', expected: 'Bob', actual: 'Ada' }],
        },
      ],
    });
    expect((await call('POST', '/__admin/requests/verify', { operation_id: 'updateAcount' })).text).toContain(
      'Did you mean updateAccount?',
    );
    expect(
      (await call('POST', '/__admin/requests/verify', { in_order: [{ operation_id: 'nothing' }] })).text,
    ).toContain('in_order.0');
  });

  it('reports how many responses were checked', async () => {
    const checked = async (): Promise<number> => Number((await call('GET', '/__admin/violations')).json['checked']);
    const before = await checked();
    await call('GET', ACCOUNT);
    expect(await checked()).toBe(before + 1);
    expect((await call('GET', '/__admin/violations')).json['violations']).toEqual([]);
  });

  it('reports coverage as JSON, JUnit XML and a page', async () => {
    await call('GET', ACCOUNT);
    const { json } = await call('GET', '/__admin/coverage');
    expect(json['operations']).toContainEqual(
      expect.objectContaining({ operation_id: 'retrieveAccount', requests: expect.any(Number) }),
    );
    const xml = await call('GET', '/__admin/coverage', undefined, { accept: 'application/xml' });
    expect(xml.headers.get('content-type')).toBe('application/xml');
    expect(xml.text).toMatch(/^<\?xml/);
    const page = await call('GET', '/__admin/coverage', undefined, {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9',
    });
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await call('DELETE', '/__admin/coverage')).status).toBe(204);
    expect((await call('GET', '/__admin/coverage')).json['requests']).toBe(0);
  });

  it('streams events', async () => {
    const { events, stop } = await listen(sandbox);
    await call('POST', '/__admin/faults', { kind: 'status', status: 500, times: 1 });
    await call('GET', ACCOUNT);
    await call('PUT', ACCOUNT, { provider_display_name: 'Told' });
    await call('POST', '/__admin/reset');
    const found = await events(6);
    stop();
    expect(found).toMatchObject([
      { event: 'fault', data: { world: sandbox ?? 'baseline', rule: { kind: 'status' } } },
      { event: 'exchange', data: { operation_id: 'retrieveAccount', status: 500, fault: { kind: 'status' } } },
      { event: 'fault', data: { hit: { kind: 'status' } } },
      { event: 'exchange', data: { operation_id: 'updateAccount', status: 200 } },
      { event: 'state', data: { position: expect.any(Number) } },
      { event: 'state', data: { operation_id: 'resetState' } },
    ]);
  });

  it('streams an event for a call that changes the state, and none for another', async () => {
    const { events, stop } = await listen(sandbox);
    await call('POST', '/__admin/snapshots', { name: 'quiet' });
    await call('POST', '/__admin/clock/advance', { ms: -1 });
    await call('POST', '/__admin/clock/advance', { ms: 1 });
    await call('POST', '/__admin/snapshots/quiet/restore');
    await call('DELETE', '/__admin/snapshots/quiet');
    await call('PATCH', '/__admin/state/accounts', { records: [] });
    const found = await events(3);
    stop();
    expect(found.map(({ data }) => data)).toEqual(
      ['advanceClock', 'restoreSnapshot', 'updateCollection'].map((id) => ({
        world: sandbox ?? 'baseline',
        operation_id: id,
      })),
    );
  });
});

interface Heard {
  readonly event: string;
  readonly data: unknown;
}

/** Listens over a socket, as a browser would. */
async function listen(
  sandbox: string | undefined,
): Promise<{ events: (count: number) => Promise<readonly Heard[]>; stop: () => void }> {
  const server: Server = createServer(simulator.app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const leaving = new AbortController();
  const headers: Record<string, string> = sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox };
  const response = await fetch(`http://127.0.0.1:${port}/__admin/events`, { headers, signal: leaving.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body?.getReader();
  let text = new TextDecoder().decode((await reader?.read())?.value);
  const events = async (count: number): Promise<readonly Heard[]> => {
    for (;;) {
      const found = [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event = '', data = '']) => ({
        event,
        data: JSON.parse(data) as unknown,
      }));
      if (found.length >= count) return found;
      text += new TextDecoder().decode((await reader?.read())?.value);
    }
  };
  return {
    events,
    stop: () => {
      leaving.abort();
      server.closeAllConnections();
      server.close();
    },
  };
}
