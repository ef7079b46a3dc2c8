import { createSimulator, type SandboxHandle } from 'athena-simulator';
import { handlers } from 'athena-simulator/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askAgent, beginThread, findAgents, readThread } from '../src/athena.js';

const simulator = await createSimulator();
const server = setupServer();
let athena: SandboxHandle;
let count = 0;
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  athena = simulator.sandbox(`test-${(count += 1)}`);
  server.resetHandlers(...handlers(athena, { baseUrl: 'https://api.athena.example' }));
});
afterAll(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  server.close();
  await simulator.close();
});

test('finds agents', async () => {
  const agents = await findAgents('refund');
  expect(agents.map(({ name }) => name)).toContain('Refund Advisor');
});

test('begins a thread that can be read', async () => {
  const { uuid } = await beginThread('Plans');
  expect((await readThread(uuid)).name).toBe('Plans');
});

test('tries again while the API is unavailable', async () => {
  await athena.fault({ operationId: 'createThread', kind: 'status', status: 503, times: 2 });
  await beginThread('Plans');
  expect(await athena.count({ operationId: 'createThread' })).toBe(3);
});

test('says why a name is rejected', async () => {
  await expect(beginThread('')).rejects.toThrow('The name field is required.');
});

test('streams an answer', async () => {
  await athena.reply('It ships on Friday.');
  const [agent] = await findAgents('refund');
  let answer = '';
  for await (const part of askAgent(agent?.uuid ?? '', 'When does it ship?')) answer += part;
  expect(answer).toBe('It ships on Friday.');
});

test('rejects a request to another address', async () => {
  await expect(fetch('https://other.example')).rejects.toThrow('Cannot bypass a request');
});
