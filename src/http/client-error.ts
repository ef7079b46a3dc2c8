import type { Duplex } from 'node:stream';
import { PRODUCT } from '../kernel/product.ts';
import type { Connections } from './connections.ts';

/** Answers what is no HTTP request, in JSON, and closes the connection. */
export function answerClientError(error: Error, socket: Duplex, connections: Connections): void {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNRESET' || !socket.writable || connections.isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const { line, problem, message } = ANSWERS.get(code) ?? BAD_REQUEST;
  const body = JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${line}\r\nConnection: close\r\n${PRODUCT.errorHeader}: ${problem}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

const BAD_REQUEST = { line: '400 Bad Request', problem: 'MALFORMED_REQUEST', message: 'The request is not valid HTTP.' };

/** By Node's error code. */
const ANSWERS: ReadonlyMap<string, typeof BAD_REQUEST> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    { line: '431 Request Header Fields Too Large', problem: 'HEADERS_TOO_LARGE', message: 'The request line and headers are too large.' },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { line: '408 Request Timeout', problem: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive.' },
  ],
]);
