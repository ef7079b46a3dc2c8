import type { IncomingMessage } from 'node:http';

/** Whether the request says that it has a body, be it an empty one (RFC 9112 section 6). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}
