import { describe, expect, it, onTestFinished } from 'vitest';
import { createSharedLog, type SimulatorOptions } from '../../../src/index.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import { isSigned, openReceiver, type Receiver } from '../../support/receiver.ts';
import { createClient, runDataOf, storyOf, type Client, type StepSketch } from './client.ts';

async function open(allowOutgoing: readonly string[], options: SimulatorOptions = {}): Promise<Client> {
  const client = await createClient({ seed: null, speed: 'instant', allowOutgoing, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** Runs a workflow whose second step sends a request; gives the execution. */
async function send(client: Client, url: string, more: JsonObject = {}) {
  const headers = { authorization: 'Bearer mine' };
  const parameters = { method: 'POST', url, headers, body: { order: '{{ start.id }}' }, ...more };
  const nodes: readonly StepSketch[] = [
    { id: 'start', type: 'trigger.webhook' },
    { id: 'tell', type: 'http.request', data: { parameters } },
  ];
  const execution = await client.trigger(await client.make(nodes, ['start > tell']), { id: 7 });
  return client.look(execution);
}

/** Waits a moment in which a request that should not be sent would have come. */
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
const idsOf = ({ received }: Receiver): readonly unknown[] =>
  received.map(({ headers }) => headers['x-athena-delivery']);

describe('a step with a request', () => {
  it('sends it to a server that is allowed, with its credentials and a signature', async () => {
    const receiver = await openReceiver();
    const client = await open([receiver.address], { outgoingSecret: 'shared' });
    const { status, uuid } = await send(client, `http://${receiver.address}/hook?token=abc123`);
    expect(status).toBe('success');
    await expect.poll(() => receiver.received).toHaveLength(1);
    const [request] = receiver.received;
    if (request === undefined) throw new Error('Nothing was received.');
    expect(request).toMatchObject({
      method: 'POST',
      url: '/hook?token=abc123',
      body: '{"order":7}',
      headers: { authorization: 'Bearer mine', 'content-type': 'application/json' },
    });
    expect(isSigned(request, 'shared')).toBe(true);
    await expect.poll(() => client.deliveries()).toMatchObject([{ status: 'delivered' }]);
    const [logged] = await client.deliveries();
    expect(logged).toMatchObject({
      id: request.headers['x-athena-delivery'],
      kind: 'http',
      receiver: receiver.address,
      summary: `POST http://${receiver.address}/hook?token=redacted`,
      cause: `workflow_executions/${uuid}`,
      tries: [{ failure: null }],
      next_try_at: null,
    });
    expect(JSON.stringify(logged)).not.toMatch(/mine|abc123|shared/);
  });

  it('sends it until it is accepted: once after a 500 and a reset connection, with one id', async () => {
    const receiver = await openReceiver();
    receiver.next.push(500, 'reset');
    const client = await open([receiver.address]);
    await send(client, `http://${receiver.address}/hook`);
    await expect.poll(() => receiver.received, { timeout: 10_000 }).toHaveLength(3);
    await expect.poll(() => client.deliveries()).toMatchObject([{ status: 'delivered' }]);
    await moment();
    expect(new Set(idsOf(receiver)).size).toBe(1);
    expect(receiver.received.every((request) => isSigned(request, 'athena-demo-secret'))).toBe(true);
    const [{ tries }] = (await client.deliveries()) as [{ readonly tries: readonly JsonObject[] }];
    expect(tries.map(({ failure }) => failure)).toEqual([
      'The receiver responded with 500.',
      expect.stringMatching(/ECONNRESET|hang up/),
      null,
    ]);
  });

  it('tries again by the time of the world: when the clock moves, where time stands still', async () => {
    const receiver = await openReceiver();
    receiver.next.push(503, 503);
    const client = await open([receiver.address], { seed: 1 });
    await send(client, `http://${receiver.address}/hook`);
    await expect.poll(() => client.deliveries()).toMatchObject([{ status: 'pending', tries: [{}] }]);
    await client.advance(1000);
    await expect.poll(() => client.deliveries()).toMatchObject([{ status: 'pending', tries: [{}, {}] }]);
    expect(receiver.received).toHaveLength(2);
    await client.advance(2000);
    await expect.poll(() => client.deliveries()).toMatchObject([{ status: 'delivered', tries: [{}, {}, {}] }]);
    expect(new Set(idsOf(receiver)).size).toBe(1);
  });

  it('sends one for each item of for_each', async () => {
    const receiver = await openReceiver();
    const client = await open([receiver.address]);
    await send(client, `http://${receiver.address}/hook`, { for_each: [1, 2, 3], body: '{{ item }}' });
    await expect.poll(() => receiver.received.map(({ body }) => body)).toEqual(['1', '2', '3']);
  });

  it('sends nothing when its output is too large, however often it is tried', async () => {
    const receiver = await openReceiver();
    const client = await open([receiver.address]);
    // Its parameters are below the limit, and its output, which has more than these, is not.
    const parameters = { method: 'POST', url: `http://${receiver.address}/hook`, body: 'x'.repeat(999_900) };
    const nodes: readonly StepSketch[] = [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'tell', type: 'http.request', data: { max_tries: 2, parameters } },
    ];
    const execution = await client.look(await client.trigger(await client.make(nodes, ['start > tell'])));
    expect(storyOf(execution)).toEqual(['start: success', 'tell: error, error']);
    expect(runDataOf(execution)['tell']?.[0]?.error).toMatchObject({ code: 'output_too_large' });
    await moment();
    expect(await client.deliveries()).toEqual([]);
    expect(receiver.connections).toBe(0);
  });

  it('sends nothing to a server that is not allowed, and succeeds as before', async () => {
    const [allowed, other] = [await openReceiver(), await openReceiver()];
    const client = await open([allowed.address]);
    for (const url of [
      `http://${other.address}/hook`,
      `http://localhost:${allowed.port}/hook`,
      `http://me:secret@${allowed.address}/hook`,
      'http://169.254.169.254/latest/meta-data',
    ])
      expect((await send(client, url)).status).toBe('success');
    await moment();
    expect([allowed.connections, other.connections]).toEqual([0, 0]);
    expect(await client.deliveries()).toEqual([]);
  });

  it('sends nothing by default', async () => {
    const receiver = await openReceiver();
    const client = await open([]);
    expect((await send(client, `http://${receiver.address}/hook`)).status).toBe('success');
    await moment();
    expect(receiver.connections).toBe(0);
    expect(await client.deliveries()).toEqual([]);
  });

  it('is not sent on by a redirect, which is told in the log', async () => {
    const [receiver, target] = [await openReceiver(), await openReceiver()];
    receiver.respond = (response) => void response.writeHead(302, { location: `http://${target.address}/` }).end();
    const client = await open([receiver.address, target.address]);
    await send(client, `http://${receiver.address}/hook`);
    const failure = 'The receiver responded with 302. Redirects are not followed.';
    await expect.poll(() => client.deliveries('failed')).toMatchObject([{ tries: [{ failure }], next_try_at: null }]);
    expect([receiver.connections, target.connections]).toEqual([1, 0]);
  });
});

it('of two replicas, one sends a request, once', async () => {
  const receiver = await openReceiver();
  receiver.next.push(500);
  const log = createSharedLog();
  const [first, second] = [await open([receiver.address], { log }), await open([receiver.address], { log })];
  await send(first, `http://${receiver.address}/first`);
  await send(second, `http://${receiver.address}/second`);
  await expect.poll(() => second.deliveries('delivered'), { timeout: 10_000 }).toHaveLength(2);
  await moment();
  const urls = receiver.received.map(({ url }) => url);
  expect(urls.filter((url) => url === '/second')).toHaveLength(1);
  expect(urls.filter((url) => url === '/first')).toHaveLength(2);
  expect(await first.deliveries()).toEqual(await second.deliveries());
});
