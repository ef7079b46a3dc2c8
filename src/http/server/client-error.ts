import type { Duplex } from 'node:stream';
import type { Connections } from './connections.ts';
import { rejectOnSocket, type Rejection } from '../message/rejection.ts';

/** Rejects malformed HTTP with a JSON response, and closes the connection. */
export function respondToClientError(error: Error, socket: Duplex, connections: Connections): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable || connections.isResponding(socket)) socket.destroy();
  else rejectOnSocket(REJECTIONS.get(code) ?? BAD_REQUEST, socket);
}

const BAD_REQUEST: Rejection = { status: 400, code: 'MALFORMED_REQUEST', message: 'The request is not valid HTTP.' };

/** Rejections by Node's error code. */
const REJECTIONS: ReadonlyMap<string, Rejection> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { status: 431, code: 'HEADERS_TOO_LARGE', message: 'The request line and headers are too large.' },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: 408, code: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive.' },
  ],
]);
