import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../../pipeline/exchange/exchange.ts';
import { createBodyBudget, UNLIMITED_SHARE, type BodyShare } from '../message/body-budget.ts';
import { toMountPath, toOrigin, type OriginOptions } from '../message/origin.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { sendStream } from './send-stream.ts';
import { setHeaders } from '../message/set-headers.ts';
import { hasBody } from '../message/has-body.ts';
import { readNodeBody, streamNodeBody, type NodeRequest } from './read-node-body.ts';
import { getRequestId } from '../message/request-id.ts';
import { splitTarget } from '../message/request-target.ts';

/** Options of the Node adapter. */
export interface NodeExchangeOptions extends OriginOptions {
  readonly pipeline: Pipeline;
  /** In bytes. */
  readonly maxBody: number;
  /** Whether the contract has an operation for the method and path. */
  readonly ownsPath: (method: string, path: string) => boolean;
}

/** Runs the pipeline for a Node request with this request id. */
export type RunPipeline = (request: IncomingMessage, id: string) => Promise<ExchangeResponse>;

/** Called with each response of the pipeline before it is written. */
export type ResponseListener = (
  request: IncomingMessage,
  response: ServerResponse,
  exchangeResponse: ExchangeResponse,
) => void;

/** Creates a function that runs the pipeline. All its requests share one memory budget for bodies. */
export function createRunPipeline(options: NodeExchangeOptions): RunPipeline {
  const openShare = createBodyBudget(options.maxBody);
  return function runPipeline(request, id) {
    if (!hasBody(request)) return options.pipeline(toExchangeRequest(request, options, { id, share: UNLIMITED_SHARE }));
    const share = openShare();
    return options.pipeline(toExchangeRequest(request, options, { id, share })).finally(() => share.release());
  };
}

/** Creates a handler that runs the pipeline and sends its response. The request's id must be attached already. */
export function createNodeHandler(
  runPipeline: RunPipeline,
  { maxBody, onResponse }: Pick<NodeExchangeOptions, 'maxBody'> & { readonly onResponse?: ResponseListener },
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async function handleByPipeline(request, response) {
    const exchangeResponse = await runPipeline(request, getRequestId(response));
    onResponse?.(request, response, exchangeResponse);
    await sendResponse(exchangeResponse, { request, response, maxBody });
  };
}

/** Sends a response: complete, streamed or dropped. Headers that are set on the Node response already are kept. */
export async function sendResponse(exchangeResponse: ExchangeResponse, target: SendTarget): Promise<void> {
  if (exchangeResponse.isDropped === true) target.request.socket.destroy();
  else if (exchangeResponse.stream === undefined) sendComplete(exchangeResponse, target);
  else await sendStream({ ...exchangeResponse, stream: exchangeResponse.stream }, target.request, target.response);
}

/**
 * Converts a Node request to an exchange request. When another server mounts this one (`use('/mock', app)`), the path
 * is the part after the mount path; but it is the full path when the contract has an operation there (`use('/api',
 * app)` for a contract whose paths begin with `/api`).
 */
function toExchangeRequest(
  request: NodeRequest,
  options: NodeExchangeOptions,
  { id, share }: { readonly id: string; readonly share: BodyShare },
): ExchangeRequest {
  let reading: Promise<Uint8Array> | undefined;
  const method = (request.method ?? 'GET').toUpperCase();
  const mount = toMountPath(request);
  const fullTarget = splitTarget(request.originalUrl ?? request.url ?? '/');
  const usesFullPath = mount === '' || options.ownsPath(method, fullTarget.path);
  const { path, query } = usesFullPath ? fullTarget : splitTarget(request.url ?? '/');
  return {
    method,
    path,
    query,
    headers: joinHeaders(request),
    origin: toOrigin(request, options) + (usesFullPath ? '' : mount),
    id,
    peer: request.socket.remoteAddress,
    // A request can be read once; further calls return the same bytes.
    body: (limit) => (reading ??= readNodeBody(request, limit, share)),
    openBody:
      share === UNLIMITED_SHARE
        ? undefined
        : (limit) => {
            reading = NO_BYTES;
            return streamNodeBody(request, limit, share);
          },
    reserve: (bytes) => share.claimValues(bytes),
  };
}

/** Sends a complete response, unless the client has disconnected. */
function sendComplete({ status, headers, body }: ExchangeResponse, { request, response, maxBody }: SendTarget): void {
  if (response.destroyed) return;
  const isTooLargeToRead = !request.complete && Number(request.headers['content-length'] ?? 0) > maxBody;
  const sentBody = request.method === 'HEAD' ? undefined : body;
  response.statusCode = status;
  setHeaders(headers, response);
  // The compression middleware writes the head before Node could derive the length.
  if (sentBody !== undefined && !response.hasHeader('content-length'))
    response.setHeader('content-length', Buffer.byteLength(sentBody));
  if (!isTooLargeToRead && headers['connection'] !== 'close') {
    limitUnread(request, maxBody);
    response.end(sentBody);
    return;
  }
  response.setHeader('connection', 'close');
  if (request.complete) response.end(sentBody);
  else endAfterRequest(sentBody, request, response);
}

/**
 * Discards a body that nothing reads, so that the connection stays usable, and closes the connection once more than
 * `limit` bytes have arrived. To be called with the end of the response.
 */
export function limitUnread(request: IncomingMessage, limit: number): void {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers;
  if (request.complete || (coding === undefined && length === undefined)) return;
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) request.socket.destroySoon();
  });
}

/**
 * Writes the response, and ends it when the request has been received or after MAX_WAIT. Closing a connection while the
 * client is still sending resets it, and a reset discards the response before the client reads it (RFC 9112 section
 * 9.6).
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

/** The Node response to write to, and the request that it belongs to. */
export interface SendTarget {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly maxBody: number;
}

/** What is left of a body that was streamed. */
const NO_BYTES = Promise.resolve(new Uint8Array());
/** In milliseconds. */
const MAX_WAIT = 5000;
