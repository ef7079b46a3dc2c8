import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts a response as streaming from now on. Returns false when too many responses stream already. */
export type AdmitStream = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Sets the function that counts the streams of a connection. */
export function setStreamAdmission(socket: Socket, admit: AdmitStream): void {
  admissions.set(socket, admit);
}

/** Returns whether a response may begin to stream; always true when another server, without a counter, runs the app. */
export const admitStream: AdmitStream = (request, response) =>
  admissions.get(request.socket)?.(request, response) ?? true;

const admissions = new WeakMap<Socket, AdmitStream>();
