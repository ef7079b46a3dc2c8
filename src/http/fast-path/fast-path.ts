import type { RequestHandler } from 'express';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { sendResponse, type ResponseListener, type RunPipeline } from '../exchange/node-exchange.ts';
import { hasBody } from '../message/has-body.ts';
import { attachRequestId } from '../message/request-id.ts';
import { toOriginForm } from '../message/request-target.ts';
import { createCompressResponse, type CompressResponse } from './compress-response.ts';
import { createStaticHeaders, type HeaderList } from './static-headers.ts';
import { REQUEST_ID, setStaticHeaders, writeComplete, type IsCompressible } from './write-complete.ts';

/** The functions that the fast path shares with the Express app, and its limits. */
export interface FastPathDeps {
  readonly runPipeline: RunPipeline;
  /** In bytes. */
  readonly maxBody: number;
  readonly identify: (request: IncomingMessage) => string;
  readonly log: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onResponse: ResponseListener;
  /** Middlewares that only set headers, in order. */
  readonly middlewares: readonly RequestHandler[];
  readonly isCompressible: IsCompressible;
  readonly handleError: (error: unknown, response: ServerResponse) => void;
  /** What the paths of pages and files begin with that links in records lead to. */
  readonly linkPrefixes: readonly string[];
}

/**
 * Creates a listener that responds without Express where possible: same pipeline, headers, content codings and log
 * line. Requests for built-in pages, preflights, and requests from a server that mounts this one go to the Express app,
 * which `loadApp` loads at the first of them (docs/adr/0013).
 */
export function createFastPath(loadApp: () => Promise<RequestListener>, deps: FastPathDeps): RequestListener {
  const respond = createRespond(deps);
  const ownPage = createOwnPagePattern(deps.linkPrefixes);
  let app: RequestListener | undefined;
  const respondByApp = async (
    request: IncomingMessage,
    response: ServerResponse,
    rest: readonly unknown[],
  ): Promise<void> => {
    try {
      Reflect.apply((app ??= await loadApp()), undefined, [request, response, ...rest]);
    } catch (error) {
      deps.handleError(error, response);
    }
  };

  return function listen(request, response, ...rest: unknown[]) {
    request.url = toOriginForm(request.url ?? '/');
    if (isForFastPath(request, ownPage)) void respond(request, response);
    else void respondByApp(request, response, rest);
  };
}

function isForFastPath(request: IncomingMessage & { readonly originalUrl?: string }, ownPage: RegExp): boolean {
  const { method, url = '/', originalUrl } = request;
  return method !== undefined && FAST_METHODS.has(method) && originalUrl === undefined && !ownPage.test(url);
}

/**
 * Creates the pattern of request targets that may be a built-in page. May match another path, but never misses a page.
 */
function createOwnPagePattern(linkPrefixes: readonly string[]): RegExp {
  const patterns = linkPrefixes.map((prefix) => `^${prefix.replaceAll(/[^\w/]/g, String.raw`\$&`)}`);
  return new RegExp([OWN_PAGE.source, ...patterns].join('|'));
}

function createRespond(deps: FastPathDeps): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const findStaticHeaders = createStaticHeaders(deps.middlewares);
  const compress = createCompressResponse(deps.isCompressible);
  return async function respond(request, response) {
    const id = deps.identify(request);
    attachRequestId(response, id);
    deps.log(request, response);
    const staticHeaders = findStaticHeaders(request);
    try {
      const exchangeResponse = await deps.runPipeline(request, id);
      deps.onResponse(request, response, exchangeResponse);
      await send(exchangeResponse, { request, response, staticHeaders, compress, deps });
    } catch (error) {
      if (!response.headersSent)
        for (const [name, value] of [[REQUEST_ID, id] as const, ...staticHeaders]) response.setHeader(name, value);
      deps.handleError(error, response);
    }
  };
}

interface SendContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly staticHeaders: HeaderList;
  readonly compress: CompressResponse;
  readonly deps: FastPathDeps;
}

async function send(
  exchangeResponse: ExchangeResponse,
  { request, response, staticHeaders, compress, deps }: SendContext,
): Promise<void> {
  const { isCompressible, maxBody } = deps;
  if (isComplete(exchangeResponse, request)) {
    const accepted = request.headers['accept-encoding'];
    const encoding =
      accepted === undefined || request.method === 'HEAD' ? undefined : compress(exchangeResponse, accepted);
    // Only a body that is not cached yet needs to be awaited.
    const encoded = encoding instanceof Promise ? await encoding : encoding;
    if (writeComplete(exchangeResponse, { request, response, staticHeaders, isCompressible, encoded })) return;
  }
  setStaticHeaders(staticHeaders, exchangeResponse, { response, isCompressible });
  await sendResponse(exchangeResponse, { request, response, maxBody });
}

/** Returns whether response and request are complete, so that the response can be written in one call. */
function isComplete({ stream, isDropped, headers }: ExchangeResponse, request: IncomingMessage): boolean {
  return (
    stream === undefined &&
    isDropped === undefined &&
    headers['connection'] === undefined &&
    (request.complete || !hasBody(request))
  );
}

const OWN_PAGE = /^\/(?:$|\?|__|docs|openapi\.|assets\/)/;
const FAST_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
