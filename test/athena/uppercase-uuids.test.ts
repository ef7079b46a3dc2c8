import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token', host: 'localhost' };
const AGENT = '/api/v1/agents/be38d428-f6c6-4891-b7e4-d99b74fecff2';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

const upper = (path: string): string => path.replace(/[^/]+$/, (key) => key.toUpperCase());

it('finds the record of a UUID in upper case, as databases compare them, and shows its own', async () => {
  const { body } = await request(simulator.app).get(upper(AGENT)).set(AUTH).expect(200);
  expect(body.data.uuid).toBe('be38d428-f6c6-4891-b7e4-d99b74fecff2');
  expect((await request(simulator.app).get(AGENT).set(AUTH).expect(200)).body).toEqual(body);
});

it('updates and deletes it too, and a cached response follows', async () => {
  const { body: created } = await request(simulator.app).post('/api/v1/threads').set(AUTH).send({ name: 'One' });
  const path = upper(`/api/v1/threads/${created.data.uuid}`);
  await request(simulator.app).get(path).set(AUTH).expect(200);
  await request(simulator.app).put(path).set(AUTH).send({ name: 'Two' }).expect(200);
  expect((await request(simulator.app).get(path).set(AUTH)).body.data.name).toBe('Two');
  await request(simulator.app).delete(path).set(AUTH).expect(204);
  await request(simulator.app).get(path).set(AUTH).expect(404);
});

it('runs the operations of the platform on it', async () => {
  const pin = { taskable_type: 'agent', taskable_uuid: 'be38d428-f6c6-4891-b7e4-d99b74fecff2' };
  const { body } = await request(simulator.app).post('/api/v1/command-room-tasks').set(AUTH).send(pin).expect(201);
  const path = upper(`/api/v1/command-room-tasks/${body.data.uuid}`);
  expect((await request(simulator.app).delete(path).set(AUTH)).status).toBe(204);
});

it('names the key of an unknown record as it was sent', async () => {
  const { body } = await request(simulator.app)
    .get('/api/v1/agents/ABCDEF00-0000-4000-8000-000000000000')
    .set(AUTH)
    .expect(404);
  expect(body.message).toBe('No query results for model [App\\Models\\Agent] ABCDEF00-0000-4000-8000-000000000000');
});
