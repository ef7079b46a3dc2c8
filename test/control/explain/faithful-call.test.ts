import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../../src/index.ts';
import { createCaller, readExplanation, signIn, useSimulator, type Answer } from '../admin.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const ABSENT = '00000000-0000-4000-8000-000000000000';

const shared = useSimulator();

interface Told {
  readonly status: number;
  readonly call: string | null;
  readonly note: string | null;
  readonly remedy: string | null;
}

/** Sends a request as the demo user, or with further headers, and returns what its explanation advises. */
async function explain(method: string, path: string, body?: unknown, headers = {}): Promise<Told> {
  return advise(await shared.at(undefined, headers)(method, path, body));
}

async function advise(answer: Answer, call = shared.call): Promise<Told> {
  const explained = await readExplanation(call, answer);
  return {
    status: answer.status,
    call: explained.call?.replace('npx athena-simulator call ', '') ?? null,
    note: explained.call_note,
    remedy: explained.remedy,
  };
}

describe('the nearest call of a write never has another record', () => {
  it.each<[method: string, path: string, body?: object]>([
    ['DELETE', `/api/v1/threads/${ABSENT}`],
    ['DELETE', '/api/v1/threads/1'],
    ['PUT', `/api/v1/threads/${ABSENT}`, { name: 'Mine' }],
    ['PUT', `/api/v1/agents/${ABSENT}`, { name: 'Mine' }],
    ['POST', `/api/v1/threads/${ABSENT}/run`, { message: 'Hello' }],
  ])('%s %s', async (method, path, body) => {
    expect(await explain(method, path, body)).toMatchObject({ status: 404, call: null });
  });

  it('is none where an undo is the remedy, and the same call again once the record is back', async () => {
    const at = shared.at('undone');
    const created = await at('POST', '/api/v1/threads', { name: 'Mine' });
    const path = `/api/v1/threads/${created.body.data.uuid}`;
    const deleted = await at('DELETE', path);
    const missed = await at('DELETE', path);
    const read = await at('GET', path);
    expect(await advise(missed, at)).toMatchObject({ status: 404, call: null });
    expect(await advise(read, at)).toMatchObject({ status: 404, call: null });
    const revert = `/__admin/requests/${String(deleted.headers.get('x-request-id'))}/revert`;
    expect((await at('POST', revert)).status).toBe(200);
    expect((await advise(missed, at)).call).toBe(`deleteThread thread_uuid=${created.body.data.uuid} --sandbox undone`);
  });

  it('does not lose a key of the path that the nearest operation has no place for', async () => {
    const told = await explain('POST', `/api/v1/threads/${ABSENT}/messages`, { content: 'Hello' });
    expect(told).toMatchObject({ status: 404, call: null, remedy: 'Send POST /api/v1/messages.' });
  });

  it('makes no write of a read, and no deletion of another write', async () => {
    expect(await explain('GET', `/api/v1/agents/${AGENT}/run`)).toMatchObject({ status: 405, call: null });
    expect(await explain('GET', `/api/v1/agents/${AGENT}/runn`)).toMatchObject({ status: 404, call: null });
  });

  it('has no example for a caller who is not the demo user, who may not see it', async () => {
    const authorization = `Bearer ${await signIn(shared.call, 'jane.smith@example.com')}`;
    const told = await explain('GET', `/api/v1/agents/${ABSENT}`, undefined, { authorization });
    expect(told).toMatchObject({ status: 404, call: null });
  });
});

describe('the nearest call has nothing that was not sent, unless it is required', () => {
  it('has only what is required of a body that was not read, and says so', async () => {
    const told = await explain('POST', '/api/v1/thread', { name: 'Plans', is_pinned: true });
    expect(told).toEqual({
      status: 404,
      call: "createThread 'name=A quick question'",
      note: 'The body was not read, since the request was rejected before that. The call has nothing of it. In the call, name is an example.',
      remedy: 'Send POST /api/v1/threads.',
    });
  });

  it.each([
    ['PUT', `/api/v1/agent/${AGENT}`, 404],
    ['PATCH', `/api/v1/agents/${AGENT}`, 405],
  ])('is none for an update whose body was not read: %s %s', async (method, path, status) => {
    const told = await explain(method, path, { name: 'Mine now' });
    expect(told).toMatchObject({ status, call: null });
    expect(told.note).toMatch(/^The body was not read, .*No call can be made of it\.$/);
  });

  it('is none for an update without a token', async () => {
    const told = await explain('PUT', ACCOUNT, { provider_display_name: 'Ada' }, { authorization: '' });
    expect(told).toMatchObject({ status: 401, call: null });
  });

  it('leaves out what is optional and invalid, and says so', async () => {
    expect(await explain('GET', '/api/v1/agents?sort_direction=up&page=1')).toMatchObject({
      status: 422,
      call: 'listAgents page=1',
      note: 'The call leaves out sort_direction.',
    });
    const body = { name: 'Mine', description: 7, is_favorite: true };
    expect(await explain('POST', '/api/v1/agents', body)).toMatchObject({
      status: 422,
      call: 'createAgent name=Mine is_favorite=true',
      note: 'The call leaves out description.',
    });
  });

  it('is none for an update of which nothing is valid', async () => {
    const told = await explain('PUT', ACCOUNT, { provider_display_name: 7 });
    expect(told).toMatchObject({ status: 422, call: null, remedy: expect.stringContaining('provider_display_name') });
  });

  it('never has a secret of an example', async () => {
    const told = await explain('PUT', ACCOUNT, { provider_display_name: 7, token: 'sk-hidden-9', scope: 'mine' });
    expect(told).toMatchObject({
      status: 422,
      call: `updateAccount account_uuid=${AGENT} scope=mine`,
      note: 'The call leaves out provider_display_name. The call leaves out token, since secrets are not shown.',
    });
  });

  it('says which value is an example', async () => {
    expect(await explain('POST', '/api/v1/threads', { is_pinned: true })).toMatchObject({
      status: 422,
      call: "createThread is_pinned=true 'name=A quick question'",
      note: 'In the call, name is an example.',
    });
  });

  it('has the user who sent a request that was not matched', async () => {
    const authorization = `Bearer ${await signIn(shared.call, 'jane.smith@example.com')}`;
    const told = await explain('DELETE', `/api/v1/agent/${AGENT}`, undefined, { authorization });
    expect(told).toMatchObject({ status: 404, call: `deleteAgent agent_uuid=${AGENT} --as 124` });
  });
});

