import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerClientError } from './client-error.ts';
import { trackConnections, type Connections } from './connections.ts';
import { guard } from './gate.ts';
import { cutStalledClients } from './stalled-clients.ts';

/** A server that listens. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets requests in flight finish, and cuts what is left after `timeout` milliseconds. */
  close(timeout: number): Promise<void>;
}

/** Something else listens there already. Its `code` is the system's, EADDRINUSE. */
export class PortInUseError extends Error {
  readonly code = 'EADDRINUSE';
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number) {
    super(`Failed to listen: port ${port} on ${host} is in use. Stop what listens there, or take another port.`);
    this.name = 'PortInUseError';
    this.host = host;
    this.port = port;
  }
}

/** Where a server listens, and what it takes. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** How many requests may wait for their answer at once; any number, unless said. */
  readonly maxInFlight?: number;
  /** Other times than the usual. */
  readonly times?: ServerTimes;
}

/** In milliseconds. */
export type ServerTimes = Partial<Record<keyof typeof SERVER_TIMES, number>>;

/** Listens. Rejects with a PortInUseError, or with the system's error. */
export async function listen(app: RequestListener, { host, port, maxInFlight = Infinity, times }: ListenOptions): Promise<Listening> {
  const { stallTimeout, ...nodeTimes } = { ...SERVER_TIMES, ...times };
  const server = createServer({ ...SERVER_LIMITS, ...nodeTimes });
  // Node's own limit drops what is above it without a word.
  server.maxHeadersCount = 0;
  const connections = trackConnections(server);
  cutStalledClients(server, connections, stallTimeout);
  guard(server, app, maxInFlight);
  server.on('clientError', (error, socket) => answerClientError(error, socket, connections));
  await bind(server, host, port);
  const bound = (server.address() as AddressInfo).port;
  let closing: Promise<void> | undefined;
  return { url: toUrl(host, bound), port: bound, close: (timeout) => (closing ??= close(server, connections, timeout)) };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortInUseError(host, port) : error);
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server, connections: Connections, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => connections.destroyAll(), timeout);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    connections.drain();
  });
}

/** An address to call: one that stands for all of a machine's is called by its own name. */
function toUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What is larger is answered 431. */
const SERVER_LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  // Node's own answer to a missing Host says nothing.
  requireHostHeader: false,
  // A client that is gone without a word is noticed while nothing is sent.
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
};

/** In milliseconds. What is slower to arrive is answered 408. */
const SERVER_TIMES = {
  headersTimeout: 30_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5000,
  // Longer than most clients keep a connection: who closes last loses no request to a closed one.
  keepAliveTimeout: 65_000,
  /** Without a byte of an answer taken by its client. */
  stallTimeout: 60_000,
};
