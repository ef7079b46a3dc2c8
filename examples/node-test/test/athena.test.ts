import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createSimulator, type SandboxHandle } from 'athena-simulator';
import { handlers } from 'athena-simulator/msw';
import { setupServer } from 'msw/node';
import { askAgent, beginThread, findAgents, readThread } from '../src/athena.js';

const simulator = await createSimulator();
const server = setupServer();
let athena: SandboxHandle;
let count = 0;
before(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  athena = simulator.sandbox(`test-${(count += 1)}`);
  server.resetHandlers(...handlers(athena, { baseUrl: 'https://api.athena.example' }));
});
after(async () => {
  assert.deepEqual(simulator.violations().breaches, []);
  server.close();
  await simulator.close();
});

test('finds agents', async () => {
  const agents = await findAgents('refund');
  assert.ok(agents.some(({ name }) => name === 'Refund Advisor'));
});

test('begins a thread that can be read', async () => {
  const { uuid } = await beginThread('Plans');
  assert.equal((await readThread(uuid)).name, 'Plans');
});

test('tries again while the API is unavailable', async () => {
  await athena.fault({ operationId: 'createThread', kind: 'status', status: 503, times: 2 });
  await beginThread('Plans');
  assert.equal(await athena.count({ operationId: 'createThread' }), 3);
});

test('says why a name is rejected', async () => {
  await assert.rejects(beginThread(''), { message: 'The name field is required.' });
});

test('streams an answer', async () => {
  await athena.reply('It ships on Friday.');
  const [agent] = await findAgents('refund');
  let answer = '';
  for await (const part of askAgent(agent?.uuid ?? '', 'When does it ship?')) answer += part;
  assert.equal(answer, 'It ships on Friday.');
});

test('rejects a request to another address', async () => {
  await assert.rejects(fetch('https://other.example'), /Cannot bypass a request/);
});
