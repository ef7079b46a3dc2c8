import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../src/index.ts';

const TOKEN = { authorization: 'Bearer athena-demo-token' };
let simulator: Simulator;
beforeEach(async () => {
  simulator = await createSimulator();
});
afterEach(() => simulator.close());

const threadsOf = (place: Pick<Simulator, 'state'>): number => place.state().collections['threads']?.length ?? 0;
const addThread = (place: Pick<Simulator, 'fetch'>) =>
  place.fetch('http://localhost/api/v1/threads', {
    method: 'POST',
    headers: { ...TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'T', agent_uuid: null }),
  });

describe('a simulator in a test', () => {
  test('resets, and goes back to snapshots', async () => {
    const before = threadsOf(simulator);
    await addThread(simulator);
    const one = await simulator.snapshot();
    await addThread(simulator);
    await simulator.restore(one);
    expect(threadsOf(simulator)).toBe(before + 1);
    await simulator.reset();
    expect(threadsOf(simulator)).toBe(before);
    expect(await simulator.snapshot('named')).toBe('named');
    expect(await simulator.snapshot('named')).toBe('named');
    await expect(simulator.restore('none')).rejects.toThrow('There is no snapshot "none".');
  });

  test('moves its clock', async () => {
    await simulator.clock.freeze('2030-01-01T09:00:00Z');
    await simulator.clock.advance('PT1H');
    await simulator.clock.advance(1000);
    expect(simulator.clock.now()).toEqual(new Date('2030-01-01T10:00:01Z'));
    const { data } = (await (await addThread(simulator)).json()) as { data: { created_at: string } };
    expect(data.created_at).toBe('2030-01-01T10:00:01Z');
    expect(await simulator.clock.resume()).toMatchObject({ frozen: false });
    await expect(simulator.clock.freeze('never')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(simulator.clock.advance('1h')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('has sandboxes, each with the same controls', async () => {
    const [one, two] = [simulator.sandbox('one'), simulator.sandbox('two')];
    const before = threadsOf(simulator);
    await addThread(one);
    const list = await request(one.app).get('/api/v1/threads?per_page=100').set(TOKEN);
    expect(list.get('x-athena-sandbox')).toBe('one');
    expect(
      (
        await request(simulator.app)
          .get('/api/v1/threads')
          .set({ ...TOKEN, ...one.headers })
      ).get('x-athena-sandbox'),
    ).toBe('one');
    expect((await request(simulator.app).get(`${one.path}/api/v1/threads`).set(TOKEN)).get('x-athena-sandbox')).toBe(
      'one',
    );
    expect([threadsOf(one), threadsOf(two), threadsOf(simulator)]).toEqual([before + 1, before, before]);
    await one.reset();
    expect(threadsOf(one)).toBe(before);
    await addThread(one);
    one.forget();
    expect(threadsOf(one)).toBe(before);
    expect(() => simulator.sandbox('a b')).toThrow('cannot name one');
  });

  test('forgets a sandbox, and closes, where its block ends', async () => {
    {
      await using sandbox = simulator.sandbox('brief');
      await addThread(sandbox);
    }
    const { sandboxes } = (await (await simulator.fetch('http://localhost/__admin/sandboxes')).json()) as {
      sandboxes: unknown[];
    };
    expect(sandboxes).toEqual([]);
    const other = await createSimulator();
    const { url } = await other.listen();
    await other[Symbol.asyncDispose]();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('tells requests with the same id apart by their numbers', async () => {
    const rename = (name: string) =>
      simulator.fetch('http://localhost/api/v1/agents/550e8400-e29b-41d4-a716-446655440000', {
        method: 'PUT',
        headers: { ...TOKEN, 'content-type': 'application/json', 'x-request-id': 'page' },
        body: JSON.stringify({ name }),
      });
    for (const name of ['First', 'Second']) await rename(name);
    const [first, second] = await simulator.requests();
    expect([first, second]).toMatchObject([
      { id: 'page', number: 1 },
      { id: 'page', number: 2 },
    ]);
    expect(await simulator.requests({ order: 'desc', limit: 1 })).toMatchObject([{ number: 2 }]);
    expect(await simulator.explain('page')).toMatchObject({ number: 2 });
    expect(await simulator.explain('page', { number: 1 })).toMatchObject({ number: 1 });
    const { changes } = await simulator.changes('page', { number: 1 });
    expect(changes[0]?.fields).toContainEqual(expect.objectContaining({ path: '/name', to: 'First' }));
    await expect(simulator.revert('page', { number: 1 })).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    for (const number of [2, 1]) expect(await simulator.revert('page', { number })).toBe(1);
    await expect(simulator.explain('page', { number: 3 })).rejects.toThrow('have the numbers 1, 2.');
  });
});
