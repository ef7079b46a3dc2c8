import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Session } from 'node:inspector/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { createExchangeLog } from '../../../src/control/traffic/exchange-log.ts';
import { toExchangeRecord } from '../../../src/control/traffic/exchange-record.ts';
import { reportCoverage } from '../../../src/control/coverage/report-coverage.ts';
import { findNearPaths } from '../../../src/control/hints/near-paths.ts';
import { selectExchanges, type ExchangeFilter } from '../../../src/control/traffic/select-exchanges.ts';
import { toHar } from '../../../src/control/traffic/to-har.ts';
import { verifyExchanges, type Verification } from '../../../src/control/traffic/verify-exchanges.ts';
import { createEvidence } from '../../../src/pipeline/exchange/evidence.ts';
import type { Observation } from '../../../src/pipeline/exchange/observe.ts';
import { WriteLog } from '../../../src/pipeline/exchange/write-log.ts';
import { JsonText } from '../../../src/kernel/json/json-text.ts';
import type { World } from '../../../src/store/port/world.ts';
import { ACCOUNT, openRecordedSimulator, type RecordedSimulator } from '../../support/recorded-simulator.ts';

/** What only looks may look at the same. */
let shared: Promise<RecordedSimulator> | undefined;
function playedOnce(): Promise<RecordedSimulator> {
  return (shared ??= played());
}

/** Three calls that succeed, one that is refused, one that leads nowhere. */
async function played(): Promise<RecordedSimulator> {
  const simulator = await openRecordedSimulator();
  await simulator.send('GET', '/accounts?per_page=2&api_key=query-secret-3');
  await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada', token: 'sk-secret-1' });
  await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Bob' });
  await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 7 });
  await simulator.send('GET', '/acounts');
  return simulator;
}

async function droppedOnce(): Promise<RecordedSimulator> {
  const simulator = await openRecordedSimulator();
  await simulator.faults.add({ kind: 'drop' });
  await simulator.send('GET', '/accounts').catch(() => {});
  return simulator;
}

function kept({ recorder: watch, world }: RecordedSimulator): ReturnType<RecordedSimulator['recorder']['log']['list']> {
  return watch.log.list(world);
}

