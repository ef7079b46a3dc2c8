import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { createSimulator, type Simulator } from '../../../src/index.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator({ seed: 7 });
});
afterAll(() => simulator.close());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the control plane for a sandbox. */
async function admin(sandbox: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await simulator.fetch(`http://localhost/__admin${path}`, {
    method,
    headers: {
      'x-athena-sandbox': sandbox,
      'x-athena-admin-token': simulator.adminToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

async function ask(sandbox: string, message: string): Promise<unknown> {
  const response = await simulator.fetch(`http://localhost/api/v1/agents/${AGENT}/run`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer athena-demo-token',
      'content-type': 'application/json',
      'x-athena-sandbox': sandbox,
    },
    body: JSON.stringify({ message }),
  });
  const body = (await response.json()) as { readonly data?: { readonly content: string }; readonly message?: string };
  return body.data?.content ?? body.message;
}

async function lastExchange(sandbox: string): Promise<unknown> {
  const { body } = await admin(sandbox, 'GET', '/requests?operation_id=runAgent&limit=1000');
  return (body['requests'] as readonly Record<string, unknown>[]).at(-1)?.['answered_by'];
}

describe('the reply rules of a world', () => {
  it('are added, listed, ordered and removed while it runs', async () => {
    const add = (rule: object, query = '') => admin('edit', 'POST', `/replies${query}`, rule);
    expect(await add({ name: 'Refunds', when: { text: 'refund' }, reply: 'Approved.' })).toEqual({
      status: 201,
      body: { id: 1, rule: { name: 'Refunds', when: { text: 'refund' }, reply: 'Approved.' } },
    });
    expect((await add({ reply: 'Everything else.' }, '?position=9')).body['id']).toBe(2);
    expect((await add({ when: { text: 'hello' }, reply: 'Good morning.' }, '?position=1')).body['id']).toBe(3);
    const ids = async () =>
      ((await admin('edit', 'GET', '/replies')).body['replies'] as readonly { readonly id: number }[]).map(
        ({ id }) => id,
      );
    expect(await ids()).toEqual([1, 3, 2]);
    expect(await ask('edit', 'A refund, please')).toBe('Approved.');
    expect(await ask('edit', 'Well')).toBe('Everything else.');
    expect((await admin('edit', 'PUT', '/replies/order', { ids: [2, 1, 3] })).status).toBe(200);
    expect(await ids()).toEqual([2, 1, 3]);
    expect(await ask('edit', 'A refund, please')).toBe('Everything else.');
    expect((await admin('edit', 'DELETE', '/replies/2')).status).toBe(204);
    expect(await ask('edit', 'A refund, please')).toBe('Approved.');
    expect((await admin('edit', 'DELETE', '/replies')).status).toBe(204);
    expect(await ids()).toEqual([]);
  });

  it('belong to one world, and a reset removes them', async () => {
    await admin('own', 'POST', '/replies', { reply: 'Mine.' });
    expect(await ask('own', 'Hi')).toBe('Mine.');
    expect(await ask('other', 'Hi')).not.toBe('Mine.');
    await admin('own', 'POST', '/reset');
    expect((await admin('own', 'GET', '/replies')).body).toEqual({ replies: [] });
  });

  it('are rejected with each fault, and an unknown id or an incomplete order is too', async () => {
    const invalid = await admin('faulty', 'POST', '/replies', { when: { input: { tone: 1 } }, reply: 'x' });
    expect(invalid.status).toBe(422);
    expect(JSON.stringify(invalid.body)).toContain('is not a path');
    expect(JSON.stringify(invalid.body)).toContain('/when/input');
    expect((await admin('faulty', 'DELETE', '/replies/7')).status).toBe(404);
    await admin('faulty', 'POST', '/replies', { reply: 'One.' });
    for (const wrong of [[], [1, 1], [2], [1, 2]])
      expect((await admin('faulty', 'PUT', '/replies/order', { ids: wrong })).status).toBe(409);
  });

  it('are named in the record of the exchange that they decide', async () => {
    await ask('log', 'Hi');
    expect(await lastExchange('log')).toEqual({ source: 'model', id: null, name: null });
    await admin('log', 'POST', '/replies', { name: 'Outage', when: { text: 'down' }, error: { status: 503 } });
    await ask('log', 'Is it down?');
    expect(await lastExchange('log')).toEqual({ source: 'world', id: 1, name: 'Outage' });
    await admin('log', 'GET', '/replies');
    const { body } = await admin('log', 'GET', '/requests?limit=1000');
    const others = (body['requests'] as readonly Record<string, unknown>[]).filter(
      ({ operation_id: id }) => id !== 'runAgent',
    );
    expect(others.every(({ answered_by: by }) => by === null)).toBe(true);
  });
});

describe('a tried text', () => {
  it('is answered with what decided, and stored nowhere', async () => {
    await admin('try', 'POST', '/replies', {
      name: 'Tickets',
      when: { agent: 'Refund Advisor', text: 'ticket' },
      reply: 'Done, {{agent.name}} says.',
      tool_calls: [{ name: 'jira-create-ticket' }],
      delay: '2s',
    });
    const before = (await admin('try', 'GET', '/state')).body['position'];
    const scripted = await admin('try', 'POST', '/replies/try', { to: 'refund advisor', text: 'Open a ticket' });
    expect(scripted.body).toMatchObject({
      answered_by: { source: 'world', id: 1, name: 'Tickets' },
      text: 'Done, Refund Advisor says.',
      tool_calls: [{ name: 'jira-create-ticket' }],
      error: null,
    });
    expect(Number(scripted.body['delay_ms'])).toBeGreaterThanOrEqual(2000);
    const composed = await admin('try', 'POST', '/replies/try', { to: AGENT, text: 'Good morning!' });
    expect(composed.body).toMatchObject({
      answered_by: { source: 'model' },
      text: expect.stringContaining('Welcome!'),
    });
    expect((await admin('try', 'GET', '/state')).body['position']).toBe(before);
  });

  it('shows how a model fails, and who is not in the world', async () => {
    await admin('fail', 'POST', '/replies', { error: { status: 429, message: 'Slow down.' } });
    const failed = await admin('fail', 'POST', '/replies/try', { text: 'Anything' });
    expect(failed.body).toMatchObject({ text: null, error: { status: 429, message: 'Slow down.' } });
    expect((await admin('fail', 'POST', '/replies/try', { to: 'Email Writer', text: 'Hi' })).status).toBe(200);
    expect((await admin('fail', 'POST', '/replies/try', { to: 'Nemo', text: 'Hi' })).status).toBe(404);
  });

  it('needs a contract with models', async () => {
    const spec = fileURLToPath(new URL('../../vitest-project/breaching.yaml', import.meta.url));
    const other = await createSimulator({ spec });
    const response = await other.fetch('http://localhost/__admin/replies', {
      headers: { 'x-athena-admin-token': other.adminToken },
    });
    expect(response.status).toBe(409);
    await other.close();
  });
});
