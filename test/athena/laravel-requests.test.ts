import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token' };

let simulator: Simulator;
let strict: Simulator;
beforeAll(async () => {
  [simulator, strict] = await Promise.all([createSimulator(), createSimulator({ strict: true })]);
});
afterAll(() => Promise.all([simulator.close(), strict.close()]));

describe('a body that Laravel would reject', () => {
  it('is rejected with errors in the order of its fields, and null counts as missing', async () => {
    const signIn = (body: object) => request(simulator.app).post('/api/v1/auth/sign-in').send(body).expect(422);
    expect((await signIn({ email: null, password: null })).body).toEqual({
      message: 'The email field is required. (and 1 more error)',
      errors: { email: ['The email field is required.'], password: ['The password field is required.'] },
    });
    expect((await signIn({ email: 'x' })).body.message).toBe(
      'The email field must be a valid email address. (and 1 more error)',
    );
  });

  it.each(['[]', '"x"', 'null', '7'])('is rejected when it is not an object: %s', async (body) => {
    const answer = await request(simulator.app).post('/api/v1/threads').set(AUTH).type('json').send(body).expect(422);
    expect(answer.body.errors).toEqual({ body: ['The body must be a JSON object.'] });
  });
});

describe('query parameters in brackets', () => {
  it.each([
    ['page[]=2', { page: ['The page field must be an integer.'] }],
    [
      'page[a]=2&search[]=x',
      { page: ['The page field must be an integer.'], search: ['The search field must be a string.'] },
    ],
    ['is_shared[]=1', { is_shared: ['The is shared field must be true or false.'] }],
  ])('%s is not a scalar value', async (query, errors) => {
    const { body } = await request(simulator.app).get(`/api/v1/agents?${query}`).set(AUTH).expect(422);
    expect(body.errors).toEqual(errors);
  });

  it('are accepted for lists and maps, also with --strict', async () => {
    const statusOf = async (path: string) => (await request(strict.app).get(path).set(AUTH)).status;
    expect(await statusOf('/api/v1/agents?user_ids[]=123&user_ids[]=124')).toBe(200);
    expect(await statusOf('/api/v1/workspaces/metrics?filters[period]=30d')).toBe(200);
    expect(await statusOf('/api/v1/agents?nothing[]=1')).toBe(422);
  });
});
