import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as the receiver got it. */
export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that keeps what it receives. */
export interface Receiver {
  readonly port: number;
  /** `host:port`. */
  readonly address: string;
  readonly received: Received[];
  /** Every connection, whether a request came or not. */
  connections: number;
  /** How it responds: by default with 204. */
  respond: (response: ServerResponse) => void;
  /** How it responds to the next requests: a status, or a connection that it resets. */
  readonly next: (number | 'reset')[];
}

/** Opens a receiver, which is closed after the test. */
export async function openReceiver(): Promise<Receiver> {
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { method, url, headers } = request;
    receiver.received.push({ method, url, headers, body });
    const answer = receiver.next.shift();
    if (answer === undefined) receiver.respond(response);
    else if (answer === 'reset') request.socket.resetAndDestroy();
    else response.writeHead(answer).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  server.on('connection', () => (receiver.connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    port,
    address: `127.0.0.1:${port}`,
    received: [],
    connections: 0,
    respond: (response) => void response.writeHead(204).end(),
    next: [],
  };
  return receiver;
}

/** Returns whether a request is signed with a key, as a receiver verifies it. */
export function isSigned({ headers, body }: Received, key: string): boolean {
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-athena-signature'])) ?? [];
  return createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex') === signature;
}
