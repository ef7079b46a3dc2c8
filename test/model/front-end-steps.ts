import request from 'supertest';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { HOME, type Step } from './crud-steps.ts';
import { canSee, PEOPLE, put, type Person } from './model.ts';
import { toAnswer, type Real } from './real.ts';
import { pick } from './resources.ts';

/** A message with a file is stored with its attachment, whose address serves the file. */
export const sendFile: Step = async ({ person, first, word }, model, real) => {
  const { key, row } = pick(model, 'threads', first);
  const form = new FormData();
  form.append('thread_uuid', key);
  form.append('content', word);
  form.append('attachments[]', new File([word], `${word}.txt`, { type: 'text/plain' }));
  const headers = { authorization: `Bearer ${PEOPLE[person].token}` };
  const response = await real.send(person, '/api/v1/messages', { method: 'POST', headers, body: form });
  const { status, data } = await toAnswer(response);
  expect(status).toBe(row !== undefined && canSee(model, 'threads', row, person) ? 201 : 422);
  if (status !== 201) return;
  put(model, 'messages', { key: String(data['uuid']), owner: person, fields: { thread_uuid: key, content: word } });
  const read = await real.call(person, 'GET', `/api/v1/messages/${String(data['uuid'])}`);
  expect(read.data['attachments']).toEqual(data['attachments']);
  const [attachment] = data['attachments'] as unknown as readonly Attachment[];
  expect(attachment).toMatchObject({ name: `${word}.txt`, media: { size: word.length, mime_type: 'text/plain' } });
  const { pathname } = new URL(attachment?.media.original_url ?? '');
  const file = await request(real.simulator.app).get(pathname);
  expect([file.status, file.text]).toEqual([200, word]);
};

interface Attachment {
  readonly media: { readonly original_url: string };
}

/** A schedule starts its workflow once when the clock passes its time, as its owner; the owner then deletes it. */
export const runBySchedule: Step = async ({ person, word }, _model, { simulator, call }) => {
  const step = { position: { x: 0, y: 0 } };
  const { status, data } = await call(person, 'POST', '/api/v1/workflows', {
    name: word,
    status: 'active',
    nodes: [
      { ...step, id: 'clock', type: 'trigger.schedule', data: { parameters: { cron: '30 * * * *' } } },
      { ...step, id: 'note', type: 'data.set', data: { parameters: { at: '{{ clock.fired_at }}' } } },
    ],
    edges: [{ id: 'e', source: 'clock', target: 'note' }],
  });
  expect(status).toBe(201);
  const listed = `/api/v1/workflow-executions?workflow_uuid=${String(data['uuid'])}`;
  const before = (await call(person, 'GET', listed)).total;
  await simulator.clock.advance('PT1H');
  const { list, total } = await call(person, 'GET', listed);
  expect(total).toBe(before + 1);
  for (const { mode, status: ended, created_at: at } of list)
    expect([mode, ended, String(at).slice(14)]).toEqual(['trigger', 'success', '30:00Z']);
  expect((await call(otherThan(person), 'GET', listed)).total).toBe(0);
  expect((await call(person, 'DELETE', `/api/v1/workflows/${String(data['uuid'])}`)).status).toBe(204);
  await simulator.clock.advance('PT1H');
  expect((await call(person, 'GET', listed)).total).toBe(0);
};

/** A session changes something with its CSRF token alone, and nothing once it has ended. */
export const useSession: Step = async ({ person, word }, model, real) => {
  const cookies = await signIn(person, real);
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const token = decodeURIComponent(cookies['XSRF-TOKEN'] ?? '');
  const post = async (path: string, headers: Readonly<Record<string, string>>, body?: JsonObject) => {
    const json = { cookie, 'content-type': 'application/json', ...headers };
    const init = { method: 'POST', headers: json, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return toAnswer(await real.send(person, path, init));
  };
  const thread = { name: word, agent_uuid: null };
  expect((await post('/api/v1/threads', {}, thread)).status).toBe(419);
  expect((await post('/api/v1/threads', { 'x-xsrf-token': `${token}x` }, thread)).status).toBe(419);
  const { status, data } = await post('/api/v1/threads', { 'x-xsrf-token': token }, thread);
  expect(status).toBe(201);
  put(model, 'threads', { key: String(data['uuid']), owner: person, fields: { ...HOME[person], ...thread } });
  expect((await post('/api/v1/auth/logout', { 'x-xsrf-token': token })).status).toBe(204);
  expect((await post('/api/v1/threads', { 'x-xsrf-token': token }, thread)).status).toBe(401);
};

async function signIn(person: Person, { send }: Real): Promise<Readonly<Record<string, string>>> {
  const response = await send(person, '/api/v1/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: PEOPLE[person].email, password: 'password' }),
  });
  expect(response.status).toBe(200);
  const pairs = response.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []);
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}

function otherThan(person: Person): Person {
  return person === 'john' ? 'jane' : 'john';
}
