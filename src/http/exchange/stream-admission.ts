import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts a response as one that streams from now on. False where there are too many. */
export type AdmitStream = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Says by whom the streams of a connection are counted. */
export function setStreamAdmission(socket: Socket, open: AdmitStream): void {
  counting.set(socket, open);
}

/** Whether a response may begin to stream. In another server's app nobody counts, and it may. */
export const admitStream: AdmitStream = (request, response) =>
  counting.get(request.socket)?.(request, response) ?? true;

const counting = new WeakMap<Socket, AdmitStream>();
