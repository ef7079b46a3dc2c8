import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator({ seed: 7 });
});
afterAll(() => simulator.close());

async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await simulator.fetch(`http://localhost/api/v1/${path}`, {
    method,
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

async function ask(message: string): Promise<string> {
  const { data } = await call('POST', `agents/${AGENT}/run`, { message });
  return (data as { readonly content: string }).content;
}

it('an agent names the workflows of its workspace that the user may see, and no other', async () => {
  const { collections } = simulator.state();
  const workspace = collections['agents']?.find(({ uuid }) => uuid === AGENT)?.['workspace_uuid'];
  const listed = (await call('GET', 'workflows?per_page=100'))['data'] as readonly { readonly uuid: string }[];
  const visible = new Set(listed.map(({ uuid }) => uuid));
  const own = (collections['workflows'] ?? []).filter(
    ({ uuid, workspace_uuid: of }) => of === workspace && visible.has(String(uuid)),
  );
  expect(own.length).toBeGreaterThan(1);
  const answer = await ask('Which workflows do we have?');
  for (const { name } of own) expect(answer).toContain(`**${String(name)}**`);
  expect(answer.match(/^- \*\*/gm)).toHaveLength(own.length);
});

it('an agent says what a workflow is for, and knows of a new one at once', async () => {
  expect(await ask('Is the Ticket Routing workflow active?')).toMatch(
    /^\*\*Ticket Routing\*\* is an (?:in)?active workflow\. Reads each new ticket/,
  );
  expect(await ask('Which agents are there in this workspace?')).toContain('**Meeting Summarizer**');
});
