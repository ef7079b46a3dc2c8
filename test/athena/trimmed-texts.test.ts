import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token' };

let simulator: Simulator;
let untrimmed: Simulator;
beforeAll(async () => {
  [simulator, untrimmed] = await Promise.all([createSimulator(), createSimulator({ noTrim: true })]);
});
afterAll(() => Promise.all([simulator.close(), untrimmed.close()]));

function post(path: string, body: object, { app } = simulator) {
  return request(app).post(`/api/v1${path}`).set(AUTH).send(body);
}

describe('the top-level texts of a body', () => {
  it('are stored without the white space around them', async () => {
    const { body } = await post('/agents', {
      name: ' \t\u00A0Ada \u200B\n',
      description: '\u3000Helps.\uFEFF ',
    }).expect(201);
    expect(body.data).toMatchObject({ name: 'Ada', description: 'Helps.' });
  });

  it('are null when they are blank and may be null', async () => {
    const { body } = await post('/agents', { name: 'Ada', description: '   ', large_language_model_uuid: '' }).expect(
      201,
    );
    expect(body.data).toMatchObject({ description: null, large_language_model: null });
  });

  it.each(['', '   ', '\n\u200B'])('are missing when they are blank and must not be: %j', async (name) => {
    const required = { message: 'The name field is required.', errors: { name: ['The name field is required.'] } };
    expect((await post('/threads', { name }).expect(422)).body).toEqual(required);
    const { body } = await post('/threads', { name: 'One' }).expect(201);
    const path = `/api/v1/threads/${body.data.uuid}`;
    const updated = await request(simulator.app).put(path).set(AUTH).send({ name }).expect(422);
    expect(updated.body).toEqual(required);
  });

  it('are compared as trimmed: an enum, an e-mail address, a UUID', async () => {
    const { body } = await post('/agents', { name: 'Ada', visibility: ' public ' }).expect(201);
    expect(body.data.visibility).toBe('public');
    await post('/auth/sign-in', { email: ' john.doe@example.com ', password: 'password' }).expect(200);
  });
});

describe('a text stays as sent', () => {
  it('in a password, an instruction and a message', async () => {
    await post('/auth/sign-in', { email: 'john.doe@example.com', password: ' password ' }).expect(422);
    const { body: agent } = await post('/agents', { name: 'Ada', instruction: ' Be brief. ' }).expect(201);
    expect(agent.data.instruction).toBe(' Be brief. ');
    const { body: thread } = await post('/threads', { name: 'One' }).expect(201);
    const message = { thread_uuid: thread.data.uuid, content: '  indented\n' };
    expect((await post('/messages', message).expect(201)).body.data.content).toBe('  indented\n');
  });

  it('when it is nested', async () => {
    const metadata = { role: ' Guide ', conversation_starters: [' Hi '] };
    const { body } = await post('/agents', { name: 'Ada', metadata }).expect(201);
    expect(body.data.metadata).toMatchObject(metadata);
  });

  it('with --no-trim', async () => {
    const { body } = await post('/agents', { name: ' Ada ', description: '' }, untrimmed).expect(201);
    expect(body.data).toMatchObject({ name: ' Ada ', description: '' });
  });
});
