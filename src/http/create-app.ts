import type Compression from 'compression';
import type { Request, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { loadOnce } from '../kernel/load-once.ts';
import type { Logger } from '../kernel/logger.ts';
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
 * Serves our pages by Express and hands every other request to the pipeline as it was sent: directly, where nothing of
 * Express is needed. Express is loaded when the first request needs it, so that no boot pays for it.
 */
export function createApp(options: AppOptions): RequestListener {
  const shared: AppDeps = {
    runPipeline: createRunPipeline(options),
    identify: createIdentify(options.createRequestId),
    log: createRequestLog(options.logger, options.now ?? (() => performance.now()), options.pathTemplates),
    onResponse: createNote(options.logger),
    middlewares: [helmet(SECURITY_HEADERS), createCors(options.corsOrigins)],
    handleError: createErrorHandler(options.logger),
  };
  const loadApp = loadOnce(async (): Promise<RequestListener> =>
    (await import('./express-app.ts')).createExpressApp(options, shared),
  );
  return createFastPath(loadApp, { ...shared, maxBody: options.maxBody, isCompressible });
}

/** Keeps what the log line will say, and notices a browser that sends no cookie. */
function createNote(logger: Logger): ResponseListener {
  const watchCookies = createCookieMonitor(logger);
  return function note(request, response, answer) {
    if (answer.problem !== undefined) attachProblem(response, answer.problem);
    if (answer.problem !== undefined || answer.headers['set-cookie'] !== undefined) watchCookies(request, answer);
  };
}

/** As compression decides it, which is asked (and loaded) where it is not plain. */
function isCompressible(mediaType: string): boolean {
  if (mediaType === 'application/json') return true;
  const { filter } = require('compression') as typeof Compression;
  const described = { getHeader: () => mediaType } as unknown as Response;
  return !mediaType.startsWith('text/event-stream') && filter({} as Request, described);
}

const require = createRequire(import.meta.url);

const SECURITY_HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      // An empty icon is one: a browser that finds none asks for /favicon.ico, which the contract would have to answer.
      'img-src': ["'self'", 'data:'],
      'style-src': [STYLE_SOURCE],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'self'"],
    },
  },
  // Front-ends of other origins embed the pictures.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  // It would outlive the simulator in the browser, for every other thing on the same host.
  strictTransportSecurity: false,
};
