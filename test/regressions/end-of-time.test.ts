import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { toPreciseTimestamp, toTimestamp } from '../../src/kernel/time/clock.ts';

const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

let simulator: Simulator;
beforeEach(async () => (simulator = await createSimulator({ seed: '1' })));
afterEach(() => simulator.close());

async function call(method: string, path: string, body?: unknown): Promise<number> {
  const init = { method, headers: HEADERS, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return (await simulator.fetch(`http://localhost${path}`, init)).status;
}

/** Calls operations that write the current time and later times. */
async function useTheApi(): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    expect(await call('POST', '/api/v1/threads', { name: 'Late' })).toBe(201);
    expect(await call('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' })).toBe(
      200,
    );
    expect(await call('GET', '/__admin/clock')).toBe(200);
    expect(await call('GET', '/__admin/sandboxes')).toBe(200);
    expect(await call('GET', '/__admin/requests')).toBe(200);
  }
}

it.each([
  ['/__admin/clock/freeze', { at: '9899-12-31T23:59:59Z' }, { at: '9999-12-31T23:59:59Z' }],
  ['/__admin/clock/freeze', { at: '9899-12-31T23:59:59Z' }, { at: '+275760-09-13T00:00:00Z' }],
  ['/__admin/clock/advance', { duration: 'P2870000D' }, { ms: 8_640_000_000_000_000 }],
  ['/__admin/clock/advance', { duration: 'P2870000D' }, { duration: 'P999999999W' }],
])('POST %s accepts %j and rejects %j, and the API still works', async (path, last, beyond) => {
  expect(await call('POST', path, last)).toBe(200);
  await useTheApi();
  expect([400, 422]).toContain(await call('POST', path, beyond));
  await useTheApi();
  expect(await call('POST', '/__admin/clock/resume')).toBe(200);
  await useTheApi();
});

it('rejects the same times from an embedding test', async () => {
  await expect(simulator.clock.freeze('9999-12-31T23:59:59Z')).rejects.toThrow(/1970 and 9899/);
  await expect(simulator.clock.advance(8_640_000_000_000_000)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  await useTheApi();
});

it.each([
  { offset: 1e300, frozen_at: null },
  { offset: 0, frozen_at: 8_640_000_000_000_001 },
  { offset: -1e300, frozen_at: null },
  { offset: 'late', frozen_at: 'never' },
])('keeps a valid time when the state is set to %j', async (setting) => {
  const status = await call('PUT', '/__admin/state/simulated_clock/clock', { id: 'clock', ...setting });
  expect(status).toBeLessThan(500);
  await useTheApi();
});

it('writes a time beyond the range of timestamps as the nearest timestamp', () => {
  expect(toTimestamp(8.64e15)).toBe('9999-12-31T23:59:59Z');
  expect(toTimestamp(Number.POSITIVE_INFINITY)).toBe('9999-12-31T23:59:59Z');
  expect(toPreciseTimestamp(1e300)).toBe('9999-12-31T23:59:59.999Z');
  expect(toTimestamp(-1e300)).toBe('0000-01-01T00:00:00Z');
});
