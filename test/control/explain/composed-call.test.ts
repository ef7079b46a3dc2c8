import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import { createCaller, idOf, readExplanation, useSimulator, type Answer, type Call } from '../admin.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

const shared = useSimulator();

/** Returns the nearest call of an explanation without its first words, and its note. */
async function advise(
  answer: Answer,
  call: Call,
): Promise<{ readonly call: string | null; readonly note: string | null }> {
  const explained = await readExplanation(call, answer);
  return {
    call: explained.call?.replace('npx athena-simulator call ', '') ?? null,
    note: explained.call_note,
  };
}

/** A document of another vendor: keys are integers, and all paths begin with a project. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Tasks', version: '1' },
  paths: {
    '/projects/{project}/tasks': {
      parameters: [{ name: 'project', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'listTasks',
        parameters: [
          { name: 'X-Callback', in: 'header', schema: { type: 'string' } },
          { name: 'size', in: 'query', schema: { type: 'integer' } },
        ],
        responses: { 200: { description: 'Tasks' } },
      },
      post: {
        operationId: 'createTask',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Task' } } },
        },
        responses: { 201: { description: 'The task' } },
      },
    },
    '/projects/{project}/tasks/{task}': {
      parameters: [
        { name: 'project', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'task', in: 'path', required: true, schema: { type: 'integer' } },
      ],
      delete: { operationId: 'deleteTask', responses: { 204: { description: 'Deleted' } } },
      put: {
        operationId: 'updateTask',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Task' } } },
        },
        responses: { 200: { description: 'The task' } },
      },
    },
  },
  components: {
    schemas: {
      Task: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          size: { type: 'integer' },
          state: { anyOf: [{ enum: ['open', 'closed'] }, { type: 'string' }] },
        },
      },
    },
  },
};

describe('the nearest call by a document of another vendor', () => {
  let folder = '';
  let simulator: Simulator;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'composed-'));
    const spec = join(folder, 'openapi.json');
    await writeFile(spec, JSON.stringify(DOCUMENT));
    simulator = await createSimulator({ spec, seed: 1 });
  });
  afterAll(async () => {
    await simulator.close();
    await rm(folder, { recursive: true });
  });

  it.each<[method: string, path: string, body?: object]>([
    ['DELETE', '/projects/p1/tasks/first'],
    ['PUT', '/projects/p1/tasks/first', { name: 'Mine' }],
    ['POST', '/tasks', { name: 'Mine' }],
    ['DELETE', '/tasks/5'],
  ])('is none for a write whose key is invalid, or is not in the path: %s %s', async (method, path, body) => {
    const call = createCaller(simulator);
    const answer = await call(method, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await advise(answer, call)).toMatchObject({ call: null });
  });

  it('keeps a value that is valid, although it is like another one', async () => {
    const call = createCaller(simulator);
    const answer = await call('POST', '/projects/p1/tasks', { name: 'Mine', state: 'opens', size: 'big' });
    expect(await advise(answer, call)).toMatchObject({ call: 'createTask project=p1 name=Mine state=opens' });
  });

  it('is none for an update with a list in place of its object', async () => {
    const call = createCaller(simulator);
    const answer = await call('PUT', '/projects/p1/tasks/5', ['Mine']);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await advise(answer, call)).toMatchObject({ call: null });
  });

  it('has no header with a secret in its value', async () => {
    const call = createCaller(simulator, undefined, { 'x-callback': 'https://hook.test/?token=hush-9' });
    const answer = await call('GET', '/projects/p1/tasks?size=big');
    const explained = await readExplanation(call, answer);
    expect(explained.call).toBe('npx athena-simulator call listTasks project=p1');
    expect(JSON.stringify(explained)).not.toContain('hush-9');
  });
});

describe('the nearest call', () => {
  it('is none for an update whose body is no object', async () => {
    const answer = await shared.call('PUT', ACCOUNT, ['Ada']);
    expect(answer.status).toBe(422);
    expect(await advise(answer, shared.call)).toEqual({
      call: null,
      note: 'No call is left of it: nothing of what was to be written is valid, or may be shown.',
    });
  });

  it('has a text of several lines as JSON, which a terminal shows on one line', async () => {
    const answer = await shared.call('POST', '/api/v1/agents', { name: 'One\nTwo\u202e', visibility: 7 });
    const headers = { accept: 'text/plain' };
    const path = `/__admin/requests/${idOf(answer)}/explain`;
    const response = await shared.simulator.fetch(`http://localhost${path}`, { headers });
    expect(await response.text()).toContain(String.raw`call createAgent --body '{"name":"One\nTwo\u202e"}'`);
  });

  it('is no line with a parameter of several lines, which no word can show', async () => {
    const answer = await shared.call('GET', '/api/v1/agents?search=one%0Atwo&page=x');
    const explained = await readExplanation(shared.call, answer);
    expect(explained).toMatchObject({ call: null, nearest_call: { parameters: { search: 'one\ntwo' } } });
  });

  it('does not take an invalid value for the field that was probably meant', async () => {
    const answer = await shared.call('POST', '/api/v1/threads', { nam: 7 });
    expect(await advise(answer, shared.call)).toEqual({
      call: "createThread 'name=A quick question'",
      note: 'In the call, name is an example. The call leaves out nam.',
    });
  });

  it('has a mistyped field as the one that was meant with --strict, too', async () => {
    await using strict = await createSimulator({ seed: 1, strict: true });
    const call = createCaller(strict);
    expect(await advise(await call('POST', '/api/v1/threads', { nam: 'Plans' }), call)).toMatchObject({
      call: 'createThread name=Plans',
    });
  });
});
