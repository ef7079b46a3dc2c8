import compression from 'compression';
import express, { type RequestHandler } from 'express';
import type { RequestListener } from 'node:http';
import { findMediaType } from '../pipeline/media-types/media-types.ts';
import type { AppOptions } from './message/app-options.ts';
import type { HandleError } from './handle-error.ts';
import { createNodeHandler, type RunPipeline, type ResponseListener } from './exchange/node-exchange.ts';
import { MIN_COMPRESSED } from './fast-path/compress-response.ts';
import { createAssetsHandler } from './pages/assets.ts';
import { createConsoleHandler } from './pages/console/console.ts';
import { createLinkedPagesHandler } from './pages/linked-pages.ts';
import { createPagesHandler } from './pages/pages.ts';
import { createStoredFilesHandler } from './pages/stored-files.ts';
import { createReferenceHandler } from './pages/reference.ts';
import { createRequestIdentifier, type Identify } from './message/request-id.ts';
import type { LogRequest } from './request-log.ts';

/** The functions that the Express app and the fast path share. */
export interface AppDeps {
  readonly runPipeline: RunPipeline;
  readonly identify: Identify;
  readonly log: LogRequest;
  readonly onResponse: ResponseListener;
  /** Middlewares that only set headers. */
  readonly middlewares: readonly RequestHandler[];
  readonly handleError: HandleError;
}

/** Creates the Express app: it serves the built-in pages, compresses, and passes all other requests to the pipeline. */
export function createExpressApp(
  options: AppOptions,
  { runPipeline, identify, log, onResponse, middlewares, handleError }: AppDeps,
): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.use(createRequestIdentifier(identify));
  app.use((request, response, next) => {
    log(request, response);
    next();
  });
  app.use(...middlewares);
  app.use(compression({ threshold: MIN_COMPRESSED, filter: shouldCompress }));
  app.use(createConsoleHandler(options));
  app.use(createPagesHandler(options));
  app.use(createAssetsHandler(options));
  app.use(createLinkedPagesHandler(options));
  app.use(createStoredFilesHandler(options));
  app.use(createReferenceHandler(options));
  app.use(createNodeHandler(runPipeline, { maxBody: options.maxBody, onResponse }));
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    handleError(error, response);
  });
  return app;
}

/** Returns whether to compress a response. The middleware decides for media types whose codec does not. */
function shouldCompress(request: express.Request, response: express.Response): boolean {
  const mediaType = String(response.getHeader('content-type') ?? '');
  return findMediaType(mediaType).isCompressible ?? compression.filter(request, response);
}
