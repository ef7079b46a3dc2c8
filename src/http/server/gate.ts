import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { checkRequest, UNKNOWN_EXPECTATION } from '../message/check-request.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { OVERLOADED, rejectOnSocket, rejectRequest, type OnReject, type Rejection } from '../message/rejection.ts';
import { attachStreamAdmission } from '../exchange/stream-admission.ts';

/** Limits on the requests of a server. */
export interface GateOptions {
  /** The maximum number of requests waiting for a response; twice as many for reads. */
  readonly maxInFlight: number;
  /** Whether `X-Forwarded-Host` is trusted, and therefore checked. */
  readonly trustProxy: boolean;
  readonly onReject?: OnReject | undefined;
}

/**
 * Passes a server's well-formed requests to the app, up to `maxInFlight` of them at a time. Further requests are
 * rejected immediately, before their bodies are read. The limit for reads is twice as high, since they do not wait for
 * the disk. Streaming responses are counted separately, up to `maxInFlight`.
 */
export function attachGate(
  server: Server,
  app: RequestListener,
  { maxInFlight, trustProxy, onReject }: GateOptions,
): void {
  const counts = countRequests(server, maxInFlight);
  const findRejection = (request: IncomingMessage): Rejection | undefined =>
    checkRequest(request, trustProxy) ?? (counts.hasCapacity(request) ? undefined : OVERLOADED);
  const closing = new WeakSet<Socket>();
  const reject = (rejection: Rejection, request: IncomingMessage, response: ServerResponse): void => {
    onReject?.(rejection, request);
    rejectRequest(rejection, response);
  };
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    // Node still parses data that has arrived; after a malformed request it may be part of that one.
    if (closing.has(request.socket)) return;
    const rejection = findRejection(request);
    if (rejection === undefined) {
      counts.add(request, response);
      app(request, response);
      return;
    }
    if (rejection.headers?.['connection'] === 'close') closing.add(request.socket);
    reject(rejection, request, response);
  };
  server.on('request', limitPipelining(server, pass));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // With `Expect: 100-continue`, a rejected client has not sent its body yet.
    if (findRejection(request) === undefined) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    reject(UNKNOWN_EXPECTATION, request, response),
  );
  server.on('connect', (request: IncomingMessage, socket) => {
    onReject?.(NO_PROXY, request);
    rejectOnSocket(NO_PROXY, socket);
  });
}

/** The number of requests in flight, and of streaming responses. */
interface Load {
  requests: number;
  streams: number;
}

interface RequestCounter {
  hasCapacity(request: IncomingMessage): boolean;
  /** Counts a request until its response is sent, or its connection is closed. */
  add(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Counts the requests of a server, by connection: when a connection closes, Node emits no `close` for a response that
 * is queued behind others on it.
 */
function countRequests(server: Server, maxInFlight: number): RequestCounter {
  const total: Load = { requests: 0, streams: 0 };
  const loads = new WeakMap<Socket, Load>();
  const streaming = new WeakSet<ServerResponse>();
  const subtract = (load: Load, kind: keyof Load, count: number): void => {
    // When the connection has closed before, its requests are subtracted already.
    const subtracted = Math.min(count, load[kind]);
    load[kind] -= subtracted;
    total[kind] -= subtracted;
  };
  server.on('connection', (socket: Socket) => {
    const load: Load = { requests: 0, streams: 0 };
    loads.set(socket, load);
    attachStreamAdmission(socket, ({ method = '' }, response) => {
      if (total.streams >= maxInFlight) return !READS.has(method);
      if (load.requests === 0 || streaming.has(response)) return true;
      subtract(load, 'requests', 1);
      streaming.add(response);
      load.streams += 1;
      total.streams += 1;
      return true;
    });
    socket.once('close', () => {
      subtract(load, 'requests', load.requests);
      subtract(load, 'streams', load.streams);
    });
  });
  return {
    hasCapacity: ({ method = '' }) => total.requests < (READS.has(method) ? maxInFlight * 2 : maxInFlight),
    add: ({ socket }, response) => {
      const load = loads.get(socket);
      if (load === undefined) return;
      load.requests += 1;
      total.requests += 1;
      // `close` is emitted once, so the cheaper `on` is enough.
      response.on('close', () => subtract(load, streaming.has(response) ? 'streams' : 'requests', 1));
    },
  };
}

const NO_PROXY: Rejection = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'This server is not a proxy: CONNECT is not supported.',
  remedy: 'Send the request to this server itself, without a proxy setting.',
  headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE' },
};

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
