import type { IncomingMessage } from 'node:http';

/** Whether the request says that it has a body (RFC 9112 section 6); an empty one is none. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
