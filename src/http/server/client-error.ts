import type { Duplex } from 'node:stream';
import type { Connections } from './connections.ts';
import { SERVER_LIMITS, SERVER_TIMES } from './limits.ts';
import { rejectOnSocket, type OnReject, type Rejection } from '../message/rejection.ts';

/** Rejects malformed HTTP with a JSON response, and closes the connection. */
export function respondToClientError(
  error: Error,
  socket: Duplex,
  { connections, onReject }: { readonly connections: Connections; readonly onReject: OnReject | undefined },
): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable || connections.isResponding(socket)) {
    socket.destroy();
    return;
  }
  const rejection = REJECTIONS.get(code) ?? BAD_REQUEST;
  onReject?.(rejection);
  rejectOnSocket(rejection, socket);
}

const BAD_REQUEST: Rejection = {
  status: 400,
  code: 'MALFORMED_REQUEST',
  message: 'The request is not valid HTTP.',
  remedy: 'Send it with an HTTP client, and to an http:// URL: this server does not speak TLS.',
};

/** Rejections by Node's error code. */
const REJECTIONS: ReadonlyMap<string, Rejection> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      message: 'The request line and headers are too large.',
      remedy: `Send at most ${SERVER_LIMITS.maxHeaderSize / 1024} kB of them: delete old cookies, and send long values in the body.`,
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    {
      status: 408,
      code: 'REQUEST_TIMEOUT',
      message: 'The request took too long to arrive.',
      remedy: `Send it again: its headers within ${SERVER_TIMES.headersTimeout / 1000} seconds, and all of it within ${SERVER_TIMES.requestTimeout / 1000}.`,
    },
  ],
]);