describe('the log of exchanges', () => {
  it('records requests and responses by the world’s clock', async () => {
    const simulator = await playedOnce();
    const records = kept(simulator).map(toExchangeRecord);
    expect(records.map(({ number, operation_id: id, status }) => [number, id, status])).toEqual([
      [1, 'listAccounts', 200],
      [2, 'updateAccount', 200],
      [3, 'updateAccount', 200],
      [4, 'updateAccount', 422],
      [5, null, 404],
    ]);
    expect(records[2]).toMatchObject({
      request: { body: { provider_display_name: 'Bob' } },
      response: { body: { data: { uuid: ACCOUNT } } },
    });
    expect(records[3]).toMatchObject({
      error: 'VALIDATION_FAILED',
      violations: [{ field: 'provider_display_name', keyword: 'type' }],
    });
    expect(Date.parse(String(records[4]?.['time'])) - Date.parse(String(records[0]?.['time']))).toBe(2000);
  });

  it('shows no secret', async () => {
    const simulator = await playedOnce();
    const text = JSON.stringify([...kept(simulator).map(toExchangeRecord), toHar(kept(simulator), '1')]);
    expect(text).not.toContain('sk-secret-1');
    expect(text).not.toContain('query-secret-3');
    expect(text).not.toContain('athena-demo-token');
    expect(text).toContain('[redacted]');
  });

  it('shows no secret in bodies that are not JSON, and no issued token', async () => {
    const simulator = await openRecordedSimulator();
    await simulator.send('PUT', `/accounts/${ACCOUNT}`, '{"token": "sk-secret-2", "provider_display_name"');
    await simulator.send('POST', '/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    const text = JSON.stringify(kept(simulator).map(toExchangeRecord));
    expect(text).not.toContain('sk-secret-2');
    expect(text).not.toContain('"password":"password"');
    expect(text).not.toMatch(/\d\|[A-Za-z0-9]{40}/);
  });

  it('lets go of the exchanges of a world that is cleared', async () => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog();
    const cleared = new WeakRef(log.record(observe(world, 'gone'), world));
    log.clear(world);
    log.record(observe(world, 'kept'), world);
    // A WeakRef holds its object until the end of the turn.
    await nextTurn();
    await collectGarbage();
    expect(cleared.deref()).toBeUndefined();
    expect(log.list(world).map(({ responseBody }) => responseBody?.content)).toEqual(['kept']);
  });

  it('shows no secret of a path, wherever the response repeats it', () => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog();
    const { request, response, ...rest } = observe(
      world,
      '{"message":"1234 is gone","id":1234,"count":12345,"isGone":true}',
    );
    const headers = { ...response.headers, 'content-type': 'application/json', location: 'http://x/tokens/1234' };
    log.record({ ...rest, request: { ...request, path: '/tokens/1234' }, response: { ...response, headers } }, world);
    const [record] = log.list(world).map(toExchangeRecord);
    expect(record).toMatchObject({
      path: '/tokens/redacted',
      response: {
        headers: { location: 'http://x/tokens/redacted' },
        body: { message: 'redacted is gone', id: 'redacted', count: 12345, isGone: true },
      },
    });
    expect(JSON.stringify(toHar(log.list(world), '1'))).not.toMatch(/1234(?!5)/);
  });

  it('keeps the newest exchanges and truncates large bodies', () => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog({ entries: 3, bytes: 1_000_000, changes: 0 });
    for (let index = 0; index < 5; index += 1) log.record(observe(world, 'x'.repeat(100_000)), world);
    expect(log.list(world).map(({ number }) => number)).toEqual([3, 4, 5]);
    expect(log.count(world)).toBe(5);
    expect(log.list(world)[0]?.responseBody).toMatchObject({ size: 100_000, isComplete: false });
    log.clear(world);
    expect(log.list(world)).toEqual([]);
  });

  it('truncates prepared bytes between characters', () => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog();
    for (const text of [`${'x'.repeat(65_535)}é and more`, '✅'.repeat(70_000), 'x'.repeat(70_000)]) {
      const observation = observe(world, text);
      log.record({ ...observation, response: { ...observation.response, prepared: new JsonText(text) } }, world);
      const body = log.list(world).at(-1)?.responseBody;
      const beginning = new TextDecoder('utf-8', { fatal: true }).decode(body?.content as Uint8Array);
      expect(text.startsWith(beginning)).toBe(true);
      expect(body).toMatchObject({ size: Buffer.byteLength(text), isComplete: false });
      expect(body?.content.length).toBeGreaterThan(65_530);
    }
  });

  it('is bounded in bytes by all worlds together: the oldest go first', () => {
    const [quiet, busy] = ['quiet', 'busy'].map(
      (name) => ({ name, clock: { now: () => 0, flows: false } }) as unknown as World,
    );
    if (quiet === undefined || busy === undefined) throw new Error('There are two.');
    const log = createExchangeLog({ entries: 10_000, bytes: 200_000, changes: 0 });
    log.record(observe(quiet, 'x'.repeat(1000)), quiet);
    for (let index = 0; index < 5000; index += 1) log.record(observe(busy, 'x'.repeat(1000)), busy);
    expect(log.list(quiet)).toEqual([]);
    expect(log.list(busy).length).toBeLessThan(100);
    expect(log.list(busy).at(-1)?.number).toBe(5000);
  });

  it.each<[string, Partial<Observation['request']>, Uint8Array?]>([
    ['headers', { headers: { 'x-filler': 'x'.repeat(14_000) } }],
    [
      'many small headers',
      { headers: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`x-${index}`, ''])) },
    ],
    ['a path', { path: `/${'x'.repeat(14_000)}` }],
    ['a query', { query: 'x'.repeat(14_000) }],
  ])('is bounded in bytes, %s included', (_name, request) => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog({ entries: 10_000, bytes: 1_000_000, changes: 0 });
    for (let index = 0; index < 200; index += 1) {
      const observation = observe(world, '');
      log.record({ ...observation, request: { ...observation.request, ...request } }, world);
    }
    expect(log.list(world).length).toBeGreaterThan(50);
    expect(log.list(world).length).toBeLessThan(75);
  });

  it('keeps what requests changed within a number of bytes of all worlds, that of the oldest dropped first', () => {
    const [first, second] = ['a', 'b'].map((name) => ({ name, clock: { now: () => 0 } }) as unknown as World);
    if (first === undefined || second === undefined) throw new Error('There are two worlds.');
    const log = createExchangeLog({ entries: 10_000, bytes: 1_000_000, changes: 1_000_000 });
    const change = { collection: 'notes', key: 1, before: undefined, after: { text: 'x'.repeat(50_000) } };
    const logs = Array.from({ length: 100 }, (_, index) => {
      const writes = new WriteLog();
      writes.add([change]);
      const evidence = { ...createEvidence('unused'), writes };
      log.record({ ...observe(first, ''), evidence }, index % 2 === 0 ? first : second);
      return writes;
    });
    const whole = (): readonly number[] => logs.flatMap(({ isTruncated }, index) => (isTruncated ? [] : [index]));
    expect(log.list(first)).toHaveLength(50);
    expect(whole()).toEqual(Array.from({ length: 19 }, (_, index) => 81 + index));
    // A streamed response changes more after it was recorded.
    logs.at(-1)?.add([change, change]);
    expect(whole()).toEqual(Array.from({ length: 17 }, (_, index) => 83 + index));
    log.clear(first);
    logs.at(-2)?.add([change]);
    expect(logs.filter(({ bytes }) => bytes > 0).length).toBeLessThanOrEqual(17);
  });

  it('frees the bytes of changes whose request is evicted', () => {
    const world = { name: 'w', clock: { now: () => 0 } } as unknown as World;
    const log = createExchangeLog({ entries: 10, bytes: 1_000_000, changes: 1_000_000 });
    const change = { collection: 'notes', key: 1, before: undefined, after: { text: 'x'.repeat(50_000) } };
    for (let index = 0; index < 100; index += 1) {
      const writes = new WriteLog();
      writes.add([change]);
      log.record({ ...observe(world, ''), evidence: { ...createEvidence('unused'), writes } }, world);
    }
    expect(log.list(world).map(({ evidence }) => evidence?.writes?.isTruncated)).toEqual(Array(10).fill(false));
  });

  it('does not retain the buffer of a small body', () => {
    const world = { name: 'w', clock: { now: () => 0, flows: false } } as unknown as World;
    const log = createExchangeLog();
    log.record({ ...observe(world, ''), body: new Uint8Array(65_536).subarray(65_000, 65_010) }, world);
    const content = log.list(world)[0]?.requestBody?.content as Uint8Array;
    expect([content.byteLength, content.buffer.byteLength]).toEqual([10, 10]);
  });

  it.each<[ExchangeFilter, readonly number[]]>([
    [{}, [1, 2, 3, 4, 5]],
    [{ operation_id: 'updateAccount' }, [2, 3, 4]],
    [{ status: '4XX' }, [4, 5]],
    [{ status: '422' }, [4]],
    [{ method: 'put', status: '200' }, [2, 3]],
    [{ path: 'acounts' }, [5]],
    [{ body_path: '$.token' }, [2]],
    [{ body_path: '$.provider_display_name', body_value: 'Bob' }, [3]],
    [{ body_path: '$.provider_display_name', body_value: '7' }, [4]],
    [{ since: '1970-01-01T00:00:00Z', until: '1970-01-01T00:00:00.001Z' }, []],
  ])('is searched by %j', async (filter, numbers) => {
    expect(selectExchanges(kept(await playedOnce()), filter).map(({ number }) => number)).toEqual(numbers);
  });
});

