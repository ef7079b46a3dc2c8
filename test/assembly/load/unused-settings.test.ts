import { expect, it } from 'vitest';
import { createSimulator, type SimulatorOptions } from '../../../src/index.ts';

const SPEC = 'test/contracts/shop/openapi.yaml';

it.each<[string, SimulatorOptions, RegExp]>([
  ['csrf', { csrf: true }, /^csrf: The contract has no platform rules that could use CSRF tokens\. Leave it out/],
  [
    'tokenTtl',
    { tokenTtl: 300_000 },
    /^tokenTtl: The contract has no platform rules that could use a lifetime of tokens/,
  ],
])('a contract without users is not served with %s, which would protect nothing', async (_name, options, message) => {
  await expect(createSimulator({ spec: SPEC, ...options })).rejects.toThrow(message);
});

it('a contract without users is served with a rate limit, which counts its clients', async () => {
  await using simulator = await createSimulator({ spec: SPEC, rateLimit: '60/min' });
  const response = await simulator.fetch('http://localhost/shelves');
  expect([response.status, response.headers.get('x-ratelimit-remaining')]).toEqual([200, '59']);
});
