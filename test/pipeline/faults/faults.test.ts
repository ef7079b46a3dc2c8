import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRunPipeline, createNodeHandler } from '../../../src/http/exchange/node-exchange.ts';
import type { FaultRule } from '../../../src/pipeline/faults/model/fault.ts';
import type { Pipeline } from '../../../src/pipeline/exchange/exchange.ts';
import { ACCOUNT, openRecordedSimulator, type RecordedSimulator } from '../../support/recorded-simulator.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

async function withRule(rule: FaultRule): Promise<RecordedSimulator> {
  const simulator = await openRecordedSimulator();
  await simulator.faults.add(rule);
  return simulator;
}

async function statuses({ send }: RecordedSimulator, count: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await send('GET', '/accounts')).status);
  return found;
}

async function serve(pipeline: Pipeline): Promise<string> {
  const handle = createNodeHandler(
    createRunPipeline({ pipeline, maxBody: 1000, ownsPath: () => true, publicUrl: undefined, trustProxy: false }),
    { maxBody: 1000 },
  );
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/accounts`;
}

const SIGNED_IN = { headers: { authorization: 'Bearer athena-demo-token' } };

describe('a status fault', () => {
  it('hits the operation that it names, up to its number of times', async () => {
    const simulator = await withRule({ operation_id: 'listAccounts', kind: 'status', status: 503, times: 2 });
    expect((await simulator.send('GET', '/workspaces')).status).toBe(200);
    expect(await statuses(simulator, 3)).toEqual([503, 503, 200]);
    expect(await simulator.faults.list()).toMatchObject([{ id: 'fault-1', hits: 2 }]);
  });

  it('has a body that is valid for the declared response, and names its rule in a header', async () => {
    const { send, contract, faults } = await withRule({ operation_id: 'updateAccount', kind: 'status', status: 422 });
    const response = await send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada' });
    const operation = contract.operations.find(({ id }) => id === 'updateAccount');
    expect(response.status).toBe(422);
    expect(response.headers.get('x-athena-fault')).toBe('fault-1');
    expect(operation?.responses.get('422')?.mediaTypes[0]?.validate(await response.json())).toEqual([]);
    await faults.clear();
    expect(await (await send('GET', `/accounts/${ACCOUNT}`)).text()).not.toContain('"Ada"');
  });

  it('has the platform’s message when the operation does not declare the status', async () => {
    const { send } = await withRule({ kind: 'status', status: 502 });
    expect(await (await send('GET', '/accounts')).json()).toEqual({ message: 'Bad Gateway' });
  });

  it('has the configured body and headers', async () => {
    const { send } = await withRule({
      kind: 'status',
      status: 503,
      body: { down: true },
      headers: { 'Retry-After': '7' },
    });
    const response = await send('GET', '/accounts');
    expect(await response.json()).toEqual({ down: true });
    expect(response.headers.get('retry-after')).toBe('7');
  });

  it('executes the operation and replaces its response with takes_effect', async () => {
    const { send, faults } = await withRule({
      operation_id: 'updateAccount',
      kind: 'status',
      status: 500,
      takes_effect: true,
    });
    expect((await send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada' })).status).toBe(500);
    await faults.clear();
    expect(await (await send('GET', `/accounts/${ACCOUNT}`)).json()).toMatchObject({
      data: { provider_display_name: 'Ada' },
    });
  });
});

describe('the requests that a fault hits', () => {
  it('are selected by method and by the path of the contract or of a request', async () => {
    const simulator = await openRecordedSimulator();
    await simulator.faults.add({ method: 'get', path: '/api/v1/accounts/{account_uuid}', kind: 'status', status: 500 });
    await simulator.faults.add({ path: '/api/v1/workspaces', kind: 'status', status: 501 });
    expect((await simulator.send('GET', `/accounts/${ACCOUNT}`)).status).toBe(500);
    expect((await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada' })).status).toBe(200);
    expect((await simulator.send('GET', '/workspaces')).status).toBe(501);
  });

  it.each<[FaultRule['when'], number]>([
    [{ body: { provider_display_name: 'Ada' } }, 500],
    [{ body: { '$.provider_display_name': { $contains: 'd' } } }, 500],
    [{ body: { provider_display_name: 'Bob' } }, 200],
    [{ header: { 'X-Tenant': 'acme' } }, 500],
    [{ header: { 'x-tenant': { $exists: false } } }, 200],
    [{ query: { with: 'tools' } }, 200],
    [{ path: { account_uuid: ACCOUNT } }, 500],
  ])('are selected by a pattern: %j', async (when = {}, status) => {
    const { send } = await withRule({ operation_id: 'updateAccount', kind: 'status', status: 500, when });
    expect(
      (await send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada' }, { 'x-tenant': 'acme' })).status,
    ).toBe(status);
  });

  it('are drawn with a probability, repeatably', async () => {
    const rule = { kind: 'status', status: 500, probability: 0.5 } as const;
    const first = await statuses(await withRule(rule), 20);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await statuses(await withRule(rule), 20)).toEqual(first);
  });

  it('do not include requests that an earlier stage rejects', async () => {
    const simulator = await withRule({ kind: 'status', status: 500 });
    expect((await simulator.send('GET', '/accounts', undefined, { authorization: 'none' })).status).toBe(401);
    expect(await simulator.faults.list()).toMatchObject([{ hits: 0 }]);
  });

  it('go to the next rule when the first is used up', async () => {
    const simulator = await openRecordedSimulator();
    await simulator.faults.add({ kind: 'status', status: 503, times: 1 });
    await simulator.faults.add({ kind: 'status', status: 502, times: 1 });
    expect(await statuses(simulator, 3)).toEqual([503, 502, 200]);
  });
});

describe('a delay', () => {
  it('takes no time while the clock is frozen, unless it is in real time', async () => {
    const simulator = await withRule({ kind: 'latency', delay_ms: 60_000, times: 1 });
    // The delay is longer than the test may take.
    expect(await statuses(simulator, 1)).toEqual([200]);
    await simulator.faults.add({ kind: 'latency', delay_ms: 60, real_time: true });
    const again = performance.now();
    await statuses(simulator, 1);
    expect(performance.now() - again).toBeGreaterThanOrEqual(59);
  });

  it('is drawn from a distribution, repeatably for one seed', async () => {
    const delays = async (): Promise<readonly (number | undefined)[]> => {
      const simulator = await withRule({ kind: 'latency', delay_ms: { p50: 100, p99: 1000 } });
      await statuses(simulator, 40);
      return simulator.recorder.log.list(simulator.world).map(({ fault }) => fault?.delay_ms);
    };
    const first = await delays();
    const sorted = first.map(Number).toSorted((left, right) => left - right);
    expect(sorted[20]).toBeGreaterThan(50);
    expect(sorted[20]).toBeLessThan(200);
    expect(await delays()).toEqual(first);
  });
});

describe('a rate limit', () => {
  it('lets requests pass, counts them, and then says when to try again', async () => {
    const { send, faults, world } = await withRule({ kind: 'rate_limit', limit: 2 });
    const first = await send('GET', '/accounts');
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['2', '1']);
    await send('GET', '/accounts');
    const rejected = await send('GET', '/accounts');
    expect(rejected.status).toBe(429);
    expect(await rejected.json()).toEqual({ message: 'Too Many Attempts.' });
    expect(rejected.headers.get('retry-after')).toBe('60');
    expect(rejected.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(rejected.headers.get('x-ratelimit-reset')).toBe(String(Math.ceil(world.clock.now() / 1000) + 60));
    expect(await faults.list()).toMatchObject([{ hits: 1 }]);
  });

  it('rejects every request without a limit', async () => {
    expect(await statuses(await withRule({ kind: 'rate_limit', times: 1 }), 2)).toEqual([429, 200]);
  });
});

describe('an incomplete response', () => {
  it('is a network error in fetch when the connection is dropped, and nothing was changed', async () => {
    const { send, faults } = await withRule({ operation_id: 'updateAccount', kind: 'drop' });
    await expect(send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada' })).rejects.toThrow(TypeError);
    await faults.clear();
    expect(await (await send('GET', `/accounts/${ACCOUNT}`)).text()).not.toContain('"Ada"');
  });

  it('is cut off, is not valid JSON, or comes in chunks', async () => {
    const simulator = await withRule({ kind: 'truncate', times: 1 });
    await simulator.faults.add({ kind: 'malformed', times: 1 });
    await simulator.faults.add({ kind: 'slow_body', delay_ms: 50, times: 1, real_time: true });
    const cut = await simulator.send('GET', '/accounts');
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow(TypeError);
    const malformed = await simulator.send('GET', '/accounts');
    expect(malformed.status).toBe(200);
    await expect(malformed.json()).rejects.toThrow(SyntaxError);
    const started = performance.now();
    const slow = await simulator.send('GET', '/accounts');
    expect(await slow.text()).toBe(await (await simulator.send('GET', '/accounts')).text());
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });

  it('behaves the same on a socket', async () => {
    const simulator = await withRule({ kind: 'drop', times: 1 });
    await simulator.faults.add({ kind: 'truncate', times: 1 });
    await simulator.faults.add({ kind: 'slow_body', delay_ms: 50, times: 1, real_time: true });
    const url = await serve(simulator.pipeline);
    await expect(fetch(url, SIGNED_IN)).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
    const cut = await fetch(url, SIGNED_IN);
    expect(Number(cut.headers.get('content-length'))).toBeGreaterThan(100);
    await expect(cut.text()).rejects.toThrow('terminated');
    const slow = await (await fetch(url, SIGNED_IN)).text();
    expect(slow).toBe(await (await fetch(url, SIGNED_IN)).text());
  });
});
