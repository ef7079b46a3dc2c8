import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { checkRequest, UNKNOWN_EXPECTATION } from '../message/check-request.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { OVERLOADED, rejectOnSocket, rejectRequest, type Rejection } from '../message/rejection.ts';
import { setStreamAdmission } from '../exchange/stream-admission.ts';

/** What a server takes. */
export interface GateOptions {
  /** How many requests may wait for their response at once. */
  readonly maxInFlight: number;
  /** `X-Forwarded-Host` is believed, and therefore checked. */
  readonly trustProxy: boolean;
}

/**
 * Passes a server's requests to the app as long as no more than `maxInFlight` wait for their response; what is above
 * that is rejected immediately, before its body is read and before memory grows. Reads have twice the room, since they
 * are answered without waiting for a disk. A response that streams to a client that only listens is counted by itself,
 * up to `maxInFlight` of them.
 */
export function attachGate(server: Server, app: RequestListener, { maxInFlight, trustProxy }: GateOptions): void {
  const counts = countRequests(server, maxInFlight);
  const findRefusal = (request: IncomingMessage): Rejection | undefined =>
    checkRequest(request, trustProxy) ?? (counts.hasRoom(request) ? undefined : OVERLOADED);
  const rejected = new WeakSet<Socket>();
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    // Node reads on what has come already: it may be a part of what was rejected.
    if (rejected.has(request.socket)) return;
    const refusal = findRefusal(request);
    if (refusal === undefined) {
      counts.enter(request, response);
      app(request, response);
      return;
    }
    if (refusal.headers?.['connection'] === 'close') rejected.add(request.socket);
    rejectRequest(refusal, response);
  };
  server.on('request', limitPipelining(server, pass));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // A client that asks first is told before it has sent anything.
    if (findRefusal(request) === undefined) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => rejectRequest(UNKNOWN_EXPECTATION, response));
  server.on('connect', (_request, socket) => rejectOnSocket(NO_PROXY, socket));
}

/** What waits on one connection. */
interface Line {
  requests: number;
  streams: number;
}

interface Counts {
  hasRoom(request: IncomingMessage): boolean;
  /** Counts a request until its response is sent, or its connection is closed. */
  enter(request: IncomingMessage, response: ServerResponse): void;
}

/**
 * Counts by connection: a response that waits for those before it on its connection is never told that the connection
 * has closed.
 */
function countRequests(server: Server, maxInFlight: number): Counts {
  const total: Line = { requests: 0, streams: 0 };
  const lines = new WeakMap<Socket, Line>();
  const streaming = new WeakSet<ServerResponse>();
  const leave = (line: Line, kind: keyof Line, count: number): void => {
    // The connection may have closed before, with all that waited on it.
    const left = Math.min(count, line[kind]);
    line[kind] -= left;
    total[kind] -= left;
  };
  server.on('connection', (socket: Socket) => {
    const line: Line = { requests: 0, streams: 0 };
    lines.set(socket, line);
    setStreamAdmission(socket, ({ method = '' }, response) => {
      if (total.streams >= maxInFlight) return !READS.has(method);
      if (line.requests === 0 || streaming.has(response)) return true;
      leave(line, 'requests', 1);
      streaming.add(response);
      line.streams += 1;
      total.streams += 1;
      return true;
    });
    socket.once('close', () => {
      leave(line, 'requests', line.requests);
      leave(line, 'streams', line.streams);
    });
  });
  return {
    hasRoom: ({ method = '' }) => total.requests < (READS.has(method) ? maxInFlight * 2 : maxInFlight),
    enter: ({ socket }, response) => {
      const line = lines.get(socket);
      if (line === undefined) return;
      line.requests += 1;
      total.requests += 1;
      // Told once: a listener that takes itself off costs more.
      response.on('close', () => leave(line, streaming.has(response) ? 'streams' : 'requests', 1));
    },
  };
}

const NO_PROXY: Rejection = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'This server is no proxy: it takes no CONNECT.',
  headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE' },
};

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
