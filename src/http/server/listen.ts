import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { bind, KEEP_ALIVE_DELAY, type BoundServer } from './bind.ts';
import { respondToClientError } from './client-error.ts';
import { trackConnections, type Connections } from './connections.ts';
import { attachGate } from './gate.ts';
import { disconnectStalledClients } from './stalled-clients.ts';

/** A server that listens. */
export interface ListeningServer {
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets requests in flight finish, and cuts what is left after `timeout` milliseconds. */
  close(timeout: number): Promise<void>;
}

export { PortInUseError } from './bind.ts';

/** Where a server listens, and what it takes. */
export interface ListenOptions {
  /** `localhost` is both loopback addresses. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** How many requests may wait for their answer at once; any number, unless said. */
  readonly maxInFlight?: number;
  /** Whether a proxy in front says by `X-Forwarded-Host` how it was asked; it does not, unless said. */
  readonly trustProxy?: boolean;
  /** Other times than the usual. */
  readonly times?: ServerTimes;
}

/** In milliseconds. */
export type ServerTimes = Partial<Record<keyof typeof SERVER_TIMES, number>>;

/** Listens. Rejects with a PortInUseError, or with the system's error. */
export async function listen(
  app: RequestListener,
  { host, port, maxInFlight = Infinity, trustProxy = false, times }: ListenOptions,
): Promise<ListeningServer> {
  const { stallTimeout, ...nodeTimes } = { ...SERVER_TIMES, ...times };
  const server = createServer({ ...SERVER_LIMITS, ...nodeTimes });
  // Node's own limit drops what is above it without a word.
  server.maxHeadersCount = 0;
  const connections = trackConnections(server);
  disconnectStalledClients(server, connections, stallTimeout);
  attachGate(server, app, { maxInFlight, trustProxy });
  server.on('clientError', (error, socket) => respondToClientError(error, socket, connections));
  const bound = await bind(server, host, port);
  let closing: Promise<void> | undefined;
  return {
    url: toUrl(host, bound.port),
    port: bound.port,
    close: (timeout) => (closing ??= close(bound, connections, timeout)),
  };
}

async function close(bound: BoundServer, connections: Connections, timeout: number): Promise<void> {
  const timer = setTimeout(() => connections.destroyAll(), timeout);
  const closed = bound.close();
  connections.drain();
  await closed;
  clearTimeout(timer);
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
  keepAliveInitialDelay: KEEP_ALIVE_DELAY,
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
