import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type ServerOpts } from 'node:net';

/** The port is in use. `code` is the system's error code. */
export class PortInUseError extends Error {
  readonly code = 'EADDRINUSE';
  readonly host: string;
  readonly port: number;

  constructor(host: string, port: number) {
    super(
      `Failed to listen: port ${port} on ${host} is in use. Stop the process that uses it, or choose another port.`,
    );
    this.name = 'PortInUseError';
    this.host = host;
    this.port = port;
  }
}

/** A server that is bound to its addresses. */
export interface BoundServer {
  readonly port: number;
  /** Stops accepting; resolves when every connection has closed. */
  close(): Promise<void>;
}

/**
 * Binds a server to a host and port. `localhost` binds both loopback addresses, because a browser may resolve the name
 * to either; on a machine without IPv6 it binds 127.0.0.1 only. Rejects with a PortInUseError or the system's error.
 */
export async function bind(server: HttpServer, host: string, port: number): Promise<BoundServer> {
  if (host.toLowerCase() !== 'localhost') return bindOne(server, host, port);
  for (let attempt = 1; ; attempt += 1) {
    const first = await bindOne(server, IPV4, port);
    try {
      const second = await bindOne(createForwardingServer(server), IPV6, first.port);
      return { port: first.port, close: async () => void (await Promise.all([first.close(), second.close()])) };
    } catch (error) {
      if (isWithoutIpv6(error)) return first;
      await first.close();
      // Port 0: the port that the system chose for one address is in use on the other. Try another one.
      if (port !== 0 || !(error instanceof PortInUseError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Rejects as `bind` does when a server cannot be bound to this address now. It accepts nothing meanwhile. */
export async function checkAddress({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createHttpServer().on('connection', (socket) => socket.destroy());
  const bound = await bind(server, host, port);
  await bound.close();
}

/** Creates a server that passes its connections on to the HTTP server. Its options are those of Node's HTTP servers. */
function createForwardingServer(server: HttpServer): Server {
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

/** Milliseconds without traffic before TCP keep-alive probes begin, which detect clients that vanished. */
export const KEEP_ALIVE_DELAY = 60_000;
const IPV4 = '127.0.0.1';
const IPV6 = '::1';
const NO_IPV6: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENETUNREACH']);
const MAX_ATTEMPTS = 20;