describe('verifying requests', () => {
  it.each<[string, Verification, boolean, number]>([
    ['at least once, by default', { operation_id: 'updateAccount' }, true, 3],
    ['exactly this often', { operation_id: 'updateAccount', exactly: 2 }, false, 3],
    ['never', { operation_id: 'deleteAccount', exactly: 0 }, true, 0],
    ['at most this often', { operation_id: 'listAccounts', at_most: 1 }, true, 1],
    [
      'with a body',
      { operation_id: 'updateAccount', where: { body: { provider_display_name: 'Bob' } }, exactly: 1 },
      true,
      1,
    ],
    ['with a query', { operation_id: 'listAccounts', where: { query: { per_page: 2 } } }, true, 1],
    ['with a header', { where: { header: { authorization: 'Bearer athena-demo-token' } } }, true, 5],
    ['with a status', { operation_id: 'updateAccount', where: { status: 422 } }, true, 1],
    ['by method and path', { method: 'GET', path: '/api/v1/acounts' }, true, 1],
    [
      'in order',
      { in_order: [{ operation_id: 'listAccounts' }, { where: { body: { provider_display_name: 'Bob' } } }] },
      true,
      2,
    ],
    ['in another order', { in_order: [{ operation_id: 'updateAccount' }, { operation_id: 'listAccounts' }] }, false, 1],
  ])('%s', async (_name, verification, satisfied, count) => {
    expect(verifyExchanges(kept(await playedOnce()), verification)).toMatchObject({ satisfied, count });
  });

  it('lists the nearest requests and their differences', async () => {
    const where = { path: { account_uuid: ACCOUNT }, body: { provider_display_name: 'Ida', token: 'sk-other' } };
    const { closest } = verifyExchanges(kept(await playedOnce()), { operation_id: 'updateAccount', where });
    expect(closest).toHaveLength(3);
    expect(closest.map(({ number }) => number)).toContain(2);
    const nearest = closest.find(({ number }) => number === 2);
    expect(nearest?.differences).toEqual([
      { at: 'body.provider_display_name', expected: 'Ida', actual: 'Ada' },
      { at: 'body.token', expected: '[redacted]', actual: '[redacted]' },
    ]);
  });

  it('lists other operations when the expected one was never called', async () => {
    const { closest } = verifyExchanges(kept(await playedOnce()), { operation_id: 'deleteAccount' });
    expect(closest[0]?.differences[0]).toMatchObject({ at: 'operation_id', expected: 'deleteAccount' });
  });
});

