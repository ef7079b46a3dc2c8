import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEMS } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';

/** Why the server rejects a request before the pipeline sees it. Codes are permanent; docs/limits.md lists them. */
export interface Rejection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Responds with a rejection. Node reads and discards the rest of the request unless the headers close the connection.
 */
export function rejectRequest({ status, code, message, headers }: Rejection, response: ServerResponse): void {
  const body = JSON.stringify({ message });
  response.writeHead(status, { ...toHeaders(code, body), ...headers });
  response.end(body);
}

/** Writes a rejection to a socket that has no parsed request, and closes the socket. */
export function rejectOnSocket({ status, code, message, headers }: Rejection, socket: Duplex): void {
  const body = JSON.stringify({ message });
  const lines = Object.entries({ ...toHeaders(code, body), connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

function toHeaders(code: string, body: string): Record<string, string> {
  return {
    [PRODUCT.errorHeader]: code,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
}

/** The rejection of a request above the limits. Nothing was executed, so a retry is safe. */
export const OVERLOADED: Rejection = {
  status: PROBLEMS.OVERLOADED.status,
  code: 'OVERLOADED',
  message: PROBLEMS.OVERLOADED.title,
  headers: { 'retry-after': '1' },
};

/** The rejection of a request for what the store cannot read at present. */
export const STORE_UNAVAILABLE: Rejection = {
  status: PROBLEMS.STORE_UNAVAILABLE.status,
  code: 'STORE_UNAVAILABLE',
  message: PROBLEMS.STORE_UNAVAILABLE.title,
  headers: { 'retry-after': '1' },
};
