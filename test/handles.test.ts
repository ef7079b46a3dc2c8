import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, SimulatorError, type Simulator } from '../src/index.ts';
import { createAthenaClient, createControlClient } from '../src/client.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator({ noAdmin: true, adminToken: 'a-test-token' });
});
afterAll(() => simulator.close());

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const URL = `http://127.0.0.1:4010/api/v1/accounts/${ACCOUNT}`;
const SIGNED_IN = { headers: { authorization: 'Bearer athena-demo-token' } };

describe('a simulator in a test', () => {
  it('injects faults, lists requests and verifies them in one sandbox', async () => {
    const sandbox = simulator.sandbox('w1');
    const fault = await sandbox.fault({ operationId: 'retrieveAccount', kind: 'status', status: 503, times: 1 });
    expect((await sandbox.fetch(URL, SIGNED_IN)).status).toBe(503);
    expect((await sandbox.fetch(URL, SIGNED_IN)).status).toBe(200);
    expect((await simulator.fetch(URL, SIGNED_IN)).status).toBe(200);
    expect(await sandbox.faults()).toEqual([{ ...fault, hits: 1 }]);
    expect(await sandbox.requests({ status: '5XX' })).toMatchObject([{ operationId: 'retrieveAccount', world: 'w1' }]);
    await sandbox.verify({ operationId: 'retrieveAccount', exactly: 2 });
    await simulator.verify({ operationId: 'retrieveAccount', exactly: 1 });
    expect(await sandbox.count({ operationId: 'retrieveAccount', where: { status: 503 } })).toBe(1);
    expect([await sandbox.count(), await sandbox.count({ operationId: 'deleteAccount' })]).toEqual([2, 0]);
    expect(sandbox.violations()).toEqual({ checked: 1, breaches: [] });
    expect(simulator.violations().checked).toBe(2);
    expect(simulator.coverage().operations.find(({ operationId: id }) => id === 'retrieveAccount')?.requests).toBe(3);
    await sandbox.clearFaults();
    await sandbox.clearRequests();
    expect([await sandbox.faults(), await sandbox.requests()]).toEqual([[], []]);
    sandbox.forget();
    sandbox.forget();
    expect(sandbox.violations()).toEqual({ checked: 0, breaches: [] });
  });

  it('forks a sandbox, and the baseline, with what they have now', async () => {
    const original = simulator.sandbox('forked');
    const put = { ...SIGNED_IN, method: 'PUT', body: '{"provider_display_name":"Before"}' };
    const headers = { ...SIGNED_IN.headers, 'content-type': 'application/json' };
    await original.fetch(URL, { ...put, headers });
    const fork = await original.fork();
    expect(fork.name).toBe('forked-fork-1');
    expect((await original.diff(fork)).total).toBe(0);
    await fork.fetch(URL, { ...put, headers, body: '{"provider_display_name":"After"}' });
    expect((await fork.diff(original)).total).toBe(1);
    const named = await simulator.fork('of-the-baseline');
    expect((await simulator.diff('baseline', named)).total).toBe(0);
    await expect(simulator.fork('of-the-baseline')).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await expect(fork.fork('no name')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect((await simulator.sandbox('never-used').fork()).name).toBe('never-used-fork-1');
  });

  it('takes a path in place of a complete URL', async () => {
    const path = new globalThis.URL(URL).pathname;
    for (const world of [simulator, simulator.sandbox('by-path')])
      expect((await world.fetch(`${path}?with=provider`, SIGNED_IN)).status).toBe(200);
    expect(await simulator.sandbox('by-path').count({ operationId: 'retrieveAccount' })).toBe(1);
  });

  it('throws with the nearest requests where an expectation does not hold', async () => {
    const sandbox = simulator.sandbox('unmet');
    const headers = { ...SIGNED_IN.headers, 'content-type': 'application/json' };
    await sandbox.fetch(URL, { headers, method: 'PUT', body: '{"provider_display_name":"Ada"}' });
    const where = { body: { provider_display_name: 'Bob', api_token: 'a-secret' } };
    const verifying = sandbox.verify({ operationId: 'updateAccount', where, exactly: 1 });
    await expect(verifying).rejects.toThrow(SimulatorError);
    await expect(verifying).rejects.toMatchObject({ code: 'EXPECTATION_FAILED', problem: undefined });
    const message = await verifying.catch((error: Error) => error.message);
    expect(message).toContain(
      'Expected to receive updateAccount {"body":{"provider_display_name":"Bob","api_token":"[redacted]"}} {"exactly":1}',
    );
    expect(message).toContain('0 requests were like that.\nNearest:\n  #1 PUT /api/v1/accounts/');
    expect(message).toContain('body.provider_display_name: expected "Bob", was "Ada"');
    expect(message).not.toContain('a-secret');
    await expect(sandbox.verify({ method: 'PUT', path: '/nowhere' })).rejects.toThrow(
      'receive PUT /nowhere; 0 requests',
    );
    await expect(sandbox.verify({ exactly: 3 })).rejects.toThrow('receive {"exactly":3}; 1 request was like that.');
    await expect(simulator.sandbox('unused').verify({})).rejects.toThrow(/^Expected to receive a request; 0 requests/);
  });

  it('says which step of an order was not received', async () => {
    const sandbox = simulator.sandbox('order');
    await sandbox.fetch(URL, SIGNED_IN);
    await sandbox.verify({ inOrder: [{ operationId: 'retrieveAccount' }] });
    const inOrder = [{ operationId: 'retrieveAccount' }, { operationId: 'updateAccount' }];
    await expect(sandbox.verify({ inOrder })).rejects.toThrow(
      'in this order:\n  1. retrieveAccount\n  2. updateAccount (not received)',
    );
  });

  it('reports an invalid fault rule', async () => {
    const adding = simulator.fault({ kind: 'status', status: 503, operationId: 'retrieveAcount' });
    await expect(adding).rejects.toThrow(SimulatorError);
    await expect(adding).rejects.toMatchObject({ code: 'VALIDATION_FAILED', problem: { status: 422 } });
    await expect(adding).rejects.toThrow('Did you mean retrieveAccount?');
    expect(() => simulator.sandbox('no name')).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it.each([
    [{ kind: 'latency' }, 'A fault of kind latency requires delayMs.'],
    [{ kind: 'status', status: 503, windowMs: 5 }, 'windowMs applies to rate_limit, not to status.'],
    [{ kind: 'drop', operationId: 'delay_ms' }, 'There is no operation "delay_ms".'],
  ] as const)('names the options of the invalid rule %j as they are written', async (rule, message) => {
    await expect(simulator.fault(rule)).rejects.toThrow(message);
  });

  it('writes the coverage when it closes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coverage-'));
    const measured = await createSimulator({ coverageOut: join(folder, 'report') });
    await measured.fetch(URL, SIGNED_IN);
    await measured.close();
    const read = (name: string): Promise<string> => readFile(join(folder, 'report', name), 'utf8');
    expect(JSON.parse(await read('coverage.json'))).toMatchObject({
      requests: 1,
      summary: { operations: { covered: 1 } },
    });
    expect(await read('coverage.xml')).toMatch(/^<\?xml/);
    expect(await read('coverage.html')).toMatch(/^<!doctype html>/);
    await rm(folder, { recursive: true });
  });

  it('is called by a client with the contract’s types', async () => {
    const client = createAthenaClient({ fetch: (request) => simulator.fetch(request), sandbox: 'typed' });
    const { data, error, response } = await client.PUT('/api/v1/accounts/{account_uuid}', {
      params: { path: { account_uuid: ACCOUNT } },
      body: { provider_display_name: 'Ada' },
    });
    expect(error).toBeUndefined();
    expect(data?.data.provider_display_name).toBe('Ada');
    expect(response.headers.get('x-athena-sandbox')).toBe('typed');
    const missing = await client.GET('/api/v1/accounts/{account_uuid}', {
      params: { path: { account_uuid: ACCOUNT.replace('5', '6') } },
    });
    expect(missing.error?.message).toMatch(/^No query results/);
  });

  it('is controlled by a client with the control plane’s types', async () => {
    const open = await createSimulator();
    const client = createControlClient({ fetch: (request) => open.fetch(request), sandbox: 'w2' });
    const made = await client.POST('/__admin/faults', { body: { kind: 'latency', delay_ms: { p50: 1, p99: 2 } } });
    expect(made.data).toMatchObject({ id: 'fault-1', kind: 'latency' });
    expect((await client.GET('/__admin/faults')).data?.faults).toHaveLength(1);
    await open.close();
  });
});
