import cors from 'cors';
import type { RequestHandler } from 'express';
import { PRODUCT } from '../kernel/product.ts';
import { splitSandboxPath } from '../pipeline/sandbox/sandbox-path.ts';
import { isControlPath } from '../pipeline/sandbox/route-worlds.ts';
import { splitTarget } from './message/request-target.ts';

/**
 * Creates middleware that allows pages of the given origins to call the API, with credentials. It responds to
 * preflights with 204; any other OPTIONS request continues to the contract.
 */
export function createCors(origins: readonly string[] | 'any'): RequestHandler {
  const options = {
    origin: origins === 'any' ? true : [...origins],
    credentials: true,
    methods: METHODS,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: PREFLIGHT_SECONDS,
    optionsSuccessStatus: 204,
  };
  const respondToPreflight = cors(options);
  const setHeaders = cors({ ...options, preflightContinue: true });
  return function allowOrigins(request, response, next) {
    const { path } = splitTarget(request.url);
    // Pages of other origins may not call the control plane.
    if (isControlPath(splitSandboxPath(path)?.path ?? path)) {
      next();
      return;
    }
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    (isPreflight ? respondToPreflight : setHeaders)(request, response, next);
  };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Listed by name: with credentials, `*` is not a wildcard but a header name (Fetch standard, section 3.3.4). */
const EXPOSED_HEADERS = [
  PRODUCT.errorHeader,
  PRODUCT.simulatedHeader,
  PRODUCT.provenanceHeader,
  PRODUCT.faultHeader,
  PRODUCT.sandboxHeader,
  PRODUCT.sandboxEventHeader,
  PRODUCT.positionHeader,
  'preference-applied',
  'etag',
  'location',
  'x-request-id',
  'retry-after',
  'content-range',
  'accept-ranges',
  'content-disposition',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

const PREFLIGHT_SECONDS = 600;
