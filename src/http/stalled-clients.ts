import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Cuts the connections of clients that take none of their answer for so many milliseconds: it would stay in memory for good. An answer that has nothing to send yet is not cut. Node restarts the time with
 * each byte that goes out, and gives kept connections their own time between requests.
 */
export function cutStalledClients(server: Server, milliseconds: number): void {
  server.timeout = milliseconds;
  const busy = new WeakMap<Socket, number>();
  server.on('request', ({ socket }, response) => {
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => busy.set(socket, (busy.get(socket) ?? 1) - 1));
  });
  server.on('timeout', (socket) => {
    const isWaitingForUs = (busy.get(socket) ?? 0) > 0 && socket.writableLength === 0;
    if (!isWaitingForUs) socket.destroy();
  });
}
