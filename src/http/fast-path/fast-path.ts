import type { RequestHandler } from 'express';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { createStaticHeaders, type HeaderList } from './static-headers.ts';
import { createCompressResponse, type EncodedBody } from './compress-response.ts';
import { hasBody } from '../message/has-body.ts';
import { sendResponse, type RunPipeline, type ResponseListener } from '../exchange/node-exchange.ts';
import { isOwnPage } from './own-page.ts';
import { attachRequestId, getRequestId } from '../message/request-id.ts';
import { toOriginForm } from '../message/request-target.ts';

/** What the direct way has in common with the long one. */
export interface FastPathDeps {
  readonly runPipeline: RunPipeline;
  /** In bytes. */
  readonly maxBody: number;
  readonly identify: (request: IncomingMessage) => string;
  readonly log: (request: IncomingMessage, response: ServerResponse) => void;
  readonly onResponse: ResponseListener;
  /** The middlewares that do nothing but set headers, in order. */
  readonly middlewares: readonly RequestHandler[];
  /** Whether an answer of that kind is compressed for those who take it so. */
  readonly isCompressible: (mediaType: string) => boolean;
  readonly handleError: (error: unknown, response: ServerResponse) => void;
}

/**
 * Answers requests in which nothing of Express is needed, without it: the same pipeline, headers, content codings and
 * log line. What our own pages, preflights or another server that this one is mounted in have to do with goes on to
 * `app` (docs/adr/0013).
 */
export function createFastPath(loadApp: () => Promise<RequestListener>, settings: FastPathDeps): RequestListener {
  let loaded: RequestListener | undefined;
  const findHeaders = createStaticHeaders(settings.middlewares);
  const compress = createCompressResponse(settings.isCompressible);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = settings.identify(request);
    attachRequestId(response, id);
    settings.log(request, response);
    const accompanying = findHeaders(request);
    try {
      const answered = await settings.runPipeline(request, id);
      settings.onResponse(request, response, answered);
      if (isPlain(answered, request)) {
        const accepted = request.headers['accept-encoding'];
        const coding = accepted === undefined || request.method === 'HEAD' ? undefined : compress(answered, accepted);
        const coded = coding instanceof Promise ? await coding : coding;
        if (writeWhole(answered, { request, response, accompanying, settings, coded })) return;
      }
      setAll(accompanying, answered, { response, settings });
      await sendResponse(answered, { request, response, maxBody: settings.maxBody });
    } catch (error) {
      if (!response.headersSent)
        for (const [name, value] of [[ID, id] as const, ...accompanying]) response.setHeader(name, value);
      settings.handleError(error, response);
    }
  };

  const answerByApp = async (
    request: IncomingMessage,
    response: ServerResponse,
    rest: readonly unknown[],
  ): Promise<void> => {
    try {
      Reflect.apply((loaded ??= await loadApp()), undefined, [request, response, ...rest]);
    } catch (error) {
      settings.handleError(error, response);
    }
  };

  return function listen(request, response, ...rest: unknown[]) {
    request.url = toOriginForm(request.url ?? '/');
    if (isDirect(request)) void answer(request, response);
    else void answerByApp(request, response, rest);
  };
}

function isDirect(request: IncomingMessage & { readonly originalUrl?: string }): boolean {
  const { method, url = '/', originalUrl } = request;
  return method !== undefined && DIRECT_METHODS.has(method) && originalUrl === undefined && !isOwnPage(url);
}

/** Its body is whole and so is the request: nothing is left to wait for. */
function isPlain({ stream, isDropped, headers }: ExchangeResponse, request: IncomingMessage): boolean {
  return (
    stream === undefined &&
    isDropped === undefined &&
    headers['connection'] === undefined &&
    (request.complete || !hasBody(request))
  );
}

interface Writing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly accompanying: HeaderList;
  readonly settings: FastPathDeps;
  /** The body as the client takes it, where that is not as it is. */
  readonly coded: EncodedBody | undefined;
}

/**
 * Writes head and body at once. False, and nothing done, where a header of the answer is one that accompanies it: then
 * one must be chosen.
 */
function writeWhole(answer: ExchangeResponse, { request, response, accompanying, settings, coded }: Writing): boolean {
  if (response.destroyed) return true;
  const { headers, status } = answer;
  const body = request.method === 'HEAD' ? undefined : (coded?.bytes ?? toBytes(answer));
  const head: (string | readonly string[])[] = [];
  for (const [name, value, key] of accompanying) {
    if (headers[key] !== undefined) return false;
    head.push(name, name === VARY && variesByEncoding(answer, settings) ? `${value}, Accept-Encoding` : value);
  }
  for (const name in headers) if (coded === undefined || name !== LENGTH) head.push(name, headers[name] ?? '');
  if (headers[ID] === undefined) head.push(ID, getRequestId(response));
  if (coded !== undefined) head.push('content-encoding', coded.coding);
  if (body !== undefined && (coded !== undefined || headers[LENGTH] === undefined))
    head.push(LENGTH, String(Buffer.byteLength(body)));
  response.writeHead(status, head as string[]);
  response.end(body);
  return true;
}

/** The bytes that are kept, unless the text has been altered since. */
function toBytes({ body, prepared }: ExchangeResponse): ExchangeResponse['body'] {
  return prepared !== undefined && prepared.text === body ? prepared.bytes : body;
}

function setAll(
  accompanying: HeaderList,
  answer: ExchangeResponse,
  { response, settings }: Pick<Writing, 'response' | 'settings'>,
): void {
  response.setHeader(ID, getRequestId(response));
  for (const [name, value] of accompanying) response.setHeader(name, value);
  if (variesByEncoding(answer, settings)) response.appendHeader(VARY, 'Accept-Encoding');
}

function variesByEncoding({ headers }: ExchangeResponse, { isCompressible }: FastPathDeps): boolean {
  const { 'content-type': mediaType, 'cache-control': caching } = headers;
  return typeof mediaType === 'string' && isCompressible(mediaType) && !String(caching).includes('no-transform');
}

const DIRECT_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const VARY = 'Vary';
const ID = 'x-request-id';
const LENGTH = 'content-length';
