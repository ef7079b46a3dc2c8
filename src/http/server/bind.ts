import type { Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type ServerOpts } from 'node:net';

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

/** Where a server has been bound. */
export interface BoundServer {
  readonly port: number;
  /** Stops accepting; resolves when every connection has closed. */
  close(): Promise<void>;
}

/**
 * Binds a server. `localhost` is both loopback addresses: a browser may take either for the name, and counts a page of
 * `localhost` and a server called `127.0.0.1` as two sites. Where the machine has no IPv6 it is the first alone.
 * Rejects with a PortInUseError, or with the system's error.
 */
export async function bind(server: HttpServer, host: string, port: number): Promise<BoundServer> {
  if (host.toLowerCase() !== 'localhost') return bindOne(server, host, port);
  for (let attempt = 1; ; attempt += 1) {
    const first = await bindOne(server, IPV4, port);
    try {
      const second = await bindOne(createFeeder(server), IPV6, first.port);
      return { port: first.port, close: async () => void (await Promise.all([first.close(), second.close()])) };
    } catch (error) {
      if (isWithoutIpv6(error)) return first;
      await first.close();
      // A port that is free on one address may be taken on the other: then any other free one will do.
      if (port !== 0 || !(error instanceof PortInUseError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/**
 * Hands its connections to the HTTP server, which then cannot tell them from its own. Options are those that Node gives
 * an HTTP server.
 */
function createFeeder(server: HttpServer): Server {
  const options: ServerOpts = {
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY,
  };
  return createServer(options, (socket) => void server.emit('connection', socket));
}

function bindOne(server: Server, host: string, port: number): Promise<BoundServer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortInUseError(host, port) : error);
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}

function isWithoutIpv6(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_IPV6.has(String(error.code));
}

/** In milliseconds: a client that is gone without a word is noticed while nothing is sent. */
export const KEEP_ALIVE_DELAY = 60_000;
const IPV4 = '127.0.0.1';
const IPV6 = '::1';
const NO_IPV6: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENETUNREACH']);
const MAX_ATTEMPTS = 20;
