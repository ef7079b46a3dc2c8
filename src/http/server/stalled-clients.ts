import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Connections } from './connections.ts';

/**
 * Cuts the connections of clients that take none of their answer for so many milliseconds: it would stay in memory for
 * good. An answer that has nothing to send yet is not cut. Node restarts the time with each byte that goes out, and
 * gives kept connections their own time between requests.
 */
export function disconnectStalledClients(server: Server, connections: Connections, milliseconds: number): void {
  server.timeout = milliseconds;
  server.on('timeout', (socket: Socket) => {
    const isWaitingForUs = connections.isBusy(socket) && socket.writableLength === 0;
    if (!isWaitingForUs) socket.destroy();
  });
}
