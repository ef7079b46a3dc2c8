import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isConnectable, type ResolvedAddress } from '../../../src/http/outgoing/check-address.ts';
import { createHttpTransport, type HttpTransportOptions } from '../../../src/http/outgoing/http-transport.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import type { Transport } from '../../../src/store/port/outbox.ts';
import { describeTransport } from '../../store/port/transport-conformance.ts';
import { isSigned, openReceiver } from '../../support/receiver.ts';

const SECRET = 's3cret';
const LOCAL: ResolvedAddress = { address: '127.0.0.1', family: 4 };
const NEVER = new AbortController().signal;
const ID = '11111111-1111-4111-8111-111111111111';

function open(allowed: readonly string[], options: Partial<HttpTransportOptions> = {}): Transport {
  return createHttpTransport({ allowed: new Set(allowed), secret: SECRET, now: () => 1_735_689_600_500, ...options });
}

const send = (transport: Transport, payload: JsonObject): Promise<void> =>
  transport.deliver({ deliveryId: ID, kind: 'http', receiver: 'any', attempt: 1, payload }, NEVER);

describeTransport('over HTTP', async () => {
  const receiver = await openReceiver();
  const accepted: string[] = [];
  const behaviours = {
    accept: (response: ServerResponse) => {
      accepted.push(String(receiver.received.at(-1)?.headers['x-athena-delivery']));
      response.writeHead(200).end('ok');
    },
    reject: (response: ServerResponse) => void response.writeHead(503).end(),
    hang: () => {},
  };
  receiver.respond = behaviours.accept;
  return {
    transport: open([receiver.address]),
    kind: 'http',
    receiver: receiver.address,
    payload: { method: 'POST', url: `http://127.0.0.1:${receiver.port}/hook`, headers: {}, body: '{}' },
    accepted: () => accepted,
    behave: (how) => (receiver.respond = behaviours[how]),
  };
});

describe('a request that is sent', () => {
  it('has its method, path, headers and body, and a signature that Node can verify', async () => {
    const receiver = await openReceiver();
    const body = '{"text":"Grüße"}';
    await send(open([receiver.address]), {
      method: 'PUT',
      url: `http://127.0.0.1:${receiver.port}/hook?a=1#part`,
      headers: { 'Content-Type': 'application/json', 'X-Own': '7', Host: 'other.test', 'X-Athena-Delivery': 'forged' },
      body,
    });
    const [{ headers, ...rest } = { headers: {} }] = receiver.received;
    expect(rest).toEqual({ method: 'PUT', url: '/hook?a=1', body });
    expect(headers).toMatchObject({
      host: receiver.address,
      'content-type': 'application/json',
      'x-own': '7',
      'x-athena-delivery': ID,
      'idempotency-key': ID,
      'user-agent': 'athena-simulator',
    });
    expect(receiver.received[0]?.headers['x-athena-signature']).toMatch(/^t=1735689600,v1=/);
    expect(receiver.received.map((request) => isSigned(request, SECRET))).toEqual([true]);
    expect(receiver.received.map((request) => isSigned(request, 'other'))).toEqual([false]);
  });

  it('goes to the address that was checked, though the name resolves to another one later', async () => {
    const receiver = await openReceiver();
    const answers: (readonly ResolvedAddress[])[] = [[LOCAL], [{ address: '169.254.169.254', family: 4 }]];
    const transport = open([`hooks.test:${receiver.port}`], { resolve: async () => answers.shift() ?? [] });
    const payload = { url: `http://hooks.test:${receiver.port}/` };
    await send(transport, payload);
    expect(receiver.received[0]?.headers.host).toBe(`hooks.test:${receiver.port}`);
    expect(answers).toHaveLength(1);
    await expect(send(transport, payload)).rejects.toMatchObject({ name: 'UndeliverableError' });
    expect(receiver.connections).toBe(1);
  });

  it('is not sent on when the receiver redirects it', async () => {
    const [receiver, target] = [await openReceiver(), await openReceiver()];
    receiver.respond = (response) =>
      void response.writeHead(307, { location: `http://127.0.0.1:${target.port}/` }).end();
    const transport = open([receiver.address, target.address]);
    await expect(send(transport, { url: `http://127.0.0.1:${receiver.port}/` })).rejects.toMatchObject({
      name: 'UndeliverableError',
      message: 'The receiver responded with 307. Redirects are not followed.',
    });
    expect([receiver.connections, target.connections]).toEqual([1, 0]);
  });

  it('goes to one of the addresses that a name has', async () => {
    const receiver = await openReceiver();
    const resolve = async (): Promise<readonly ResolvedAddress[]> => [{ address: '::1', family: 6 }, LOCAL];
    await send(open([`localhost:${receiver.port}`], { resolve }), { url: `http://localhost:${receiver.port}/` });
    expect(receiver.received).toHaveLength(1);
  });

  it('fails with the reason of each address when none of a name accepts the connection', async () => {
    const resolve = async (): Promise<readonly ResolvedAddress[]> => [{ address: '::1', family: 6 }, LOCAL];
    // Nothing listens on the port.
    const failed = send(open(['localhost:1'], { resolve }), { url: 'http://localhost:1/' });
    await expect(failed).rejects.toThrow(/::1.*; .*ECONNREFUSED 127\.0\.0\.1/);
  });

  it('fails when the connection is reset, and is tried again', async () => {
    const receiver = await openReceiver();
    receiver.next.push('reset');
    const transport = open([receiver.address]);
    const failed = send(transport, { url: `http://${receiver.address}/` });
    await expect(failed).rejects.toThrow(/ECONNRESET|hang up/);
    await expect(failed).rejects.not.toMatchObject({ name: 'UndeliverableError' });
    await send(transport, { url: `http://${receiver.address}/` });
    expect(receiver.received).toHaveLength(2);
  });

  it.each([{ 'x-line': 'a\r\nb: c' }, { 'a b': 'c' }])(
    'is given up for the header %j, whose value is not told',
    async (headers) => {
      const receiver = await openReceiver();
      const failed = send(open([receiver.address]), { url: `http://${receiver.address}/`, headers });
      await expect(failed).rejects.toMatchObject({
        name: 'UndeliverableError',
        message: 'A header has characters that HTTP does not allow.',
      });
      expect(receiver.received).toEqual([]);
    },
  );

  it('opens no tunnel', async () => {
    const receiver = await openReceiver();
    const failed = send(open([receiver.address]), { url: `http://${receiver.address}/`, method: 'connect' });
    await expect(failed).rejects.toMatchObject({ name: 'UndeliverableError' });
    expect(receiver.connections).toBe(0);
  });

  it('fails when the response switches protocols', async () => {
    const receiver = await openReceiver();
    receiver.respond = (response) => {
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    };
    await expect(send(open([receiver.address]), { url: `http://${receiver.address}/` })).rejects.toThrow(
      /closed|hang up|ECONNRESET/,
    );
  });

  it('fails when the response is too long, without reading all of it', async () => {
    const receiver = await openReceiver();
    receiver.respond = (response) => {
      response.writeHead(200);
      const more = (): void => void response.write('x'.repeat(65_536), (error) => error ?? more());
      more();
    };
    await expect(send(open([receiver.address]), { url: `http://127.0.0.1:${receiver.port}/` })).rejects.toThrow(
      'The response is too long.',
    );
  });
});

