import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { createClient, storyOf, type Client } from './client.ts';

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

interface Generated {
  readonly uuid: string;
  readonly name: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly type: string;
    readonly data: { readonly parameters?: JsonObject };
  }[];
  readonly edges: readonly JsonObject[];
}

async function generate(prompt: string): Promise<Generated> {
  const { status, body } = await client.call('POST', '/workflows/generate', { prompt });
  expect(status, JSON.stringify(body)).toBe(201);
  return body['data'] as unknown as Generated;
}

/** Posts a generated workflow again, and returns the uuid of the copy. */
async function copy({ name, nodes, edges }: Generated): Promise<string> {
  const body = { name, nodes, edges, status: 'active' } as unknown as JsonObject;
  const answer = await client.call('POST', '/workflows', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return String((answer.body['data'] as JsonObject)['uuid']);
}

describe('a generated workflow', () => {
  it.each([
    [
      'When a review has fewer than three stars, draft an answer and ask a person to approve it.',
      'trigger.webhook, logic.condition, agent.run, human.approval',
    ],
    [
      'Every Monday summarise the open tickets and post the summary to the Slack channel.',
      'trigger.schedule, agent.run, tool.call',
    ],
    [
      'When a new lead arrives, research the company, wait 2 hours, then send an email.',
      'trigger.webhook, agent.run, logic.delay, tool.call',
    ],
    [
      'Every night, for each order translate the note. Then call https://hooks.example.com/done',
      'trigger.schedule, http.request, logic.loop, agent.run, http.request',
    ],
    ['If the amount is over 200 euros, tell the finance team.', 'trigger.webhook, logic.condition, tool.call'],
    ['Make something nice.', 'trigger.webhook, agent.run'],
  ])('has the steps that the prompt describes: %s', async (prompt, types) => {
    const generated = await generate(prompt);
    expect(generated.nodes.map(({ type }) => type).join(', ')).toBe(types);
    expect(generated).toMatchObject({ status: 'draft', visibility: 'private', description: prompt, is_owner: true });
  });

  it('runs unchanged', async () => {
    const generated = await generate(
      'When a review has fewer than three stars, draft an answer, send an email and ask a person to approve it.',
    );
    const execution = await client.trigger(await copy(generated), { stars: 2, email: 'ada.park@example.com' });
    expect(execution.status).toBe('success');
    expect(storyOf(await client.look(execution))).toEqual([
      'webhook: success',
      'check_stars: success',
      'draft: success',
      'send: success',
      'approve: success',
    ]);
    const nightly = await generate('Every night, for each order translate the note. Then tell the team.');
    expect((await client.trigger(await copy(nightly))).status).toBe('success');
  });

  it('is the same for the same seed', async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const fresh = await createClient({ seed: '7' });
        const { body } = await fresh.call('POST', '/workflows/generate', {
          prompt: 'Each morning collect the news and write a summary.',
        });
        await fresh.close();
        return body;
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it('can be posted again for any prompt', async () => {
    const asked = [
      'when',
      'if',
      'every',
      'for each order',
      'fewer than three stars',
      'over 200 euros',
      'draft',
      'approve',
      'wait 5 minutes',
      'then',
    ];
    const odd = [
      'and',
      ',',
      '.',
      'send an email',
      'tell slack',
      'https://a.example/b',
      '{{ x }}',
      '}}',
      "'",
      '"',
      'äöü 漢字',
      '__proto__',
      '\n',
      'manually',
    ];
    const words = fc.constantFrom(...asked, ...odd);
    const prompts = fc
      .sample(fc.array(words, { minLength: 1, maxLength: 14 }), { numRuns: 60 })
      .map((parts) => `${parts.join(' ').trim()}.`);
    for (const prompt of prompts) expect(await copy(await generate(prompt)), prompt).toMatch(/^[0-9a-f-]{36}$/);
  });
});