describe('a request whose connection was closed', () => {
  it('has status 0 and no response headers, and is verified by that', async () => {
    const simulator = await droppedOnce();
    const records = kept(simulator).map(toExchangeRecord);
    expect(records).toMatchObject([{ status: 0, response: { headers: {} }, fault: { kind: 'drop' } }]);
    const count = (status: number): number =>
      verifyExchanges(kept(simulator), { operation_id: 'listAccounts', where: { status } }).count;
    expect([count(0), count(500)]).toEqual([1, 0]);
  });

  it('counts as a request, and as no response', async () => {
    const { recorder } = await droppedOnce();
    const { operations } = reportCoverage('Athena', recorder.coverage.list());
    const listed = operations.find(({ operationId }) => operationId === 'listAccounts');
    expect(listed?.requests).toBe(1);
    expect(listed?.responses.filter(({ count }) => count > 0)).toEqual([]);
  });
});

describe('a HAR', () => {
  it('is valid by the schema of HAR 1.2', async () => {
    const simulator = await played();
    await simulator.faults.add({ kind: 'drop' });
    await simulator.send('GET', '/accounts').catch(() => {});
    const har = toHar(kept(simulator), '1.0.0');
    const validate = compileHarSchema();
    expect(validate(har) ? [] : validate.errors).toEqual([]);
    expect(har).toMatchObject({ log: { entries: { length: 6, 5: { response: { status: 0 } } } } });
    expect(validate({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [{}] } })).toBe(false);
  });
});

describe('a path that the contract does not have', () => {
  it('has similar paths, whatever its parameters', async () => {
    const { contract } = await openRecordedSimulator();
    expect(findNearPaths(contract, '/api/v1/acounts')[0]).toBe('/api/v1/accounts');
    expect(findNearPaths(contract, `/api/v1/acount/${ACCOUNT}`)[0]).toBe('/api/v1/accounts/{account_uuid}');
    expect(findNearPaths(contract, '/agents')[0]).toBe('/api/v1/agents');
    expect(findNearPaths(contract, `/agent/${ACCOUNT}`)[0]).toBe('/api/v1/agents/{agent_uuid}');
    expect(findNearPaths(contract, '/x')).toEqual([]);
  });

  it('is logged with similar paths', async () => {
    const lines: unknown[] = [];
    const { send } = await openRecordedSimulator({
      logger: { info: (fields, message) => void lines.push([fields, message]), warn: () => {}, error: () => {} },
    });
    await send('GET', '/acounts');
    expect(lines).toEqual([
      [
        {},
        expect.stringMatching(
          /^No operation has the path GET \/api\/v1\/acounts\. Did you mean GET \/api\/v1\/accounts, or GET \S+, or \S+ \S+\?$/,
        ),
      ],
    ]);
  });
});

function observe(world: World, body: string): Observation & { readonly world: World } {
  const request = {
    id: 'r',
    method: 'GET',
    path: '/',
    query: '',
    origin: '',
    headers: {},
    body: () => Promise.resolve(new Uint8Array()),
  };
  const trace = {
    time: 0,
    operation: undefined,
    validated: undefined,
    problem: undefined,
    checked: undefined,
    faultHit: undefined,
    answeredBy: undefined,
  };
  return { ...trace, world, request, response: { status: 200, headers: {}, body }, body: undefined, duration: 0 };
}

function compileHarSchema(): ReturnType<Ajv['compile']> {
  const ajv = new Ajv({ strict: false });
  ajv.addMetaSchema(draft6);
  addFormats.default(ajv);
  const folder = join(dirname(fileURLToPath(import.meta.resolve('har-schema'))), '../lib');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
  }
  const validate = ajv.getSchema('har.json#');
  if (validate === undefined) throw new Error('The schema of HAR is not there.');
  return validate;
}

async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
}
