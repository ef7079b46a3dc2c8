import type Compression from 'compression';
import type { Request, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { loadOnce } from '../kernel/load-once.ts';
import type { Logger } from '../kernel/logger.ts';
import { findMediaType } from '../pipeline/media-types/media-types.ts';
import type { AppOptions } from './message/app-options.ts';
import { createCors } from './create-cors.ts';
import { createFastPath } from './fast-path/fast-path.ts';
import type { AppDeps } from './express-app.ts';
import { createErrorHandler } from './handle-error.ts';
import { STYLE_SOURCE } from './pages/home-page.ts';
import { attachProblem } from './logged-problem.ts';
import { createCookieMonitor } from './cookie-monitor.ts';
import { createRunPipeline, type ResponseListener } from './exchange/node-exchange.ts';
import { createIdentify } from './message/request-id.ts';
import { createRequestLog } from './request-log.ts';

/**
 * Creates the listener of the HTTP server. Most requests go to the pipeline by the fast path; those for built-in pages
 * and preflights go through Express, which is loaded at the first of them, so that the boot stays fast.
 */
export function createApp(options: AppOptions): RequestListener {
  const shared: AppDeps = {
    runPipeline: createRunPipeline(options),
    identify: createIdentify(options.createRequestId),
    log: createRequestLog(options),
    onResponse: createResponseListener(options.logger),
    middlewares: [helmet(SECURITY_HEADERS), createCors(options.corsOrigins)],
    handleError: createErrorHandler(options.logger),
  };
  const loadApp = loadOnce(async (): Promise<RequestListener> =>
    (await import('./express-app.ts')).createExpressApp(options, shared),
  );
  return createFastPath(loadApp, {
    ...shared,
    maxBody: options.maxBody,
    isCompressible,
    linkPrefixes: [options.linkedPages?.prefix ?? [], options.files?.prefix ?? []].flat(),
  });
}

/** Creates a listener that attaches the problem of a response for the log, and monitors cookies. */
function createResponseListener(logger: Logger): ResponseListener {
  const monitorCookies = createCookieMonitor(logger);
  return function onResponse(request, response, exchangeResponse) {
    const { problem, headers } = exchangeResponse;
    if (problem !== undefined) attachProblem(response, problem);
    if (problem !== undefined || headers['set-cookie'] !== undefined) monitorCookies(request, exchangeResponse);
  };
}

/** Decides as the compression middleware does, which is loaded for media types other than JSON. */
function isCompressible(mediaType: string): boolean {
  const decided = findMediaType(mediaType).isCompressible;
  if (decided !== undefined) return decided;
  const { filter } = require('compression') as typeof Compression;
  const described = { getHeader: () => mediaType } as unknown as Response;
  return filter({} as Request, described);
}

const require = createRequire(import.meta.url);

const SECURITY_HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      // `data:` for the empty icon of pages. Without an icon a browser requests /favicon.ico from the contract.
      'img-src': ["'self'", 'data:'],
      'style-src': [STYLE_SOURCE],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'self'"],
    },
  },
  // Front-ends of other origins embed the avatars and media.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  // A browser would keep enforcing HTTPS for every other server of this host.
  strictTransportSecurity: false,
};
