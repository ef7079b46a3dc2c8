import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, and what is in flight on each. */
export interface Connections {
  /** True where an answer has begun on this connection: nothing else may be written there. */
  isResponding(socket: object): boolean;
  /** Whether a request on this connection waits for its answer, or for the end of it. */
  isBusy(socket: Socket): boolean;
  /** Closes the idle connections now and every other one after the answers that it waits for. */
  drain(): void;
  destroyAll(): void;
}

/**
 * Keeps account of a server's connections. Node's own `closeIdleConnections` counts one on which nothing was ever sent,
 * such as a browser opens in advance, as busy, and would wait for it.
 */
export function trackConnections(server: Server): Connections {
  const inFlight = new Map<Socket, Set<ServerResponse>>();
  let isDraining = false;
  server.on('connection', (socket: Socket) => {
    inFlight.set(socket, new Set());
    socket.once('close', () => inFlight.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = inFlight.get(socket);
    responses?.add(response);
    if (isDraining) sayClose(response);
    // Told once: a listener that takes itself off costs more.
    response.on('close', () => {
      responses?.delete(response);
      if (isDraining && responses?.size === 0) socket.destroySoon();
    });
  });
  return {
    isResponding: (socket) => [...(inFlight.get(socket as Socket) ?? [])].some(({ headersSent }) => headersSent),
    isBusy: (socket) => (inFlight.get(socket)?.size ?? 0) > 0,
    drain: () => {
      isDraining = true;
      for (const [socket, responses] of inFlight) {
        if (responses.size === 0) socket.destroySoon();
        else responses.forEach(sayClose);
      }
    },
    destroyAll: () => [...inFlight.keys()].forEach((socket) => socket.destroy()),
  };
}

/** The client must not send another request on this connection (RFC 9112 section 9.6). */
function sayClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
