import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

async function run(
  simulator: Simulator,
  requests: readonly (readonly [method: string, path: string, body?: object])[],
): Promise<readonly string[]> {
  const responses: string[] = [];
  for (const [method, path, body] of requests) {
    const response = await simulator.fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: AUTH,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers);
    responses.push(`${response.status} ${JSON.stringify(headers)} ${await response.text()}`);
  }
  return responses;
}

const WRITES = [
  ['POST', '/api/v1/threads', { name: 'First' }],
  ['POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' }],
  ['POST', '/api/v1/threads', { name: '' }],
  ['POST', '/api/v1/agents', { name: 'Second' }],
  ['PUT', '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000', { provider_display_name: 'Third' }],
] as const;
const READS = [
  ['GET', '/api/v1/threads?per_page=100'],
  ['GET', '/api/v1/agents?per_page=100'],
  ['GET', '/api/v1/accounts'],
  ['GET', '/api/v1/agents/leaderboard'],
] as const;

async function responsesOf(options: SimulatorOptions): Promise<readonly string[]> {
  const simulator = await createSimulator(options);
  const responses = await run(simulator, [...WRITES, ...READS]);
  await simulator.close();
  return responses;
}

describe('determinism', () => {
  it('returns the same bytes for the same seed, and other bytes for another seed', async () => {
    const [first, second, other] = await Promise.all([
      responsesOf({ seed: '7' }),
      responsesOf({ seed: '7' }),
      responsesOf({ seed: '8' }),
    ]);
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
    expect(other[2]).toEqual(first[2]);
  });

  it('continues keys and times after a restart', async () => {
    const data = await mkdtemp(join(tmpdir(), 'determinism-'));
    const responses: string[] = [];
    for (const request of [...WRITES, ...READS]) {
      const simulator = await createSimulator({ seed: '7', data });
      responses.push(...(await run(simulator, [request])));
      await simulator.close();
    }
    expect(responses).toEqual(await responsesOf({ seed: '7' }));
    await rm(data, { recursive: true });
  });

  it('advances the clock by one second with each change, and not with reads or rejections', async () => {
    const simulator = await createSimulator();
    const created = async (): Promise<number> => {
      const [response = ''] = await run(simulator, [WRITES[0]]);
      return Date.parse(/"created_at":"([^"]+)"/.exec(response)?.[1] ?? '');
    };
    const first = await created();
    await run(simulator, [...READS, WRITES[2]]);
    expect((await created()) - first).toBe(1000);
    await simulator.close();
  });

  it('moves times to the present without a seed: by whole weeks where others refer to a record, and never documented ones', async () => {
    const simulator = await createSimulator({ seed: null });
    const [workspaces = '', account = ''] = await run(simulator, [
      ['GET', '/api/v1/workspaces?per_page=100'],
      ['GET', '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000'],
    ]);
    const seeded = await createSimulator({ seed: '1' });
    const [seededWorkspaces = ''] = await run(seeded, [['GET', '/api/v1/workspaces?per_page=100']]);
    const latest = (response: string): number =>
      Math.max(...[...response.matchAll(/"created_at":"([^"]+)"/g)].map(([, time = '']) => Date.parse(time)));
    const shift = latest(workspaces) - latest(seededWorkspaces);
    expect(shift % (7 * 86_400_000)).toBe(0);
    const now = Date.parse('2025-06-30T12:00:00Z') + shift;
    expect(now).toBeGreaterThan(Date.now() - 7 * 86_400_000);
    expect(now).toBeLessThanOrEqual(Date.now());
    await seeded.close();
    expect(account).toContain(
      '"created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T14:45:00Z","provider_account_id"',
    );
    await simulator.close();
  });

  it('shares nothing between two simulators of one process', async () => {
    const [one, other] = await Promise.all([createSimulator(), createSimulator()]);
    await run(one, WRITES);
    expect(await run(other, READS)).toEqual(await run(await createSimulator(), READS));
    await Promise.all([one.close(), other.close()]);
  });
});
