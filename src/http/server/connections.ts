import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The open connections of a server and the requests in flight on each. */
export interface Connections {
  /** Returns whether a response has begun on this connection, so that nothing else may be written to it. */
  isResponding(socket: object): boolean;
  /** Returns whether a request on this connection waits for its response, or for the end of it. */
  isBusy(socket: Socket): boolean;
  /** Closes idle connections immediately, and each other one once its responses are sent. */
  drain(): void;
  destroyAll(): void;
}

/**
 * Tracks a server's connections. Node's own `closeIdleConnections` treats a connection without any request yet, such as
 * browsers open in advance, as busy, and would wait for it.
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
    if (isDraining) setConnectionClose(response);
    // `close` is emitted once, so the cheaper `on` is enough.
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
        else responses.forEach(setConnectionClose);
      }
    },
    destroyAll: () => [...inFlight.keys()].forEach((socket) => socket.destroy()),
  };
}

/** Tells the client not to send another request on this connection (RFC 9112 section 9.6). */
function setConnectionClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
