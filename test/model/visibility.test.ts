import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

const AGENT = '/api/v1/agents/550e8400-e29b-41d4-a716-446655440000';
const PEOPLE = ['john.doe', 'jane.smith', 'amir.haddad', 'mei.tanaka'] as const;

let simulator: Simulator;
const tokens = new Map<string, string>();
beforeAll(async () => {
  simulator = await createSimulator();
  for (const name of PEOPLE) {
    const { body } = await request(simulator.app)
      .post('/api/v1/auth/sign-in')
      .send({ email: `${name}@example.com`, password: 'password' });
    tokens.set(name, body.data.token as string);
  }
});
afterAll(() => simulator.close());

const get = async (who: (typeof PEOPLE)[number], path: string): Promise<JsonObject> => {
  const { body } = await request(simulator.app)
    .get(path)
    .set('authorization', `Bearer ${tokens.get(who)}`)
    .expect(200);
  return body as JsonObject;
};

describe('the related records of a public agent', () => {
  const path = `${AGENT}?with=memories,threads,shares&with_count=memories,threads,shares`;

  it('are shown to its owner', async () => {
    const { data } = (await get('john.doe', path)) as { data: Record<string, JsonObject[]> };
    for (const name of ['memories', 'threads', 'shares']) {
      expect(data[name], name).not.toEqual([]);
      expect(data[`${name}_count`], name).toBe(data[name]?.length);
    }
  });

  it.each(PEOPLE.slice(1))('are neither shown to %s nor counted', async (who) => {
    const { data } = await get(who, path);
    expect(data).toMatchObject({
      is_owner: false,
      memories: [],
      memories_count: 0,
      threads: [],
      threads_count: 0,
      shares: [],
      shares_count: 0,
    });
  });
});

it.each(PEOPLE)('%s can retrieve every record of every list', async (who) => {
  for (const collection of [
    'workspaces',
    'providers',
    'accounts',
    'agents',
    'workflows',
    'workflow-executions',
    'prompts',
    'memories',
    'threads',
    'messages',
  ]) {
    const { data } = (await get(who, `/api/v1/${collection}?per_page=100`)) as { data: { uuid: string }[] };
    for (const { uuid } of data)
      expect(await get(who, `/api/v1/${collection}/${uuid}`)).toMatchObject({ data: { uuid } });
  }
});
