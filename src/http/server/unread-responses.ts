import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Connections } from './connections.ts';

/**
 * Disconnects clients that read nothing of their response for this many milliseconds, since the response would stay in
 * memory. A response that has nothing to send yet is not affected. Node restarts the timeout with each byte sent, and
 * uses `keepAliveTimeout` between requests.
 */
export function disconnectStalledClients(server: Server, connections: Connections, milliseconds: number): void {
  server.timeout = milliseconds;
  server.on('timeout', (socket: Socket) => {
    const isWaitingForResponse = connections.isBusy(socket) && socket.writableLength === 0;
    if (!isWaitingForResponse) socket.destroy();
  });
}
