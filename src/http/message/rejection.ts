import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEMS } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';

/** Why the server rejects a request before the pipeline sees it. Codes are permanent; docs/limits.md lists them. */
export interface Rejection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Is told of each rejection. A request that cannot be parsed is undefined. */
export type OnReject = (rejection: Rejection, request?: IncomingMessage) => void;

/**
 * Responds with a rejection. Node reads and discards the rest of the request unless the headers close the connection.
 */
export function rejectRequest(rejection: Rejection, response: RejectedResponse): void {
  const { status, code, headers, ...told } = rejection;
  response[REJECTION] = rejection;
  const body = toRejectionBody(told);
  response.writeHead(status, { ...toHeaders(code, body), ...headers });
  response.end(body);
}

/** Returns the rejection that was sent as a response; undefined when none was. */
export function findRejection(response: RejectedResponse): Rejection | undefined {
  return response[REJECTION];
}

type RejectedResponse = ServerResponse & { [REJECTION]?: Rejection };

/** Writes a rejection to a socket that has no parsed request, and closes the socket. */
export function rejectOnSocket({ status, code, headers, ...told }: Rejection, socket: Duplex): void {
  const body = toRejectionBody(told);
  const lines = Object.entries({ ...toHeaders(code, body), connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

/** Returns the body of a rejection: Laravel's message, and what to do. */
export function toRejectionBody({ message, remedy }: Pick<Rejection, 'message' | 'remedy'>): string {
  return JSON.stringify({ message, remedy });
}

function toHeaders(code: string, body: string): Record<string, string> {
  return {
    [PRODUCT.errorHeader]: code,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
}

const REJECTION = Symbol('rejection');
/** The rejection of a request above the limits. Nothing was executed, so a retry is safe. */
export const OVERLOADED: Rejection = {
  status: PROBLEMS.OVERLOADED.status,
  code: 'OVERLOADED',
  message: PROBLEMS.OVERLOADED.title,
  remedy: PROBLEMS.OVERLOADED.remedy,
  headers: { 'retry-after': '1' },
};

/** The rejection of a request for what the store cannot read at present. */
export const STORE_UNAVAILABLE: Rejection = {
  status: PROBLEMS.STORE_UNAVAILABLE.status,
  code: 'STORE_UNAVAILABLE',
  message: PROBLEMS.STORE_UNAVAILABLE.title,
  remedy: PROBLEMS.STORE_UNAVAILABLE.remedy,
  headers: { 'retry-after': '1' },
};
