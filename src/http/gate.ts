import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEMS } from '../kernel/problem.ts';
import { checkRequest, UNKNOWN_EXPECTATION } from './check-request.ts';
import { refuseOnSocket, refuseRequest, type Refusal } from './refusal.ts';

/**
 * Hands a server's requests to the app as long as no more than `maxInFlight` wait for their answer; what is above that is refused at once, before its body is read and before memory grows. Reads have
 * twice the room, since they are answered without waiting for a disk.
 */
export function guard(server: Server, app: RequestListener, maxInFlight: number): void {
  let inFlight = 0;
  const findRefusal = (request: IncomingMessage): Refusal | undefined =>
    checkRequest(request) ?? (inFlight >= roomFor(request, maxInFlight) ? OVERLOADED : undefined);
  /** How many wait on each connection. An answer that waits for those before it on its connection is never told that the connection has closed. */
  const waiting = new WeakMap<Socket, number>();
  const leave = (socket: Socket, count: number): void => {
    inFlight -= count;
    waiting.set(socket, (waiting.get(socket) ?? 0) - count);
  };
  server.on('connection', (socket: Socket) => {
    socket.once('close', () => leave(socket, waiting.get(socket) ?? 0));
  });
  const admit = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    inFlight += 1;
    waiting.set(socket, (waiting.get(socket) ?? 0) + 1);
    // Told once: a listener that takes itself off costs more. The connection may have closed before, with all that waited on it.
    response.on('close', () => leave(socket, Math.min(1, waiting.get(socket) ?? 0)));
    app(request, response);
  };
  const givenUp = new WeakSet<Socket>();
  server.on('request', (request, response) => {
    // Node reads on what has come already: it may be a part of what was refused.
    if (givenUp.has(request.socket)) return;
    const refusal = findRefusal(request);
    if (refusal === undefined) {
      admit(request, response);
      return;
    }
    if (refusal.headers?.['connection'] === 'close') givenUp.add(request.socket);
    refuseRequest(refusal, response);
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Who asks first is told before it has sent anything.
    if (findRefusal(request) === undefined) response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => refuseRequest(UNKNOWN_EXPECTATION, response));
  server.on('connect', (_request, socket) => refuseOnSocket(NO_PROXY, socket));
}

function roomFor({ method = '' }: IncomingMessage, maxInFlight: number): number {
  return READS.has(method) ? maxInFlight * 2 : maxInFlight;
}

const OVERLOADED: Refusal = {
  status: PROBLEMS.OVERLOADED.status,
  code: 'OVERLOADED',
  message: PROBLEMS.OVERLOADED.title,
  headers: { 'retry-after': '1' },
};

const NO_PROXY: Refusal = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: 'This server is no proxy: it takes no CONNECT.',
  headers: { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE' },
};

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
