import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts a response as streaming from now on. Returns false when too many responses stream already. */
export type AdmitStream = (request: IncomingMessage, response: ServerResponse) => boolean;

type CountedSocket = Socket & { [ADMIT_STREAM]?: AdmitStream };

/** Attaches the function that counts the streams of a connection. */
export function attachStreamAdmission(socket: CountedSocket, admit: AdmitStream): void {
  socket[ADMIT_STREAM] = admit;
}

/** Returns whether a response may begin to stream; always true when another server, without a counter, runs the app. */
export const admitStream: AdmitStream = (request, response) => {
  const socket: CountedSocket = request.socket;
  return socket[ADMIT_STREAM]?.(request, response) ?? true;
};

const ADMIT_STREAM = Symbol('admit stream');
