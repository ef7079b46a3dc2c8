import { createServer, type RequestListener } from 'node:http';
import { bind, type BoundServer } from './bind.ts';
import { respondToClientError } from './client-error.ts';
import type { OnReject } from '../message/rejection.ts';
import { trackConnections, type Connections } from './connections.ts';
import { attachGate } from './gate.ts';
import { SERVER_LIMITS, SERVER_TIMES } from './limits.ts';
import { disconnectStalledClients } from './unread-responses.ts';

/** A listening server. */
export interface ListeningServer {
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets requests in flight finish, and closes what is left after `timeout` milliseconds. */
  close(timeout: number): Promise<void>;
}

export { PortInUseError } from './bind.ts';

/** Options of `listen`. */
export interface ListenOptions {
  /** `localhost` listens on both loopback addresses. */
  readonly host: string;
  /** 0 chooses a free port. */
  readonly port: number;
  /** The maximum number of requests waiting for a response. Defaults to no limit. */
  readonly maxInFlight?: number;
  /** Whether `X-Forwarded-Host` is trusted, and therefore checked. Defaults to false. */
  readonly trustProxy?: boolean;
  /** Is told of the requests that the server rejects before the app sees them. */
  readonly onReject?: OnReject | undefined;
  /** Overrides of the default timeouts. */
  readonly times?: ServerTimes;
}

/** Timeouts of a server, in milliseconds. */
export type ServerTimes = Partial<Record<keyof typeof SERVER_TIMES, number>>;

/** Starts an HTTP server. Rejects with a PortInUseError or the system's error. */
export async function listen(
  app: RequestListener,
  { host, port, maxInFlight = Infinity, trustProxy = false, onReject, times }: ListenOptions,
): Promise<ListeningServer> {
  const { stallTimeout, ...nodeTimes } = { ...SERVER_TIMES, ...times };
  const server = createServer({ ...SERVER_LIMITS, ...nodeTimes });
  // Node's own limit silently drops further headers; check-request.ts rejects them instead.
  server.maxHeadersCount = 0;
  const connections = trackConnections(server);
  disconnectStalledClients(server, connections, stallTimeout);
  attachGate(server, app, { maxInFlight, trustProxy, onReject });
  server.on('clientError', (error, socket) => respondToClientError(error, socket, { connections, onReject }));
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

/** Returns the URL to call. The addresses that stand for all interfaces cannot be called; localhost replaces them. */
function toUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
