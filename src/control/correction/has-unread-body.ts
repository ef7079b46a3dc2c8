import type { RecordedExchange } from '../traffic/recorded-exchange.ts';

/** Returns whether a request had a body that no stage has read, since it was rejected before. */
export function hasUnreadBody({ error, method, requestBody, requestHeaders: headers }: RecordedExchange): boolean {
  if (requestBody !== undefined || error === undefined || !BEFORE_BODY.has(error)) return false;
  return (
    // Without a connection a body has no length. Many clients name a type in reads that have no body.
    (headers['content-type'] !== undefined && method !== 'GET' && method !== 'HEAD') ||
    headers['transfer-encoding'] !== undefined ||
    Number(headers['content-length'] ?? 0) > 0
  );
}

/** The problems that reject a request before its body is read. */
const BEFORE_BODY: ReadonlySet<string> = new Set([
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'UNAUTHENTICATED',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'OVERLOADED',
]);
