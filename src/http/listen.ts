import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerClientError } from './client-error.ts';
import { trackConnections, type Connections } from './connections.ts';

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

/** Listens; port 0 takes any free one. Rejects with a PortInUseError, or with the system's error. */
export async function listen(app: RequestListener, { host, port }: { readonly host: string; readonly port: number }): Promise<Listening> {
  const server = createServer(SERVER_LIMITS);
  const connections = trackConnections(server);
  server.on('request', app);
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

/** Times in milliseconds. What is larger is answered 431, what is slower 408. */
const SERVER_LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 30_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5000,
  // Longer than most clients keep a connection: who closes last loses no request to a closed one.
  keepAliveTimeout: 65_000,
};
