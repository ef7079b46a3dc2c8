import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/index.ts';
import { startCluster } from './cluster.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { createSchema } = usePostgresLogs();
const opened: Simulator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((simulator) => simulator.close())));

async function open(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await createSimulator(options);
  opened.push(simulator);
  return simulator;
}

async function openReplicas(options: SimulatorOptions = {}): Promise<readonly [Simulator, Simulator]> {
  const shared = { journal: inject('postgres'), journalSchema: createSchema(), seed: 1, ...options };
  return [await open(shared), await open(shared)];
}

/** Sends a request as the demo user. */
function send(
  simulator: Simulator,
  [method, path, body]: readonly [method: string, path: string, body?: object],
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return simulator.fetch(`http://localhost${path}`, {
    method,
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const LATEST = { 'x-athena-read': 'latest' };
const positionOf = (response: Response): string => response.headers.get('x-athena-position') ?? '';

async function namesOf(simulator: Simulator, headers?: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const response = await send(simulator, ['GET', '/api/v1/threads?per_page=100'], headers);
  const { data } = (await response.json()) as { readonly data: readonly { readonly name: unknown }[] };
  return data.map(({ name }) => name);
}

async function healthOf(simulator: Simulator): Promise<Record<string, unknown>> {
  const response = await simulator.fetch('http://localhost/__admin/health');
  return (await response.json()) as Record<string, unknown>;
}

describe('replicas', () => {
  it('show a write of one on the other: with its position, and as the latest state', async () => {
    const [left, right] = await openReplicas();
    const created = await send(left, ['POST', '/api/v1/threads', { name: 'First' }]);
    expect([created.status, positionOf(created)]).toEqual([201, expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)]);
    expect(await namesOf(right, { 'x-athena-position': positionOf(created) })).toContain('First');
    await send(right, ['POST', '/api/v1/threads', { name: 'Second' }]);
    expect(await namesOf(left, LATEST)).toContain('Second');
    const soon = await send(right, ['POST', '/api/v1/threads', { name: 'Third' }]);
    await vi.waitFor(async () => expect(await namesOf(left)).toContain('Third'));
    expect(Number(positionOf(soon).split('.')[1])).toBeGreaterThan(Number(positionOf(created).split('.')[1]));
  });

  it('reset the world together, to the state with which it began', async () => {
    const [left, right] = await openReplicas();
    const before = await namesOf(left);
    await send(left, ['POST', '/api/v1/threads', { name: 'First' }]);
    expect((await right.fetch('http://localhost/__admin/reset', { method: 'POST' })).status).toBe(204);
    expect(await namesOf(left, LATEST)).toEqual(before);
    expect(await namesOf(right)).toEqual(before);
  });

  it('share their snapshots', async () => {
    const [left, right] = await openReplicas();
    await send(left, ['POST', '/api/v1/threads', { name: 'First' }]);
    await left.snapshot('one');
    await send(left, ['POST', '/api/v1/threads', { name: 'Second' }]);
    await right.restore('one');
    const names = await namesOf(left, LATEST);
    expect([names.includes('First'), names.includes('Second')]).toEqual([true, false]);
  });

  it('respond with the bytes of one process to requests that alternate between them', async () => {
    const requests = [
      ['POST', '/api/v1/threads', { name: 'First' }],
      ['POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' }],
      ['GET', '/api/v1/threads?per_page=100'],
      ['POST', '/api/v1/threads', { name: '' }],
      ['POST', '/api/v1/agents', { name: 'Second' }],
      ['PUT', '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000', { provider_display_name: 'Third' }],
      ['GET', '/api/v1/agents?per_page=100'],
      ['GET', '/api/v1/accounts'],
      ['GET', '/api/v1/agents/leaderboard'],
      ['GET', '/api/v1/threads?per_page=100'],
      ['GET', '/api/v1/user'],
    ] as const;
    const run = async (simulators: readonly Simulator[]): Promise<readonly string[]> => {
      const texts: string[] = [];
      for (const [index, each] of requests.entries()) {
        const simulator = simulators[index % simulators.length];
        if (simulator === undefined) throw new Error('There is no simulator.');
        const response = await send(simulator, each, LATEST);
        const {
          'x-request-id': _id,
          'x-athena-position': _position,
          ...headers
        } = Object.fromEntries(response.headers);
        texts.push(`${response.status} ${JSON.stringify(headers)} ${await response.text()}`);
      }
      return texts;
    };
    const replicas = await openReplicas({ reads: 'latest' });
    expect(await run(replicas)).toEqual(await run([await open({ seed: 1 })]));
  });

  it('say how they fare', async () => {
    const [left, right] = await openReplicas();
    await send(left, ['POST', '/api/v1/threads', { name: 'First' }]);
    await send(right, ['GET', '/api/v1/user'], LATEST);
    const journal = { kind: 'postgres', epoch: 1, lag_ms: 0, uncertain: 0, conflicts: 0 };
    // The first one to join learns of the other within a second.
    await vi.waitFor(async () => {
      const [one, other] = [await healthOf(left), await healthOf(right)];
      expect(one).toMatchObject({ status: 'ok', replica: expect.any(String) as string, journal });
      expect(other).toMatchObject({ status: 'ok', replica: expect.any(String) as string, journal });
      expect([one['peers'], other['peers']]).toEqual([[other['replica']], [one['replica']]]);
      const [first, second] = [one, other].map((health) => (health['journal'] as { position: number }).position);
      expect(first).toBe(second);
    });
  });

  it('serve reads without the database, and reject writes and the latest reads', async () => {
    const cluster = await startCluster(['fsync=off']);
    try {
      const options = { journal: cluster.url, seed: 1 };
      const simulator = await open(options);
      await send(simulator, ['POST', '/api/v1/threads', { name: 'First' }]);
      await cluster.kill();
      await vi.waitFor(async () => expect(await healthOf(simulator)).toMatchObject({ status: 'degraded' }));
      expect(await namesOf(simulator)).toContain('First');
      const write = await send(simulator, ['POST', '/api/v1/threads', { name: 'Second' }]);
      expect([write.status, write.headers.get('x-athena-error')]).toEqual([503, 'STORE_UNAVAILABLE']);
      const read = await send(simulator, ['GET', '/api/v1/user'], LATEST);
      expect([read.status, read.headers.get('x-athena-error')]).toEqual([503, 'STORE_UNAVAILABLE']);
      await cluster.start();
      await vi.waitFor(async () => expect((await send(simulator, ['GET', '/api/v1/user'], LATEST)).status).toBe(200), {
        timeout: 30_000,
      });
      expect((await send(simulator, ['POST', '/api/v1/threads', { name: 'Third' }])).status).toBe(201);
      const again = await open(options);
      expect((await namesOf(again)).filter((name) => ['First', 'Second', 'Third'].includes(String(name)))).toEqual(
        expect.arrayContaining(['First', 'Third']),
      );
      expect(await namesOf(again)).not.toContain('Second');
    } finally {
      await Promise.all(opened.splice(0).map((simulator) => simulator.close()));
      await cluster.remove();
    }
  });

  it('are not reset by the start of another one, which says how to do it', async () => {
    const options = { journal: inject('postgres'), journalSchema: createSchema(), seed: 1 };
    await open({ ...options, reset: true });
    await expect(createSimulator({ ...options, reset: true })).rejects.toMatchObject({
      code: 'BOOT_FAILED',
      message: expect.stringMatching(/POST \/__admin\/reset.*DROP SCHEMA/s) as string,
    });
  });
});
