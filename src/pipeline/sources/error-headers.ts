import type { ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';

/** Returns whether a response with this status may have a body (RFC 9110 section 15). */
export function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

/** Returns the headers of an error response with this status. */
export function toErrorHeaders(status: number): Readonly<Record<string, string>> {
  const code = CODES[status];
  return {
    ...(code === undefined ? {} : { [PRODUCT.errorHeader]: code }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 429 || status === 503 ? { 'retry-after': '1' } : {}),
  };
}

/** The error code of each status. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'RECORD_NOT_FOUND',
  409: 'STATE_CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'VALIDATION_FAILED',
  429: 'UPSTREAM_FAILED',
  500: 'SERVER_ERROR',
  502: 'UPSTREAM_FAILED',
  503: 'STORE_UNAVAILABLE',
  504: 'UPSTREAM_FAILED',
};
