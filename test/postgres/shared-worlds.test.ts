import { Client } from 'pg';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts';
import { createCaller } from '../control/admin.ts';
import { COLLECTIONS } from '../store/port/store-conformance.ts';
import { createSchema } from './open-replicas.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { openLog } = usePostgresLogs();
const opened: Simulator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((simulator) => simulator.close())));

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const rename = (name: string) => ({ provider_display_name: name });

async function open(schema: string, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await createSimulator({ journal: inject('postgres'), journalSchema: schema, ...options });
  opened.push(simulator);
  return simulator;
}

async function sql(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: inject('postgres') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the directory of replicas', () => {
  it('lists those that are alive, and forgets one that is silent for five seconds', async () => {
    const schema = createSchema();
    const [left, right] = [openLog(schema), openLog(schema)];
    for (const log of [left, right]) await log.open({ collections: COLLECTIONS });
    const entry = { findUrl: () => undefined, fetch: async () => new Response() };
    const [one, other] = [await left.replicas.join(entry), await right.replicas.join(entry)];
    const namesOf = async (): Promise<readonly string[]> => (await one.peers()).map(({ name }) => name);
    await vi.waitFor(async () => expect(await namesOf()).toEqual([other.name]));
    const insert = (name: string, seconds: number): Promise<unknown> =>
      sql(`INSERT INTO ${schema}.athena_replica (replica, seen_at) VALUES ('${name}', now() - interval '${seconds} s')
        ON CONFLICT (replica) DO UPDATE SET seen_at = excluded.seen_at`);
    const expectNames = async (names: readonly string[]): Promise<void> => {
      // Each time anew, since they grow older while the machine does something else.
      await insert('aaa-alive', 2);
      await insert('aaa-dead', 6);
      expect(await namesOf()).toEqual(names);
    };
    await vi.waitFor(() => expectNames(['aaa-alive', other.name]));
    await other.leave();
    await vi.waitFor(() => expectNames(['aaa-alive']));
  });

  it('has the address of a replica that listens on all addresses, or the one that it is given', async () => {
    const schema = createSchema();
    const exposed = { host: '0.0.0.0', adminToken: 'given' };
    const derived = await open(schema, exposed);
    const { port } = await derived.listen({ port: 0 });
    const given = await open(schema, { ...exposed, replicaUrl: 'https://replica.example.test/' });
    await given.listen({ port: 0 });
    const rows = await sql(`SELECT url FROM ${schema}.athena_replica ORDER BY url`);
    expect(rows.map(({ url }) => url)).toEqual([`http://127.0.0.1:${port}`, 'https://replica.example.test']);
    await expect(createSimulator({ journal: inject('postgres'), host: '0.0.0.0' })).rejects.toMatchObject({
      faults: [{ file: '--admin-token' }],
    });
  });

  it('takes the place of a replica that was killed and had the same address', async () => {
    const schema = createSchema();
    const replicaUrl = 'https://replica.example.test';
    const simulator = await open(schema, { replicaUrl });
    await sql(`INSERT INTO ${schema}.athena_replica (replica, url) VALUES
      ('killed', '${replicaUrl}'), ('elsewhere', 'https://other.example.test')`);
    await simulator.listen({ port: 0 });
    const rows = await sql(`SELECT replica FROM ${schema}.athena_replica WHERE replica IN ('killed', 'elsewhere')`);
    expect(rows).toEqual([{ replica: 'elsewhere' }]);
  });

  it('lets replicas ask each other with their token; one with another token is missing from reports', async () => {
    const schema = createSchema();
    const [left, right] = [await open(schema, { adminToken: 'given' }), await open(schema, { adminToken: 'given' })];
    for (const simulator of [left, right]) await simulator.listen({ port: 0 });
    for (const simulator of [left, right, right]) await createCaller(simulator)('GET', ACCOUNT);
    const call = createCaller(left, undefined, { 'x-athena-admin-token': 'given' });
    const whole = (await call('GET', '/__admin/requests')).body;
    expect([whole.total, whole.missing_replicas]).toEqual([3, undefined]);
    expect((await createCaller(left)('GET', '/__admin/requests')).status).toBe(401);
    const stranger = await open(schema, { adminToken: 'another' });
    await stranger.listen({ port: 0 });
    expect((await call('GET', '/__admin/requests')).body).toMatchObject({ total: 3, missing_replicas: [/.+/] });
  });
});

