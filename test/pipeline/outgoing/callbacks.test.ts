import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import { createCaller, type Call } from '../../control/admin.ts';
import { isSigned, openReceiver, type Receiver } from '../../support/receiver.ts';

interface Opened {
  readonly simulator: Simulator;
  readonly call: Call;
}

async function open(allowOutgoing: readonly string[], options: SimulatorOptions = {}): Promise<Opened> {
  const simulator = await createSimulator({
    spec: 'test/contracts/callbacks.yaml',
    allowOutgoing,
    outgoingSecret: 'shared',
    ...options,
  });
  onTestFinished(() => simulator.close());
  return { simulator, call: createCaller(simulator) };
}

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
const seenBy = ({ received }: Receiver): readonly string[] =>
  received.map(({ method, url, body }) => `${method} ${url} ${body}`);

it('a pending delivery is shown without what its headers have, and keeps it when it is sent back', async () => {
  const { call } = await open(['127.0.0.1:9']);
  await call('POST', '/orders', { item: 'lamp', hook: 'http://127.0.0.1:9/hook' });
  const headersIn = (records: readonly { readonly payload: { readonly headers: object } }[]): readonly unknown[] =>
    records.flatMap(({ payload }) => Object.values(payload.headers));
  const { body } = await call('GET', '/__admin/state/outbox');
  expect(headersIn(body.records)).toContain('[redacted]');
  const { body: state } = await call('GET', '/__admin/state');
  const { body: one } = await call('GET', `/__admin/state/outbox/${body.records[0].id}`);
  for (const records of [body.records, state.collections.outbox, [one]])
    expect(new Set(headersIn(records))).toEqual(new Set(['[redacted]']));
  expect((await call('PUT', '/__admin/state/outbox', { records: body.records })).status).toBe(200);
});

describe('the callbacks of an operation', () => {
  it('are sent when it has succeeded, with what it responded, and signed', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    const hook = `http://${receiver.address}/hook`;
    const { status, body } = await call('POST', '/orders', { item: 'lamp', hook });
    expect(status).toBe(201);
    await expect.poll(() => receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({ method: 'POST', url: `/hook/orders/${body.id}` });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(body);
    expect(receiver.received.every((request) => isSigned(request, 'shared'))).toBe(true);
    const log = await call('GET', '/__admin/deliveries');
    expect(log.body.deliveries).toMatchObject([
      { cause: 'callbacks/createOrder/placed', summary: `POST ${hook}/orders/${body.id}` },
    ]);
  });

  it('are each sent to their address: by reference, of a query, with an example', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    const notify = encodeURIComponent(`http://${receiver.address}/audit`);
    await call('POST', `/orders?notify=${notify}`, { item: 'lamp', hook: `http://${receiver.address}` });
    await expect.poll(() => receiver.received).toHaveLength(2);
    expect(seenBy(receiver)[1]).toBe('POST /audit {"kind":"audit"}');
  });

  it('are sent for an operation that is not simulated, in their own media type', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    const { status } = await call('POST', '/checks', { hook: `http://${receiver.address}/checked` });
    expect(status).toBe(202);
    await expect.poll(() => seenBy(receiver)).toEqual(['PUT /checked checked']);
    expect(receiver.received[0]?.headers['content-type']).toMatch(/^text\/plain/);
  });

  it('are sent for a sandbox, and its log has them', async () => {
    const receiver = await openReceiver();
    const { simulator } = await open([receiver.address]);
    const inside = createCaller(simulator, 'left');
    await inside('POST', '/orders', { item: 'lamp', hook: `http://${receiver.address}` });
    await expect.poll(() => receiver.received).toHaveLength(1);
    await expect
      .poll(async () => (await inside('GET', '/__admin/deliveries')).body.deliveries)
      .toMatchObject([{ status: 'delivered' }]);
    expect((await createCaller(simulator)('GET', '/__admin/deliveries')).body.deliveries).toEqual([]);
  });

  it.each([
    ['a request that is rejected', '/orders', (hook: string) => ({ hook }), {}],
    ['a response that is forced', '/orders', (hook: string) => ({ item: 'lamp', hook }), { prefer: 'code=201' }],
    ['a request without an address', '/orders', () => ({ item: 'lamp' }), {}],
  ])('are not sent for %s', async (_what, path, toBody, headers) => {
    const receiver = await openReceiver();
    const { simulator } = await open([receiver.address]);
    const call = createCaller(simulator, undefined, headers);
    await call('POST', path, toBody(`http://${receiver.address}/hook`));
    await moment();
    expect(receiver.connections).toBe(0);
    expect((await call('GET', '/__admin/deliveries')).body?.deliveries ?? []).toEqual([]);
  });

  it.each([
    ['another server', (port: number) => `http://localhost:${port}`],
    ['a URL with credentials', (port: number) => `http://me:secret@127.0.0.1:${port}`],
    ['a metadata address', () => 'http://169.254.169.254'],
    ['a file', () => 'file:///etc'],
  ])('are not sent to %s, and the operation succeeds', async (_what, toHook) => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    expect((await call('POST', '/orders', { item: 'lamp', hook: toHook(receiver.port) })).status).toBe(201);
    await moment();
    expect(receiver.connections).toBe(0);
    expect((await call('GET', '/__admin/deliveries')).body.deliveries).toEqual([]);
  });

  it('are not sent by default', async () => {
    const receiver = await openReceiver();
    const { call } = await open([]);
    expect((await call('POST', '/orders', { item: 'lamp', hook: `http://${receiver.address}` })).status).toBe(201);
    await moment();
    expect(receiver.connections).toBe(0);
  });
});