it('only the servers that are allowed are accepted', () => {
  const transport = open(['hooks.test:443']);
  expect(['hooks.test:443', 'hooks.test:80'].map((receiver) => transport.accepts?.(receiver))).toEqual([true, false]);
});

describe('nothing is sent', () => {
  it.each([
    ['to another port', (port: number) => `http://127.0.0.1:${port + 1}/`],
    ['to another name of the same machine', (port: number) => `http://localhost:${port}/`],
    ['to a private name', () => 'http://printer.local:80/'],
    ['with credentials', (port: number) => `http://me:secret@127.0.0.1:${port}/`],
    ['by another scheme', (port: number) => `ftp://127.0.0.1:${port}/`],
    ['to a file', () => 'file:///etc/passwd'],
    ['to an incomplete URL', () => '/hook'],
  ])('%s', async (_what, toUrl) => {
    const receiver = await openReceiver();
    const resolved: string[] = [];
    const transport = open([receiver.address], {
      resolve: async (host) => {
        resolved.push(host);
        return [LOCAL];
      },
    });
    await expect(send(transport, { url: toUrl(receiver.port) })).rejects.toMatchObject({ name: 'UndeliverableError' });
    expect([receiver.connections, resolved]).toEqual([0, []]);
  });

  it.each(['169.254.169.254', '[::ffff:169.254.169.254]', '[fe80::1]', '0.0.0.0', '2852039166'])(
    'to %s, even if it is allowed',
    async (host) => {
      const { host: written } = new URL(`http://${host}:8080`);
      const transport = open([written]);
      await expect(send(transport, { url: `http://${host}:8080/` })).rejects.toMatchObject({
        name: 'UndeliverableError',
      });
    },
  );

  it('to a name of which one address is link-local', async () => {
    const receiver = await openReceiver();
    const resolve = async (): Promise<readonly ResolvedAddress[]> => [LOCAL, { address: 'fe80::1%lo', family: 6 }];
    const transport = open([`hooks.test:${receiver.port}`], { resolve });
    await expect(send(transport, { url: `http://hooks.test:${receiver.port}/` })).rejects.toMatchObject({
      name: 'UndeliverableError',
    });
    expect(receiver.connections).toBe(0);
  });
});

it.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['192.168.0.7', true],
  ['203.0.113.9', true],
  ['::1', true],
  ['fd12:3456::1', true],
  ['2001:db8::1', true],
  ['::ffff:10.0.0.1', true],
  ['169.254.0.1', false],
  ['100.100.100.200', false],
  ['168.63.129.16', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['febf::1', false],
  ['ff02::1', false],
  ['fd00:ec2::254', false],
  ['fd20:ce::254', false],
  ['fd00:42::42', false],
  ['64:ff9b:1::10.0.0.1', false],
  ['::ffff:169.254.169.254', false],
  ['::ffff:a9fe:a9fe', false],
  ['::ffff:0:a9fe:a9fe', false],
  ['::169.254.169.254', false],
  ['64:ff9b::169.254.169.254', false],
  ['2002:a9fe:a9fe::1', false],
  ['localhost', false],
])('the address %s may be connected to: %s', (address, isAllowed) => {
  expect(isConnectable({ address, family: address.includes(':') ? 6 : 4 })).toBe(isAllowed);
});
