import { expect, it } from 'vitest';
import { createSharedLog, createSimulator, type SimulatorOptions } from '../../../src/index.ts';

const SPEC = 'test/contracts/shop/openapi.yaml';

it.each<[string, SimulatorOptions, RegExp]>([
  ['csrf', { csrf: true }, /^--csrf: The contract has no platform rules that could use CSRF tokens\. Leave it out/],
  [
    'tokenTtl',
    { tokenTtl: 300_000 },
    /^--token-ttl: The contract has no platform rules that could use a lifetime of tokens/,
  ],
])('a contract without users is not served with %s, which would protect nothing', async (_name, options, message) => {
  await expect(createSimulator({ spec: SPEC, ...options })).rejects.toThrow(message);
});

it.each<[string, SimulatorOptions]>([
  ['--responder-url', { responderUrl: 'http://localhost:11434/v1' }],
  ['--responder-url', { responder: 'openai' }],
  ['--responder-model', { responderModel: 'small' }],
  ['--record-replies', { replies: 'replies.jsonl', recordReplies: 'replies.jsonl' }],
  ['--responder', { spec: SPEC, responder: 'openai', responderUrl: 'http://localhost:11434/v1' }],
  ['--admin-token', { log: createSharedLog(), host: '0.0.0.0' }],
])('a fault of the settings names %s as it is written in a terminal: %o', async (file, options) => {
  const faults = [expect.objectContaining({ file })];
  await expect(createSimulator(options)).rejects.toMatchObject({ code: 'BOOT_FAILED', faults });
});

it('a contract without users is served with a rate limit, which counts its clients', async () => {
  await using simulator = await createSimulator({ spec: SPEC, rateLimit: '60/min' });
  const response = await simulator.fetch('http://localhost/shelves');
  expect([response.status, response.headers.get('x-ratelimit-remaining')]).toEqual([200, '59']);
});