describe('samples', () => {
  /** Sends one after the other; returns the bodies of those that the second receiver gets. */
  async function collect(isFirstSettled: boolean, send: (call: Call, url: string) => Promise<unknown>) {
    const [first, second] = [await openReceiver(), await openReceiver()];
    if (!isFirstSettled) first.respond = () => {};
    const { call } = await open([first.address, second.address]);
    await send(call, `http://${first.address}/`);
    const statusOf = async (): Promise<unknown> => (await call('GET', '/__admin/deliveries')).body.deliveries[0].status;
    if (isFirstSettled) await expect.poll(statusOf).toBe('delivered');
    await send(call, `http://${second.address}/`);
    await send(call, `http://${second.address}/`);
    await expect.poll(() => second.received).toHaveLength(2);
    return second.received.map(({ body }) => body);
  }

  it.each([
    ['webhooks', (call: Call, url: string) => call('POST', '/__admin/webhooks/orderShipped/send', { url })],
    ['callbacks', (call: Call, url: string) => call('POST', `/checks?report=${encodeURIComponent(url)}`, {})],
  ])('of %s are the same whether earlier deliveries have settled, and vary', async (_what, send) => {
    const bodies = await collect(true, send);
    expect(new Set(bodies).size).toBe(2);
    expect(await collect(false, send)).toEqual(bodies);
  });
});

describe('a webhook', () => {
  it('is listed, and sent to an address that is allowed', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    expect((await call('GET', '/__admin/webhooks')).body.webhooks).toEqual([
      { name: 'orderShipped', method: 'POST', summary: 'An order was shipped' },
      { name: 'ping', method: 'GET', summary: '' },
    ]);
    const url = `http://${receiver.address}/hooks`;
    const order = { event: 'shipped', order: { id: 7, item: 'lamp' } };
    const sent = await call('POST', '/__admin/webhooks/orderShipped/send', { url, body: order });
    expect(sent.status).toBe(201);
    await call('POST', '/__admin/webhooks/ping/send', { url });
    await expect.poll(() => seenBy(receiver)).toEqual([`POST /hooks ${JSON.stringify(order)}`, 'GET /hooks ']);
    expect(receiver.received[0]?.headers['x-athena-delivery']).toBe(sent.body.id);
    expect(receiver.received.every((request) => isSigned(request, 'shared'))).toBe(true);
    const { deliveries } = (await call('GET', '/__admin/deliveries')).body;
    expect(deliveries).toMatchObject([
      { id: sent.body.id, cause: 'webhooks/orderShipped' },
      { cause: 'webhooks/ping' },
    ]);
  });

  it('has a sample as its body when none is given, the same for the same seed', async () => {
    const [one, other] = [await openReceiver(), await openReceiver()];
    for (const receiver of [one, other]) {
      const { call } = await open([receiver.address]);
      await call('POST', '/__admin/webhooks/orderShipped/send', { url: `http://${receiver.address}/` });
      await expect.poll(() => receiver.received).toHaveLength(1);
    }
    const body = JSON.parse(one.received[0]?.body ?? '') as object;
    expect(body).toMatchObject({ event: 'shipped', order: { item: expect.any(String) as string } });
    expect(other.received[0]?.body).toBe(one.received[0]?.body);
    expect(other.received[0]?.headers['x-athena-delivery']).toBe(one.received[0]?.headers['x-athena-delivery']);
  });

  it('is rejected when it exceeds a limit, and is among the failed deliveries', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    const url = `http://${receiver.address}/${'ü'.repeat(400)}`;
    const { status, body } = await call('POST', '/__admin/webhooks/ping/send', { url });
    const failure = 'The URL is longer than 2000 characters.';
    expect([status, body.detail]).toEqual([409, failure]);
    const log = await call('GET', '/__admin/deliveries?status=failed');
    expect(log.body.deliveries).toMatchObject([{ cause: 'webhooks/ping', tries: [{ failure }] }]);
    expect(receiver.connections).toBe(0);
  });

  it('is rejected with a body that breaks its schema, for another address, and for an unknown name', async () => {
    const receiver = await openReceiver();
    const { call } = await open([receiver.address]);
    const url = `http://${receiver.address}/`;
    const invalid = await call('POST', '/__admin/webhooks/orderShipped/send', { url, body: { event: 'shipped' } });
    expect([invalid.status, invalid.body.errors]).toMatchObject([422, [{ field: 'body.order' }]]);
    for (const forbidden of [`http://localhost:${receiver.port}/`, `http://a:b@${receiver.address}/`, 'nowhere']) {
      const { status, body } = await call('POST', '/__admin/webhooks/ping/send', { url: forbidden });
      expect([status, body.errors]).toMatchObject([422, [{ field: 'url' }]]);
    }
    expect((await call('POST', '/__admin/webhooks/none/send', { url })).status).toBe(404);
    await moment();
    expect(receiver.connections).toBe(0);
  });
});