describe('sandboxes in PostgreSQL', () => {
  it('that begin with one state of the baseline store it once, and a reset stores less than a kilobyte', async () => {
    const schema = createSchema();
    const simulator = await open(schema);
    const measure = async (): Promise<unknown> => {
      const [row] = await sql(`SELECT (SELECT count(*)::integer FROM ${schema}.athena_state) AS states,
        (SELECT sum(octet_length(content))::integer FROM ${schema}.athena_log WHERE world LIKE 'sandbox/%') AS bytes`);
      return row;
    };
    for (const name of ['w1', 'w2', 'w3']) await createCaller(simulator, name)('PUT', ACCOUNT, rename(name));
    const before = (await measure()) as { readonly states: number; readonly bytes: number };
    expect(before.states).toBe(1);
    await createCaller(simulator, 'w1')('POST', '/__admin/reset');
    const again = await open(schema);
    await createCaller(again, 'w2')('POST', '/__admin/reset');
    const after = (await measure()) as typeof before;
    expect(after.states).toBe(1);
    expect(after.bytes - before.bytes).toBeLessThan(1000);
    for (const [name, shown] of [
      ['w1', false],
      ['w2', false],
      ['w3', true],
    ] as const)
      expect((await createCaller(again, name)('GET', ACCOUNT)).text.includes(`"${name}"`)).toBe(shown);
  });

  it('return to their beginning by a reset after a snapshot was restored in them', async () => {
    const simulator = await open(createSchema());
    const call = createCaller(simulator, 'w1');
    const before = (await call('GET', ACCOUNT)).body.data.provider_display_name;
    await call('PUT', ACCOUNT, rename('Saved'));
    await call('POST', '/__admin/snapshots', { name: 'one' });
    await call('POST', '/__admin/snapshots/one/restore');
    await call('POST', '/__admin/reset');
    expect((await call('GET', ACCOUNT)).body.data.provider_display_name).toBe(before);
  });
});

describe('requests that alternate between two replicas', () => {
  it('have the bytes of one process in sandboxes, under fault rules, and after a reset', async () => {
    const steps = [
      ['w1', 'PUT', ACCOUNT, rename('First')],
      ['w1', 'GET', ACCOUNT],
      ['w2', 'POST', '/api/v1/threads', { name: 'Second' }],
      ['w1', 'POST', '/api/v1/threads', { name: 'Third' }],
      ['w1', 'POST', '/__admin/faults', { kind: 'status', status: 503, times: 2, operation_id: 'listThreads' }],
      ['w1', 'GET', '/api/v1/threads?per_page=100'],
      ['w1', 'GET', '/api/v1/threads?per_page=100'],
      ['w1', 'GET', '/api/v1/threads?per_page=100'],
      ['w2', 'GET', '/api/v1/threads?per_page=100'],
      [undefined, 'GET', '/api/v1/threads?per_page=100'],
      [undefined, 'PATCH', '/__admin/config', { strict: true }],
      ['w2', 'GET', '/api/v1/threads?unknown=1'],
      ['w1', 'POST', '/__admin/reset'],
      ['w1', 'GET', ACCOUNT],
      ['w1', 'POST', '/api/v1/threads', { name: 'Fourth' }],
      ['w2', 'DELETE', '/__admin/sandboxes/w2'],
      ['w2', 'GET', '/api/v1/threads?per_page=100'],
    ] as const;
    const play = async (simulators: readonly Simulator[]): Promise<readonly string[]> => {
      const texts: string[] = [];
      for (const [index, [sandbox, method, path, body]] of steps.entries()) {
        const simulator = simulators[index % simulators.length];
        if (simulator === undefined) throw new Error('There is no simulator.');
        const { status, headers, text } = await createCaller(simulator, sandbox)(method, path, body);
        const { 'x-request-id': _id, 'x-athena-position': _position, ...shown } = Object.fromEntries(headers);
        texts.push(`${status} ${JSON.stringify(shown)} ${text}`);
      }
      return texts;
    };
    const schema = createSchema();
    const options = { seed: 7, reads: 'latest' } as const;
    const alone = await createSimulator({ seed: 7 });
    opened.push(alone);
    expect(await play([await open(schema, options), await open(schema, options)])).toEqual(await play([alone]));
  });
});
