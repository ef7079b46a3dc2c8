import compression from 'compression';
import express from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { RequestListener } from 'node:http';
import type { AppOptions } from './app-options.ts';
import { createCors } from './create-cors.ts';
import { createDirectWay } from './direct-way.ts';
import { createErrorHandler } from './handle-error.ts';
import { STYLE_SOURCE } from './home-page.ts';
import { createExchange, createNodeHandler } from './node-exchange.ts';
import { createPagesHandler } from './pages.ts';
import { createReferenceHandler } from './reference.ts';
import { createIdentify, createRequestIdentifier } from './request-id.ts';
import { createRequestLog } from './request-log.ts';

/** Serves our pages by Express and hands every other request to the pipeline as it was sent: directly, where nothing of Express is needed. */
export function createApp(options: AppOptions): RequestListener {
  const app = express();
  const exchange = createExchange(options);
  const identify = createIdentify(options.createRequestId);
  const log = createRequestLog(options.logger, options.now ?? (() => performance.now()));
  const middlewares = [helmet(SECURITY_HEADERS), createCors(options.corsOrigins)];
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.use(createRequestIdentifier(identify));
  app.use((request, response, next) => {
    log(request, response);
    next();
  });
  app.use(...middlewares);
  app.use(compression({ threshold: SMALLEST_COMPRESSED, filter: isToCompress }));
  app.use(createPagesHandler(options));
  app.use(createReferenceHandler(options));
  app.use(createNodeHandler(exchange, options));
  const handleError = createErrorHandler(options.logger);
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    handleError(error, response);
  });
  return createDirectWay(app, { ...options, exchange, identify, log, middlewares, isCompressible, handleError });
}

/** Events must reach the client one by one: a compressor would hold them back. */
function isCompressible(mediaType: string): boolean {
  const described = { getHeader: () => mediaType } as unknown as express.Response;
  return !mediaType.startsWith('text/event-stream') && compression.filter({} as express.Request, described);
}

function isToCompress(_request: express.Request, response: express.Response): boolean {
  return isCompressible(String(response.getHeader('content-type') ?? ''));
}

const SMALLEST_COMPRESSED = 1024;

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