describe('the nearest call has a mistyped field as the one that was meant', () => {
  it.each(['nam', 'Name', 'NAME', 'naem'])('%s', async (field) => {
    expect(await explain('POST', '/api/v1/threads', { [field]: 'Plans' })).toMatchObject({
      status: 422,
      call: 'createThread name=Plans',
      note: `The call has what was sent as ${field} in name.`,
    });
  });

  it('leaves out a field that is like none', async () => {
    expect(await explain('POST', '/api/v1/threads', { nam: 'Plans', whatever: 1 })).toMatchObject({
      call: 'createThread name=Plans',
      note: 'The call has what was sent as nam in name. The call leaves out whatever.',
    });
  });

  it('moves no value to a secret', async () => {
    const told = await explain('PUT', ACCOUNT, { tokan: 'mine', provider_display_name: 7, scope: 'mine' });
    expect(told.call).toBe(`updateAccount account_uuid=${AGENT} scope=mine`);
  });
});

describe('the nearest call of a form', () => {
  it.each(['wrong', ABSENT])('keeps its valid fields, and takes its files, with the thread %s', async (thread) => {
    const form = new FormData();
    form.append('thread_uuid', thread);
    form.append('content', 'Here is the lamp');
    form.append('role', 'assistant');
    form.append('attachments[]', new File(['lamp'], 'lamp.txt', { type: 'text/plain' }));
    const response = await shared.simulator.fetch('http://localhost/api/v1/messages', {
      method: 'POST',
      headers: { authorization: 'Bearer athena-demo-token' },
      body: form,
    });
    expect(response.status).toBe(422);
    const { call, callNote } = await shared.simulator.explain(String(response.headers.get('x-request-id')));
    expect(call).toMatch(
      /^npx athena-simulator call createMessage thread_uuid=[\w-]{36} 'content=Here is the lamp' role=assistant --file attachments=@FILE$/,
    );
    expect(callNote).toBe('In the call, thread_uuid is an example. Put the path of the file in the place of FILE.');
  });
});

describe('the nearest path', () => {
  it('may lack a part of what all paths begin with', async () => {
    expect(await explain('GET', `/api/agents/${AGENT}`)).toMatchObject({
      status: 404,
      call: `retrieveAgent agent_uuid=${AGENT}`,
    });
  });

  it('is named with the command that lists the operations where none is similar', async () => {
    expect((await explain('GET', '/nothing/at/all/like/it')).remedy).toBe(
      'Choose a path of the contract: npx athena-simulator operations lists them.',
    );
  });
});

describe('the remedy of a 404 for a record whose creation was reverted', () => {
  it('names the request that created it', async () => {
    const at = shared.at('reverted');
    const created = await at('POST', '/api/v1/threads', { name: 'Mine' });
    const revert = `/__admin/requests/${String(created.headers.get('x-request-id'))}/revert`;
    expect((await at('POST', revert)).status).toBe(200);
    const missed = await at('GET', `/api/v1/threads/${created.body.data.uuid}`);
    expect(await advise(missed, at)).toMatchObject({
      status: 404,
      call: null,
      remedy: expect.stringContaining('It was created here by request 1 (POST /api/v1/threads)'),
    });
  });
});

describe('a contract of two related resources', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    const spec = fileURLToPath(new URL('../../contracts/shop/openapi.yaml', import.meta.url));
    simulator = await createSimulator({ spec, seed: 1 });
  });
  afterAll(() => simulator.close());

  it('tells which parameter of the path breaks which rule', async () => {
    const call = createCaller(simulator);
    const { summary } = await readExplanation(call, await call('GET', '/books/7'));
    expect(summary).toMatch(
      /^404: The parameter book_id of the path breaks its schema, so no record can have that key\. The rule is \/paths\/.*\/format, which is "uuid"\./,
    );
  });

  it('has a mistyped field as the one that was meant', async () => {
    const call = createCaller(simulator);
    expect(await advise(await call('POST', '/shelves', { nam: 'Novels' }), call)).toMatchObject({
      status: 422,
      call: 'createShelf name=Novels',
    });
  });
});
