import compression from 'compression';
import express from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import type { AppOptions } from './app-options.ts';
import { createCors } from './create-cors.ts';
import { createErrorHandler } from './handle-error.ts';
import { STYLE_SOURCE } from './home-page.ts';
import { createNodeHandler } from './node-exchange.ts';
import { createPagesHandler } from './pages.ts';
import { createReferenceHandler } from './reference.ts';
import { createRequestIdentifier } from './request-id.ts';
import { createRequestLog } from './request-log.ts';
import { toOriginForm } from './request-target.ts';

/** An Express app that serves our pages and hands every other request to the pipeline as it was sent. */
export function createApp(options: AppOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.use(createRequestIdentifier(options.createRequestId));
  app.use(createRequestLog(options.logger, options.now ?? (() => performance.now())));
  app.use(helmet(SECURITY_HEADERS));
  app.use(createCors(options.corsOrigins));
  app.use(compression({ threshold: SMALLEST_COMPRESSED, filter: isCompressible }));
  app.use(createPagesHandler(options));
  app.use(createReferenceHandler(options));
  app.use(createNodeHandler(options));
  app.use(createErrorHandler(options.logger));
  return withOriginForm(app);
}

/**
 * Express's router parses the target before any middleware runs. An absolute one that it cannot read (`x://host`, `http://[::/`) would
 * be a 404 page of HTML by Express itself.
 */
function withOriginForm(app: express.Express): express.Express {
  return new Proxy(app, {
    apply(target, self, parameters: Parameters<express.Express>) {
      const [request] = parameters;
      request.url = toOriginForm(request.url);
      return Reflect.apply(target, self, parameters);
    },
  });
}

/** Events must reach the client one by one: a compressor would hold them back. */
function isCompressible(request: express.Request, response: express.Response): boolean {
  const mediaType = String(response.getHeader('content-type') ?? '');
  return !mediaType.startsWith('text/event-stream') && compression.filter(request, response);
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
