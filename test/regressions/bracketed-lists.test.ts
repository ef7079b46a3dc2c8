import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

// `with[]=shares`, the way in which Laravel, axios and qs write lists, was ignored: the response had no relations.
let lax: Simulator;
let strict: Simulator;
beforeAll(async () => {
  [lax, strict] = [await createSimulator(), await createSimulator({ strict: true })];
});
afterAll(async () => {
  await lax.close();
  await strict.close();
});

const get = (simulator: Simulator, path: string) =>
  request(simulator.app).get(path).set({ authorization: 'Bearer athena-demo-token', host: 'localhost' });

describe.each(['lax', 'strict'] as const)('a %s simulator', (mode) => {
  const simulator = (): Simulator => (mode === 'lax' ? lax : strict);

  test.each([
    ['with=shares,tools', 'with[]=shares&with[]=tools'],
    ['with=shares,tools', 'with%5B0%5D=shares&with%5B1%5D=tools'],
    ['with=shares,tools', 'with[]=shares,tools'],
    ['with_count=shares', 'with_count[]=shares'],
    ['with=shares&with_count=memories', 'with[]=shares&with_count[]=memories'],
  ])('responds to %s and %s alike', async (commas, brackets) => {
    const expected = await get(simulator(), `/api/v1/agents?per_page=2&${commas}`).expect(200);
    const answer = await get(simulator(), `/api/v1/agents?per_page=2&${brackets}`).expect(200);
    const plain = await get(simulator(), '/api/v1/agents?per_page=2').expect(200);
    expect(answer.body.data).toEqual(expected.body.data);
    expect(answer.body.data).not.toEqual(plain.body.data);
  });

  test('keeps the brackets in the links to other pages', async () => {
    const { body } = await get(simulator(), '/api/v1/agents?per_page=2&with[]=shares').expect(200);
    const { pathname, search } = new URL(body.links.next);
    const next = await get(simulator(), pathname + search).expect(200);
    expect(next.body.data[0]).toHaveProperty('shares');
  });

  test.each(['with[]=nonsense', 'with[0]=shares&with[1]=nonsense'])(
    'rejects %s by the name of the list',
    async (query) => {
      const { body } = await get(simulator(), `/api/v1/agents?${query}`).expect(422);
      expect(body.errors).toEqual({ with: ['The selected with is invalid.'] });
    },
  );
});
