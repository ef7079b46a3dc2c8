import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { prepareRules } from '../../../src/behaviour/prepare-rules.ts';
import { createResponseChecker } from '../../../src/pipeline/response/check.ts';
import { prepareForced } from '../../../src/pipeline/sources/forced.ts';
import type { PrepareResponseSource } from '../../../src/pipeline/sources/response-source.ts';
import { RESPONSE_SOURCES } from '../../../src/pipeline/sources/response-sources.ts';
import { prepareSimulated } from '../../../src/pipeline/sources/simulated.ts';
import { ACCOUNT, openRecordedSimulator, type RecordedSimulator } from '../../support/recorded-simulator.ts';
import { createUpstreamDouble, NAME_OF_NO_TEXT, type AskUpstream } from './upstream-double.ts';

/** Opens a simulator that asks another one through the double, before it simulates. */
async function open(
  ask?: AskUpstream,
): Promise<{ front: RecordedSimulator; upstream: RecordedSimulator; checks: Checks }> {
  const upstream = await openRecordedSimulator();
  const checks = createResponseChecker();
  const double = createUpstreamDouble(ask ?? upstream.send);
  const front = await openRecordedSimulator({ checker: checks, sources: [prepareForced, double, prepareSimulated] });
  return { front, upstream, checks };
}

type Checks = ReturnType<typeof createResponseChecker>;

function threadOf({ world }: RecordedSimulator): string {
  return String(world.store.all('threads').find(({ creator_id: creator }) => creator === 123)?.['uuid']);
}

describe('a response source', () => {
  it('stands between the forced and the simulated responses', () => {
    expect([RESPONSE_SOURCES.at(0), RESPONSE_SOURCES.at(-1)]).toEqual([prepareForced, prepareSimulated]);
  });

  it('responds with bytes, which are checked, tagged and sent as they are', async () => {
    const { front, upstream, checks } = await open();
    const expected = await upstream.send('GET', `/accounts/${ACCOUNT}`);
    const response = await front.send('GET', `/accounts/${ACCOUNT}`);
    expect(await response.text()).toBe(await expected.text());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': expected.headers.get('content-length'),
      'x-upstream': 'yes',
    });
    expect(checks.report()).toEqual({ checked: 1, breaches: [] });
    const tag = response.headers.get('etag') ?? '';
    expect((await front.send('GET', `/accounts/${ACCOUNT}`, undefined, { 'if-none-match': tag })).status).toBe(304);
    const head = await front.send('HEAD', `/accounts/${ACCOUNT}`);
    expect([await head.text(), head.headers.get('etag')]).toEqual(['', tag]);
  });

  it.each(['{"data":{}}', '{"data":', '\u00ff'])('is rejected with a 500 when its bytes are %s', async (text) => {
    const { front, checks } = await open(async () => new Response(Buffer.from(text, 'latin1')));
    expect((await front.send('GET', `/accounts/${ACCOUNT}`)).status).toBe(500);
    expect(checks.report().breaches.length).toBeGreaterThan(0);
  });

  it('responds with a stream of texts and bytes', async () => {
    const { front, upstream } = await open();
    const response = await front.send('GET', '/threads');
    expect(response.headers.get('x-upstream')).toBe('yes');
    expect(await response.json()).toEqual(await (await upstream.send('GET', '/threads')).json());
  });

  it('commits a record through its context, and the simulated source shows it', async () => {
    const { front } = await open();
    const thread = threadOf(front);
    const response = await front.send('PUT', `/threads/${thread}`, { name: 'From upstream' });
    expect([response.status, response.headers.get('x-upstream')]).toEqual([200, 'yes']);
    expect(front.world.store.get('threads', thread)?.['name']).toBe('From upstream');
    const shown = await front.send('GET', `/threads/${thread}`);
    expect(shown.headers.get('x-upstream')).toBeNull();
    expect(await shown.json()).toMatchObject({ data: { name: 'From upstream' } });
  });

  it.each<[string, string, AskUpstream | undefined]>([
    ['the record breaks the contract', NAME_OF_NO_TEXT, undefined],
    ['its response breaks the contract', 'Plans', async () => Response.json({ data: { name: 'Plans' } })],
  ])('commits nothing when %s', async (_when, name, ask) => {
    const { front, checks } = await open(ask);
    const thread = threadOf(front);
    const before = front.world.store.snapshot();
    expect((await front.send('PUT', `/threads/${thread}`, { name })).status).toBe(500);
    expect(front.world.store.snapshot()).toEqual(before);
    expect(checks.report().breaches.map(({ operationId }) => operationId)).toContain('updateThread');
  });

  it('responds to a path that the contract does not know', async () => {
    const { front } = await open();
    const send = (method: string, path: string) =>
      front.send(method, `/../../upstream/${path}`, method === 'POST' ? 'hello' : undefined);
    const response = await send('POST', 'things');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/plain',
      'echo hello',
    ]);
    expect((await front.send('GET', '/nothing')).status).toBe(404);
    expect((await front.send('DELETE', '/threads')).status).toBe(405);
    expect((await front.send('OPTIONS', '/threads')).status).toBe(200);
  });

  it('comes after what the client forces and after faults', async () => {
    const { front } = await open();
    const forced = await front.send('GET', `/accounts/${ACCOUNT}`, undefined, { prefer: 'code=404' });
    expect([forced.status, forced.headers.get('x-upstream')]).toEqual([404, null]);
    await front.faults.add({ kind: 'status', status: 503, times: 1 });
    expect((await front.send('GET', `/accounts/${ACCOUNT}`)).status).toBe(503);
    await front.faults.add({ kind: 'malformed', times: 2 });
    for (const path of [`/accounts/${ACCOUNT}`, '/threads']) {
      const malformed = await front.send('GET', path);
      expect(malformed.headers.get('x-upstream')).toBe('yes');
      await expect(malformed.json()).rejects.toThrow(SyntaxError);
    }
    await front.faults.add({ kind: 'truncate', times: 1 });
    await expect((await front.send('GET', `/accounts/${ACCOUNT}`)).json()).rejects.toThrow(/terminated/);
  });
});

it('the simulated source returns the response to a read, not a promise of it', async () => {
  const { contract, platform } = await loadContract(undefined);
  const returned: unknown[] = [];
  const prepareSpy: PrepareResponseSource = (deps) => {
    const source = prepareSimulated(deps);
    return {
      name: 'spy',
      respond: (preferred, context) => {
        const response = source.respond(preferred, context);
        returned.push(response);
        return response;
      },
    };
  };
  const { send } = await openRecordedSimulator({
    rules: prepareRules(contract, platform),
    sources: [prepareForced, prepareSpy],
  });
  expect([(await send('GET', '/threads')).status, (await send('POST', '/threads', { name: 'Plans' })).status]).toEqual([
    200, 201,
  ]);
  expect(returned.map((response) => response instanceof Promise)).toEqual([false, true]);
});
