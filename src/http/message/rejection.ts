import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEMS } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';

/**
 * Why the server itself refuses a request, before anything of ours sees it. Codes are permanent; `docs/limits.md` lists
 * them.
 */
export interface Rejection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request. What is left of it is read and dropped, unless the headers say that the connection closes. */
export function rejectRequest({ status, code, message, headers }: Rejection, response: ServerResponse): void {
  const body = JSON.stringify({ message });
  response.writeHead(status, { ...toHeaders(code, body), ...headers });
  response.end(body);
}

/** Answers on a socket that has no request, in JSON, and closes it. */
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

/** More than there is room for. Nothing was done: it may be tried again. */
export const OVERLOADED: Rejection = {
  status: PROBLEMS.OVERLOADED.status,
  code: 'OVERLOADED',
  message: PROBLEMS.OVERLOADED.title,
  headers: { 'retry-after': '1' },
};
