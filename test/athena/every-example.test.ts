import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { listExampleCalls } from '../support/example-calls.ts';

const { contract } = await loadContract(undefined);
const calls = listExampleCalls(contract);

it('has an example of each operation', () => {
  expect(new Set(calls.map((call) => call().operation.id)).size).toBe(contract.operations.length);
});

describe('sent to a new server, as the reference fills it in', () => {
  it.each(calls.map((call) => [call().name, call] as const))('%s succeeds', async (_name, call) => {
    const { operation, request } = call();
    const simulator = await createSimulator({ seed: '1' });
    const response = await simulator.fetch(request);
    const text = await response.text();
    expect([response.status, text.slice(0, 300)]).toEqual([Number(operation.success.code), expect.any(String)]);
    if (operation.behaviour === 'list') {
      const { data } = JSON.parse(text) as { readonly data: readonly JsonObject[] };
      expect(data.length).toBeGreaterThan(0);
    }
    expect(simulator.violations().breaches).toEqual([]);
    await simulator.close();
  });
});
