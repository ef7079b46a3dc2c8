import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { exampleRequest, readEverything, send } from '../support/contract-requests.ts';

const PETS = fileURLToPath(new URL('../contracts/pets/openapi.yaml', import.meta.url));
const AUTH = { authorization: 'Bearer athena-demo-token' };
const { contract } = await loadContract(undefined);
const responses = contract.operations.flatMap((operation) =>
  [...operation.responses.values()].map((response) => [operation.id, response.code, operation, response] as const),
);

let simulator: Simulator;
let before: string;
beforeAll(async () => {
  simulator = await createSimulator();
  before = await readEverything(simulator, contract);
});
afterAll(async () => {
  // The preferred responses below, those of every write of the contract included, have changed nothing.
  expect(await readEverything(simulator, contract)).toBe(before);
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

const ask = (prefer: string, path = '/api/v1/agents') =>
  request(simulator.app).get(path).set(AUTH).set('Prefer', prefer);

describe('Prefer: code, for every response of every operation', () => {
  it.each(responses)('%s %s', async (_id, code, operation, response) => {
    const sent = exampleRequest(contract, operation);
    const answer = await send(simulator, { ...sent, headers: { ...sent.headers, prefer: `code=${code}` } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(Number(code));
    expect(answer.body).toEqual(response.mediaTypes[0]?.example);
    expect(answer.headers.get('preference-applied')).toBe(`code=${code}`);
    expect(answer.headers.has('x-athena-error')).toBe(Number(code) >= 400);
  });
});

describe('Prefer: dynamic, for every body of every operation', () => {
  const bodies = responses.filter(([, , , response]) => response.mediaTypes.length > 0);

  it.each(bodies)('%s %s', async (_id, code, operation, response) => {
    const sent = exampleRequest(contract, operation);
    const dynamic = (seed: number) =>
      send(simulator, { ...sent, headers: { ...sent.headers, prefer: `code=${code}; dynamic=true; seed=${seed}` } });
    const [one, again, other] = await Promise.all([dynamic(1), dynamic(1), dynamic(2)]);
    expect(one.status).toBe(Number(code));
    expect(response.mediaTypes[0]?.validate(one.body)).toEqual([]);
    expect(again.body).toEqual(one.body);
    expect(other.body).not.toEqual(one.body);
    expect(one.headers.get('x-athena-simulated')).toBe('sample');
    expect(one.headers.get('preference-applied')).toBe(`code=${code}, dynamic=true, seed=1`);
  });
});

describe('a preference', () => {
  it('can be combined with others in one or several headers', async () => {
    const { headers, body } = await ask('code=401, dynamic=true').expect(401);
    expect(headers['preference-applied']).toBe('code=401, dynamic=true');
    const response = await simulator.fetch('http://localhost/api/v1/agents', {
      headers: [
        ['authorization', AUTH.authorization],
        ['prefer', 'code=401'],
        ['prefer', 'dynamic=true'],
      ],
    });
    expect([response.status, response.headers.get('preference-applied')]).toEqual([401, 'code=401, dynamic=true']);
    expect(body).toEqual({ message: expect.any(String) });
  });

  it('applies to one request', async () => {
    const plain = await ask('code=200, dynamic=true').expect(200);
    await ask('code=200, dynamic=true, seed=99').expect(200);
    expect((await ask('code=200, dynamic=true').expect(200)).text).toBe(plain.text);
    expect(
      (await request(simulator.app).get('/api/v1/agents').set(AUTH)).headers['preference-applied'],
    ).toBeUndefined();
  });

  it('needs credentials and a valid request, but no record', async () => {
    const missing = '/api/v1/agents/00000000-0000-4000-8000-000000000000';
    expect((await ask('code=200', missing)).status).toBe(200);
    expect((await request(simulator.app).get(missing).set('Prefer', 'code=200')).status).toBe(401);
    expect((await ask('code=200', '/api/v1/agents?page=0')).status).toBe(422);
  });

  it('is ignored when it is unknown or selects no response', async () => {
    const get = (headers: Record<string, string>) =>
      simulator.fetch('http://localhost/api/v1/agents', { headers: { ...AUTH, ...headers } });
    const plain = await (await get({})).text();
    for (const header of ['return=minimal', 'respond-async, wait=10', 'dynamic=false', 'seed=7', '']) {
      const response = await get({ prefer: header });
      expect([response.status, response.headers.get('preference-applied')]).toEqual([200, null]);
      expect((await response.text()) === plain, header).toBe(true);
    }
  });

  it('applies to HEAD as to GET', async () => {
    const { headers, text } = await request(simulator.app)
      .head('/api/v1/agents')
      .set(AUTH)
      .set('Prefer', 'code=401')
      .expect(401);
    expect([headers['preference-applied'], text]).toEqual(['code=401', undefined]);
  });
});

describe('a preference that cannot be satisfied is rejected with what is declared', () => {
  it.each([
    ['code=418', 'listAgents does not declare the code "418". It has 200, 401, 422.'],
    ['code=abc', 'listAgents does not declare the code "abc". It has 200, 401, 422.'],
    ['code=', 'listAgents does not declare the code "". It has 200, 401, 422.'],
    ['example=nope', 'listAgents has no example "nope" for 200. It has'],
    ['code=422, example=nope', 'listAgents has no example "nope" for 422. It has'],
    ['dynamic=perhaps', 'Prefer: dynamic is true or false, not "perhaps".'],
    ['dynamic', 'Prefer: dynamic is true or false, not "".'],
    ['seed=seven', 'Prefer: seed is a whole number, not "seven".'],
    ['seed=1e3, dynamic=2', 'Prefer: dynamic is true or false, not "2". Prefer: seed is a whole number, not "1e3".'],
  ])('%s', async (header, message) => {
    const { body, headers } = await ask(header).expect(400);
    expect(body).toEqual({ message: expect.stringContaining(message) });
    expect(headers['x-athena-error']).toBe('INVALID_PREFERENCE');
  });
});

describe('another contract', () => {
  let pets: Simulator;
  beforeAll(async () => {
    pets = await createSimulator({ spec: PETS });
  });
  afterAll(async () => {
    expect(pets.violations().breaches).toEqual([]);
    await pets.close();
  });
  const get = (path: string, prefer?: string) =>
    prefer === undefined ? request(pets.app).get(path) : request(pets.app).get(path).set('Prefer', prefer);

  it('returns a named example, also when the name is not a token', async () => {
    expect((await get('/pets/1', 'example=cat').expect(200)).body).toEqual({ id: 1, name: 'Tom' });
    const { body, headers } = await get('/pets/1', 'example="my dog"').expect(200);
    expect([body, headers['preference-applied']]).toEqual([{ id: 2, name: 'Rex' }, 'example="my dog"']);
    expect((await get('/pets/1', 'example=bird').expect(400)).headers['x-athena-error']).toBe('INVALID_PREFERENCE');
  });

  it('finds the responses 4XX and default', async () => {
    const { body, headers } = await get('/pets/1', 'code=404').expect(404);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({ title: expect.any(String), status: expect.any(Number) });
    expect((await get('/pets/1', 'code=503').expect(503)).body).toEqual({ title: 'Out of order' });
    await get('/pets/1', 'code=100').expect(400);
    await get('/pets/1', 'code=999').expect(400);
    await request(pets.app).delete('/pets/1').set('Prefer', 'code=204').expect(204, '');
    await request(pets.app).delete('/pets/1').set('Prefer', 'code=500').expect(400);
  });

  it('generates a body without an example: the same each time, and another for another seed', async () => {
    const { text, body, headers } = await get('/report').expect(200);
    expect((await get('/report').expect(200)).text).toBe(text);
    expect(headers['preference-applied']).toBeUndefined();
    expect(text).not.toContain('"pin"');
    expect(body).toMatchObject({ made_at: expect.stringMatching(/^2024-/) });
    const seeded = await get('/report', 'seed=7').expect(200);
    expect(seeded.headers['preference-applied']).toBe('seed=7');
    expect(seeded.text).not.toBe(text);
    expect((await get('/report').expect(200)).text).toBe(text);
  });

  it('uses the server’s seed by default', async () => {
    const seeded = await createSimulator({ spec: PETS, seed: '7' });
    const [one, other] = [
      await request(seeded.app).get('/report').expect(200),
      await get('/report', 'seed=7').expect(200),
    ];
    expect(one.text).toBe(other.text);
    await seeded.close();
    const unseeded = await createSimulator({ spec: PETS, seed: undefined });
    expect((await request(unseeded.app).get('/report').expect(200)).text).toBe((await get('/report').expect(200)).text);
    await unseeded.close();
  });
});
