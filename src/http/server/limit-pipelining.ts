import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Limits how many pipelined requests of each connection are processed at a time; each sent response lets the next one
 * pass. Otherwise a client that sends requests and reads no responses could fill the memory with responses. While
 * requests are queued, nothing more is read from their connection.
 */
export function limitPipelining(server: Server, pass: RequestListener): RequestListener {
  const queues = new WeakMap<Socket, RequestQueue>();
  server.on('connection', (socket: Socket) => {
    const queue: RequestQueue = { active: 0, waiting: [] };
    queues.set(socket, queue);
    socket.once('close', () => (queue.waiting = []));
  });

  const start = (queue: RequestQueue, request: IncomingMessage, response: ServerResponse): void => {
    queue.active += 1;
    // `close` is emitted once, so the cheaper `on` is enough.
    response.on('close', () => {
      queue.active -= 1;
      const next = queue.waiting.shift();
      if (next === undefined) return;
      start(queue, ...next);
      if (queue.waiting.length === 0) request.socket.resume();
    });
    pass(request, response);
  };

  return function enqueue(request, response) {
    const queue = queues.get(request.socket);
    if (queue === undefined) pass(request, response);
    else if (queue.active < MAX_ACTIVE) start(queue, request, response);
    else {
      queue.waiting.push([request, response]);
      if (queue.waiting.length > MAX_WAITING) request.socket.destroy();
      // Node resumes the connection after each parsed request, so it is paused once all received data is parsed.
      else if (queue.waiting.length % MAX_ACTIVE === 1)
        queueMicrotask(() => queue.waiting.length > 0 && request.socket.pause());
    }
  };
}

/** The requests of one connection. */
interface RequestQueue {
  /** How many are being processed, until their responses are sent. */
  active: number;
  waiting: [request: IncomingMessage, response: ServerResponse][];
}

/** More than clients pipeline that read their responses. */
const MAX_ACTIVE = 64;
/** More than one read from the socket (64 kB) holds; exceeded only when the connection cannot be paused. */
const MAX_WAITING = 4096;
