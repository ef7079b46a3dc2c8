import type { IncomingMessage } from 'node:http';
import { isHost } from './host.ts';
import { findForwardedHost } from './origin.ts';
import type { Rejection } from './rejection.ts';

/**
 * What is wrong with a request that Node's parser has let through; undefined where nothing is. A server in front might
 * see another request in it than this one does (RFC 9112 sections 3.2 and 6.1), or it is no use to anybody. With
 * `trustProxy`, what a proxy says of the host is checked as the host is.
 */
export function checkRequest(request: IncomingMessage, trustProxy = false): Rejection | undefined {
  if (request.rawHeaders.length > MAX_FIELDS * 2) {
    return {
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      message: `The request has more than ${MAX_FIELDS} header fields.`,
      headers: CLOSED,
    };
  }
  const coding = request.headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return {
      status: 501,
      code: 'UNKNOWN_TRANSFER_CODING',
      message: 'The only transfer coding is chunked. Send the body with it, or with a Content-Length.',
      headers: CLOSED,
    };
  }
  // HTTP/1.0 has no transfer codings: who sends one has not understood what it sends.
  if (coding !== undefined && request.httpVersionMinor === 0) return malformed('HTTP/1.0 has no Transfer-Encoding.');
  return checkHost(request) ?? (trustProxy ? checkForwardedHost(request) : undefined);
}

/** An expectation that nobody can meet (RFC 9110 section 10.1.1). */
export const UNKNOWN_EXPECTATION: Rejection = {
  status: 417,
  code: 'EXPECTATION_FAILED',
  message: 'The only expectation is 100-continue. Leave the Expect header out.',
};

function checkHost({ rawHeaders, headers: { host }, httpVersionMinor }: IncomingMessage): Rejection | undefined {
  if (host === undefined) return httpVersionMinor === 0 ? undefined : malformed('The request has no Host header.');
  // Node keeps the first of several.
  if (countFields(rawHeaders, 'host') > 1) return malformed('The request has more than one Host header.');
  return isHost(host) ? undefined : NO_HOST;
}

function checkForwardedHost({ headers }: IncomingMessage): Rejection | undefined {
  const host = findForwardedHost(headers);
  return host === undefined || isHost(host)
    ? undefined
    : malformed('The X-Forwarded-Host header is not a host and a port.');
}

function malformed(message: string): Rejection {
  return { status: 400, code: 'MALFORMED_REQUEST', message, headers: CLOSED };
}

function countFields(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter(
    (text, index) => index % 2 === 0 && text.length === name.length && text.toLowerCase() === name,
  ).length;
}

/** What follows on the connection may be anything. */
const CLOSED = { connection: 'close' };
/** Node itself silently drops what is above a limit of its own, which is off for that. */
const MAX_FIELDS = 256;
/** What names the server that is asked cannot be the name of one. */
export const NO_HOST: Rejection = malformed('The Host header is not a host and a port.');
