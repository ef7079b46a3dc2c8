import type { IncomingMessage } from 'node:http';
import { isHost } from './host.ts';
import { findForwardedHost } from './origin.ts';
import type { Rejection } from './rejection.ts';

/**
 * Returns why to reject a request that Node's parser accepted, or undefined when it is well-formed. Rejects what a
 * proxy in front might read as a different request (RFC 9112 sections 3.2 and 6.1), and more header fields than
 * supported. With `trustProxy`, `X-Forwarded-Host` is checked like `Host`.
 */
export function checkRequest(request: IncomingMessage, trustProxy = false): Rejection | undefined {
  if (request.rawHeaders.length > MAX_FIELDS * 2) {
    return {
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      message: `The request has more than ${MAX_FIELDS} header fields.`,
      remedy: `Send at most ${MAX_FIELDS} header fields.`,
      headers: CLOSED,
    };
  }
  const coding = request.headers['transfer-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return {
      status: 501,
      code: 'UNKNOWN_TRANSFER_CODING',
      message: 'The only transfer coding is chunked.',
      remedy: 'Send the body with Transfer-Encoding: chunked, or with a Content-Length.',
      headers: CLOSED,
    };
  }
  // HTTP/1.0 defines no transfer codings (RFC 9112 section 6.1).
  if (coding !== undefined && request.httpVersionMinor === 0)
    return malformed('HTTP/1.0 has no Transfer-Encoding.', 'Send the body with a Content-Length, or use HTTP/1.1.');
  return checkHost(request) ?? (trustProxy ? checkForwardedHost(request) : undefined);
}

/** The rejection of an `Expect` header other than `100-continue` (RFC 9110 section 10.1.1). */
export const UNKNOWN_EXPECTATION: Rejection = {
  status: 417,
  code: 'EXPECTATION_FAILED',
  message: 'The only expectation is 100-continue.',
  remedy: 'Leave the Expect header out.',
};

function checkHost({ rawHeaders, headers: { host }, httpVersionMinor }: IncomingMessage): Rejection | undefined {
  if (host === undefined)
    return httpVersionMinor === 0 ? undefined : malformed('The request has no Host header.', HOST_REMEDY);
  // Node's `headers` has only the first of several.
  if (countFields(rawHeaders, 'host') > 1) return malformed('The request has more than one Host header.', HOST_REMEDY);
  return isHost(host) ? undefined : NO_HOST;
}

function checkForwardedHost({ headers }: IncomingMessage): Rejection | undefined {
  const host = findForwardedHost(headers);
  return host === undefined || isHost(host)
    ? undefined
    : malformed(
        'The X-Forwarded-Host header is not a host and a port.',
        'Let the proxy send the host that the client has called, or start without --trust-proxy.',
      );
}

function malformed(message: string, remedy: string): Rejection {
  return { status: 400, code: 'MALFORMED_REQUEST', message, remedy, headers: CLOSED };
}

function countFields(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter(
    (text, index) => index % 2 === 0 && text.length === name.length && text.toLowerCase() === name,
  ).length;
}

/** Where the next request begins on the connection is unknown. */
const CLOSED = { connection: 'close' };
/** Replaces Node's own limit, which drops further fields silently; listen.ts turns that one off. */
const MAX_FIELDS = 256;
const HOST_REMEDY = 'Send one Host header with the host and the port of the URL, such as localhost:4010.';
/** The rejection of a malformed `Host` header. */
export const NO_HOST: Rejection = malformed('The Host header is not a host and a port.', HOST_REMEDY);
