import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../../pipeline/exchange/exchange.ts';
import { createBodyBudget, UNLIMITED_SHARE, type BodyShare } from '../message/body-budget.ts';
import { toMountPath, toOrigin, type OriginOptions } from '../message/origin.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { sendStream } from './send-stream.ts';
import { setHeaders } from '../message/set-headers.ts';
import { hasBody } from '../message/has-body.ts';
import { readNodeBody, type NodeRequest } from './read-node-body.ts';
import { getRequestId } from '../message/request-id.ts';
import { splitTarget } from '../message/request-target.ts';

/** What the Node adapter needs to know. */
export interface NodeExchangeOptions extends OriginOptions {
  readonly pipeline: Pipeline;
  /** In bytes. */
  readonly maxBody: number;
  /** Whether the contract has an operation there. */
  readonly ownsPath: (method: string, path: string) => boolean;
}

/** Has Node requests, each with its id, answered by the pipeline. */
export type RunPipeline = (request: IncomingMessage, id: string) => Promise<ExchangeResponse>;

/** Told of each response before it is written. */
export type ResponseListener = (request: IncomingMessage, response: ServerResponse, answer: ExchangeResponse) => void;

/** Asks the pipeline. All that asks by one exchange shares what bodies may take of the memory. */
export function createRunPipeline(settings: NodeExchangeOptions): RunPipeline {
  const openShare = createBodyBudget(settings.maxBody);
  return function exchange(request, id) {
    if (!hasBody(request))
      return settings.pipeline(toExchangeRequest(request, settings, { id, share: UNLIMITED_SHARE }));
    const share = openShare();
    return settings.pipeline(toExchangeRequest(request, settings, { id, share })).finally(() => share.release());
  };
}

/** Hands Node requests on and writes what comes back. The answer already carries the request's id. */
export function createNodeHandler(
  exchange: RunPipeline,
  { maxBody, note }: Pick<NodeExchangeOptions, 'maxBody'> & { readonly note?: ResponseListener },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async function handleByPipeline(request, response) {
    const answer = await exchange(request, getRequestId(response));
    note?.(request, response, answer);
    await sendResponse(answer, { request, response, maxBody });
  };
}

/** Writes an answer of any kind; what has been set on the response before stays. */
export async function sendResponse(answer: ExchangeResponse, target: SendTarget): Promise<void> {
  if (answer.isDropped === true) target.request.socket.destroy();
  else if (answer.stream === undefined) sendExchangeResponse(answer, target);
  else await sendStream({ ...answer, stream: answer.stream }, target.request, target.response);
}

/**
 * A Node request, neutral. Where this server is mounted under a path of another one (`use('/mock', app)`), its own
 * paths begin behind that, unless the contract has the whole path as it was sent (`use('/api', app)` for paths that
 * begin with `/api`).
 */
function toExchangeRequest(
  request: NodeRequest,
  settings: NodeExchangeOptions,
  { id, share }: { readonly id: string; readonly share: BodyShare },
): ExchangeRequest {
  let reading: Promise<Uint8Array> | undefined;
  const method = (request.method ?? 'GET').toUpperCase();
  const mount = toMountPath(request);
  const sent = splitTarget(request.originalUrl ?? request.url ?? '/');
  const isWhole = mount === '' || settings.ownsPath(method, sent.path);
  const { path, query } = isWhole ? sent : splitTarget(request.url ?? '/');
  return {
    method,
    path,
    query,
    headers: joinHeaders(request),
    origin: toOrigin(request, settings) + (isWhole ? '' : mount),
    id,
    peer: request.socket.remoteAddress,
    // A stream can be read once; whoever asks again gets the same bytes.
    body: (limit) => (reading ??= readNodeBody(request, limit, share)),
    reserve: (bytes) => share.claimValues(bytes),
  };
}

/** Writes an answer, unless the client is gone. */
function sendExchangeResponse(answer: ExchangeResponse, { request, response, maxBody }: SendTarget): void {
  if (response.destroyed) return;
  const isUnread = !request.complete && Number(request.headers['content-length'] ?? 0) > maxBody;
  const body = request.method === 'HEAD' ? undefined : answer.body;
  response.statusCode = answer.status;
  setHeaders(answer.headers, response);
  // The compressor begins the answer before Node could count its only chunk.
  if (body !== undefined && !response.hasHeader('content-length'))
    response.setHeader('content-length', Buffer.byteLength(body));
  if (!isUnread && answer.headers['connection'] !== 'close') {
    response.end(body);
    return;
  }
  response.setHeader('connection', 'close');
  if (request.complete) response.end(body);
  else endAfterRequest(body, request, response);
}

/**
 * Sends all of the answer and ends it when the request has ended, or after a while. A connection that closes while the
 * client is still sending is reset, and a reset drops the answer before the client has read it (RFC 9112 section 9.6).
 */
function endAfterRequest(body: ExchangeResponse['body'], request: IncomingMessage, response: ServerResponse): void {
  if (body === undefined) response.flushHeaders();
  else response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, MAX_WAIT);
  request.once('end', end);
  request.once('close', end);
  request.resume();
}

/** Where an answer goes. */
export interface SendTarget {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly maxBody: number;
}

/** In milliseconds. */
const MAX_WAIT = 5000;
