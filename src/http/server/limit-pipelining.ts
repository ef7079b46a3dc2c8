import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Passes on a bounded number of requests of each connection at a time, and the next one when a response has been sent.
 * A client that sends request after request and reads no response would otherwise have all of them answered, and the
 * responses kept in memory. While requests are held nothing more is read from their connection.
 */
export function limitPipelining(server: Server, pass: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, Line>();
  server.on('connection', (socket: Socket) => {
    const line: Line = { passed: 0, held: [] };
    lines.set(socket, line);
    socket.once('close', () => (line.held = []));
  });

  const passOn = (line: Line, request: IncomingMessage, response: ServerResponse): void => {
    line.passed += 1;
    // Told once: a listener that takes itself off costs more.
    response.on('close', () => {
      line.passed -= 1;
      const next = line.held.shift();
      if (next === undefined) return;
      passOn(line, ...next);
      if (line.held.length === 0) request.socket.resume();
    });
    pass(request, response);
  };

  return function hold(request, response) {
    const line = lines.get(request.socket);
    if (line === undefined) pass(request, response);
    else if (line.passed < MAX_PASSED) passOn(line, request, response);
    else {
      line.held.push([request, response]);
      if (line.held.length > MAX_HELD) request.socket.destroy();
      // Node resumes a connection at the end of each request that it has parsed: it can be paused when all that was
      // read is.
      else if (line.held.length % MAX_PASSED === 1)
        queueMicrotask(() => line.held.length > 0 && request.socket.pause());
    }
  };
}

/** The requests of one connection. */
interface Line {
  /** How many have been passed on and wait for their response to be sent. */
  passed: number;
  held: [request: IncomingMessage, response: ServerResponse][];
}

/** More than any client pipelines that reads what it is sent. */
const MAX_PASSED = 64;
/** What is read at one time (64 kB) has fewer; more come from a connection that cannot be paused. */
const MAX_HELD = 4096;
