import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const PETSTORES = ['3.0', '3.1'].map((version) =>
  createRequire(import.meta.url)
    .resolve(`@readme/oas-examples/package.json`)
    .replace('package.json', `${version}/json/petstore.json`),
);

describe.each(PETSTORES)('Petstore (%s), as in README.md', (spec) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await createSimulator({ spec });
  });
  afterAll(() => simulator.close());

  it('stores a pet', async () => {
    const api = request(simulator.app);
    const pet = { id: 7, name: 'Rex', photoUrls: [] };
    const bearer = ['Authorization', 'Bearer any'] as const;
    expect(
      (
        await api
          .post('/pet')
          .set(...bearer)
          .send(pet)
      ).body,
    ).toEqual(pet);
    expect((await api.get('/pet/7').set('api_key', 'any')).body).toEqual(pet);
    expect((await api.get('/v2/pet/7').set('api_key', 'any')).body).toEqual(pet);
    await api
      .put('/pet')
      .set(...bearer)
      .send({ ...pet, name: 'Max' });
    const xml = await api.get('/pet/7').set('api_key', 'any').set('Accept', 'application/xml').expect(200).buffer(true);
    expect(xml.text).toContain('<Pet><id>7</id><name>Max</name>');
    await api
      .post('/pet')
      .set(...bearer)
      .send(pet)
      .expect(409);
    await api
      .delete('/pet/7')
      .set(...bearer)
      .expect((response) => expect(response.status).toBeLessThan(300));
    await api.get('/pet/7').set('api_key', 'any').expect(404);
    expect(simulator.violations().breaches).toEqual([]);
  });
});

it('keeps the items of a third-party document across a restart, and starts with its fixtures', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'petstore-'));
  try {
    await mkdir(join(folder, 'fixtures'));
    await writeFile(join(folder, 'fixtures', 'pet.json'), '[{ "id": 1, "name": "Ada", "photoUrls": [] }]');
    const options = { spec: PETSTORES[0] ?? '', data: join(folder, 'data'), fixtures: join(folder, 'fixtures') };
    const first = await createSimulator(options);
    await request(first.app).get('/pet/1').set('api_key', 'any').expect(200);
    await request(first.app)
      .post('/pet')
      .set('Authorization', 'Bearer any')
      .send({ name: 'Rex', photoUrls: [] })
      .expect(201);
    await first.close();
    const second = await createSimulator(options);
    const { body } = await request(second.app).get('/pet/2').set('api_key', 'any');
    expect(body).toEqual({ id: 2, name: 'Rex', photoUrls: [] });
    await second.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('logs a warning for each tolerated fault', async () => {
  const messages: object[] = [];
  const log = (fields: object): unknown => messages.push(fields);
  const spec = fileURLToPath(new URL('wrong.yaml', import.meta.url));
  const simulator = await createSimulator({ spec, logger: { info: log, warn: log, error: log } });
  await simulator.close();
  expect(messages).toEqual([
    {
      file: expect.stringContaining('wrong.yaml'),
      pointer: '/paths/~1a/get/parameters/0/schema',
      message: 'The keyword "type" has the invalid value "any".',
      remedy: 'The keyword is ignored.',
    },
    {
      file: expect.stringContaining('wrong.yaml'),
      pointer: '/paths/~1a~1{b}/get',
      message: 'The path parameter "b" is not declared.',
      remedy: 'Any string is accepted.',
    },
  ]);
});
