import type { ChunkStream, ExchangeRequest, ExchangeResponse, Pipeline } from '../../pipeline/exchange/exchange.ts';
import { createBodyBudget, UNLIMITED_SHARE, type BodyShare } from '../message/body-budget.ts';
import { bodyAborted } from '../message/body-problems.ts';
import { NO_HOST } from '../message/check-request.ts';
import { countBody } from '../message/collect-body.ts';
import { decodeBody, findDecoder } from '../message/decode-body.ts';
import { isHost } from '../message/host.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toRejectionBody, type Rejection } from '../message/rejection.ts';
import { toRequestId, type CreateRequestId } from '../message/request-id.ts';

/** Options of the Fetch adapter. */
export interface FetchExchangeOptions {
  readonly createRequestId: CreateRequestId;
  /** The base URL for links, when it differs from the origin of the request. */
  readonly publicUrl?: string | undefined;
  /** In bytes. Also limits the memory of all bodies together. Defaults to no limit. */
  readonly maxBody?: number;
}

/** A function with the signature of the global `fetch`. */
export type FetchHandler = (input: Request | string | URL, init?: RequestInit) => Promise<Response>;

/** Creates a `fetch` function that runs the pipeline, without a server. */
export function createFetchHandler({
  pipeline,
  ...settings
}: FetchExchangeOptions & { readonly pipeline: Pipeline }): FetchHandler {
  const openShare = createBodyBudget(settings.maxBody ?? Infinity);
  return async function handleFetch(input, init) {
    const share = openShare();
    const exchange = toExchangeRequest(toRequest(input, init), settings, share);
    const host = exchange.headers['host'];
    if (host !== undefined && !isHost(host)) return toRejection(NO_HOST, exchange.id);
    const exchangeResponse = await pipeline(exchange).finally(() => share.release());
    if (exchangeResponse.isDropped === true) throw toNetworkError();
    const response = toResponse(exchangeResponse);
    response.headers.set('x-request-id', exchange.id);
    return response;
  };
}

/** Creates a request from the arguments of `fetch`. A path alone is one of this server, as in a browser. */
export function toRequest(input: Request | string | URL, init?: RequestInit): Request {
  const isPath = typeof input === 'string' && input.startsWith('/');
  return new Request(isPath ? `http://localhost${input}` : input, init);
}

/** Converts a Fetch request to an exchange request. `Request` has already normalized its path (`/a/../b` to `/b`). */
export function toExchangeRequest(
  request: Request,
  { createRequestId, publicUrl }: FetchExchangeOptions,
  share: BodyShare = UNLIMITED_SHARE,
): ExchangeRequest {
  const { origin, pathname, search } = new URL(request.url);
  const headers: Readonly<Record<string, string>> = Object.fromEntries(request.headers);
  let reading: Promise<Uint8Array> | undefined;
  return {
    method: request.method.toUpperCase(),
    path: pathname,
    query: search.slice(1),
    headers,
    origin: publicUrl ?? origin,
    id: toRequestId(headers['x-request-id'], () => createRequestId({ path: pathname, headers })),
    body: (limit) => (reading ??= readFetchBody(request, limit, share)),
    openBody:
      request.body === null
        ? undefined
        : (limit) => {
            reading = Promise.resolve(new Uint8Array());
            return streamFetchBody(request, limit, share);
          },
    reserve: (bytes) => share.claimValues(bytes),
  };
}

/** Converts an exchange response to a Fetch response. */
export function toResponse({ status, headers, body, stream }: ExchangeResponse): Response {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') list.set(name, value);
    else for (const line of value) list.append(name, line);
  }
  // A Fetch response has no connection to close.
  list.delete('connection');
  const responseBody = stream === undefined ? (body ?? null) : toReadable(stream);
  return new Response(STATUSES_WITHOUT_BODY.has(status) ? null : responseBody, { status, headers: list });
}

function toRejection({ status, code, ...told }: Rejection, id: string): Response {
  const headers = { [PRODUCT.errorHeader]: code, 'content-type': 'application/json', 'x-request-id': id };
  return new Response(toRejectionBody(told), { status, headers });
}

/** Returns the error that Node's `fetch` rejects with when a server closes the connection. */
function toNetworkError(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
  });
}

async function readFetchBody(request: Request, limit: number, share: BodyShare): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? undefined;
  findDecoder(encoding);
  return decodeBody(await collect(request, limit, share), encoding, { limit, share });
}

/** Yields the body as it arrives. An encoded body is decoded before its first byte is yielded. */
async function* streamFetchBody(request: Request, limit: number, share: BodyShare): AsyncGenerator<Uint8Array> {
  if (findDecoder(request.headers.get('content-encoding') ?? undefined) === undefined)
    yield* readChunks(request, limit, share);
  else yield await readFetchBody(request, limit, share);
}

async function collect(request: Request, limit: number, share: BodyShare): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(request, limit, share)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Yields the chunks of a body, and cancels it when the reader stops or a limit is exceeded. */
async function* readChunks({ body }: Request, limit: number, share: BodyShare): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const counter = countBody({ limit, share });
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  let isComplete = false;
  try {
    for (let next = await readNext(reader); next !== undefined; next = await readNext(reader)) {
      counter.add(next.length);
      yield next;
    }
    isComplete = true;
  } finally {
    if (!isComplete) await reader.cancel().catch(() => {});
  }
}

async function readNext(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    throw bodyAborted();
  }
}

/**
 * Converts a streamed body to a ReadableStream that produces chunks on demand. Cancelling it aborts the body's signal.
 */
function toReadable(stream: ChunkStream): ReadableStream<Uint8Array> {
  const cancelled = new AbortController();
  const encoder = new TextEncoder();
  const chunks = stream(cancelled.signal)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(typeof next.value === 'string' ? encoder.encode(next.value) : next.value);
    },
    async cancel(reason) {
      cancelled.abort(reason);
      await chunks.return?.();
    },
  });
}

/** For these `new Response` throws when it gets a body, even an empty one. */
const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);
