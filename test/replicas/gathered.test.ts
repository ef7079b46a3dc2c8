import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createSharedLog, createSimulator } from '../../src/simulator.ts';
import { describeReports, play } from './gathered-suite.ts';
import { openReplicas } from './open-replicas.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

/** Opens two replicas that listen, so that they ask each other over HTTP. */
async function openListening() {
  const replicas = await openReplicas({ adminToken: 'given' });
  for (const { simulator } of [replicas.left, replicas.right]) await simulator.listen({ port: 0 });
  return replicas;
}

describeReports('a log in memory', openReplicas);

describe('reports of replicas', () => {
  it('ask replicas that listen over HTTP, with the token', async () => {
    await using replicas = await openListening();
    await play(replicas);
    const headers = { 'x-athena-admin-token': 'given' };
    const response = await replicas.left.simulator.fetch('http://localhost/__admin/requests', { headers });
    expect(await response.json()).toMatchObject({ total: 4 });
    const list = await replicas.left.simulator.fetch('http://localhost/__admin/replicas', { headers });
    expect(await list.json()).toEqual({
      replicas: [
        { name: 'replica-1', self: true, answers: true },
        { name: 'replica-2', self: false, answers: true },
      ],
    });
  });

  it('have no event twice when the address of a replica leads elsewhere', async () => {
    const log = createSharedLog();
    const { replicas } = log;
    if (replicas === undefined) throw new Error('The log has no directory.');
    const misled = {
      join: async (entry: Parameters<typeof replicas.join>[0]) => {
        const membership = await replicas.join(entry);
        const send = (path: string, init: RequestInit) => entry.fetch(new Request(`http://localhost${path}`, init));
        return { ...membership, peers: async () => [{ name: 'another', send }] };
      },
    };
    await using simulator = await createSimulator({ log: { ...log, replicas: misled } });
    const response = await simulator.fetch('http://localhost/__admin/events');
    let text = '';
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const reading = (async () => {
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) text += next.value;
    })();
    await sleep(200);
    await simulator.fetch(`http://localhost${ACCOUNT}`);
    await vi.waitFor(() => expect(text).toContain(ACCOUNT));
    await sleep(100);
    expect([text.match(/event: exchange/g)?.length, text.includes('follows')]).toEqual([1, false]);
    await reader?.cancel();
    await reading;
  });

  it('need a token that is given when other machines can reach them', async () => {
    const log = createSharedLog();
    const exposed = { log, host: '0.0.0.0' };
    await expect(createSimulator(exposed)).rejects.toMatchObject({ faults: [{ file: '--admin-token' }] });
    await using simulator = await createSimulator({ ...exposed, adminToken: 'given' });
    expect(simulator.adminToken).toBe('given');
  });

  it('are not asked for by a start', async () => {
    const log = createSharedLog();
    const asked: string[] = [];
    const asks = async (request: Request): Promise<Response> => {
      asked.push(await request.text());
      return new Response(null, { status: 503 });
    };
    await log.replicas?.join({ findUrl: () => undefined, fetch: asks });
    const simulator = await createSimulator({ log });
    await simulator.listen({ port: 0 });
    // What a start prepares ends before.
    await simulator.close();
    expect(asked).toEqual([]);
  });

  it('log a replica that does not answer in one line, until it has answered', async () => {
    const log = createSharedLog();
    let isSilent = true;
    await using other = await createSimulator({ log });
    const { replicas } = log;
    if (replicas === undefined) throw new Error('The log has no directory.');
    const watched = {
      join: async (entry: Parameters<typeof replicas.join>[0]) => {
        const membership = await replicas.join(entry);
        const send = (path: string, init: RequestInit) =>
          isSilent
            ? Promise.reject(new Error('The connection broke.'))
            : other.fetch(new Request(`http://localhost${path}`, init));
        return { ...membership, peers: async () => [{ name: 'replica-1', send }] };
      },
    };
    const warnings: (readonly [object, string])[] = [];
    const logger = { info: () => {}, error: () => {}, warn: (...line: [object, string]) => void warnings.push(line) };
    await using simulator = await createSimulator({ log: { ...log, replicas: watched }, logger });
    const report = () => simulator.fetch('http://localhost/__admin/requests');
    const line = [{ replica: 'replica-1' }, 'Another replica, replica-1, did not answer: The connection broke.'];
    await report();
    await report();
    expect(warnings).toEqual([line]);
    isSilent = false;
    await report();
    isSilent = true;
    await report();
    expect(warnings).toEqual([line, line]);
  });

  it('name a replica that does not answer, and are not satisfied by what it could change', async () => {
    const log = createSharedLog();
    await log.replicas?.join({ findUrl: () => undefined, fetch: () => new Promise(() => undefined) });
    await using simulator = await createSimulator({ log });
    const call = async (method: string, path: string, body?: object) =>
      simulator.fetch(`http://localhost${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const missing = { missing_replicas: ['replica-1'] };
    const [requests, numbered, verdict, deleted] = await Promise.all([
      call('GET', '/__admin/requests'),
      // Its requests would count, too.
      call('POST', '/__admin/requests/page/revert?number=1'),
      call('POST', '/__admin/requests/verify', { path: ACCOUNT, exactly: 0 }),
      call('DELETE', '/__admin/requests'),
    ]);
    expect(await requests.json()).toMatchObject(missing);
    expect(numbered.status).toBe(503);
    expect(await numbered.json()).toMatchObject({ detail: expect.stringContaining('replica-1 did not answer') });
    expect(await verdict.json()).toMatchObject({ satisfied: false, ...missing });
    expect(deleted.status).toBe(503);
    expect(await deleted.json()).toMatchObject({ code: 'REPLICA_UNAVAILABLE' });
  });
});
