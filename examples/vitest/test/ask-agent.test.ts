import { expect } from 'vitest';
import { test } from 'athena-simulator/vitest';
import { askAgent, listAgents } from '../src/ask-agent.js';

test('lists agents and streams an answer', async ({ athena }) => {
  const agents = await listAgents(athena.client);
  const names = agents.map(({ name }) => name);
  const [agent] = agents;
  expect(names.length).toBeGreaterThan(0);
  expect(agent?.user.name).toEqual(expect.any(String));
  let text = '';
  if (agent) await askAgent(athena.client, agent, 'What can you do?', (more) => (text += more));
  expect(text).not.toBe('');
});

test('creates an agent and a thread with metadata of its own', async ({ athena }) => {
  const agent = await athena.client.POST('/api/v1/agents', {
    body: { name: 'Greeter', metadata: { conversation_starters: ['Hi'] } },
  });
  expect(agent.data?.data.metadata['conversation_starters']).toEqual(['Hi']);
  const thread = await athena.client.POST('/api/v1/threads', { body: { name: 'Plans' } });
  const creator: string | undefined = thread.data?.data.creator.name;
  expect(creator).toBe('John Doe');
});

test('reports the invalid field', async ({ athena }) => {
  const { error } = await athena.client.POST('/api/v1/threads', { body: { name: '' } });
  expect(error?.kind === 'validation' ? error.errors['name'] : undefined).toEqual(['The name field is required.']);
});
