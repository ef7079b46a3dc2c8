import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts a response as one that streams from now on. False where there are too many. */
export type OpenStream = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Says by whom the streams of a connection are counted. */
export function admitStreams(socket: Socket, open: OpenStream): void {
  counting.set(socket, open);
}

/** Whether a response may begin to stream. In another server's app nobody counts, and it may. */
export const openStream: OpenStream = (request, response) => counting.get(request.socket)?.(request, response) ?? true;

const counting = new WeakMap<Socket, OpenStream>();
