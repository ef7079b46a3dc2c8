import type { StreamBody } from '../../kernel/outcome.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../../pipeline/exchange/exchange.ts';
import { createBodyBudget, UNLIMITED_SHARE, type BodyShare } from '../message/body-budget.ts';
import { bodyAborted, bodyTooLarge } from '../message/body-problems.ts';
import { NO_HOST } from '../message/check-request.ts';
import { decodeBody, findDecoder } from '../message/decode-body.ts';
import { isHost } from '../message/host.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { Rejection } from '../message/rejection.ts';
import { toRequestId, type CreateRequestId } from '../message/request-id.ts';

/** What the Fetch adapter needs to know. */
export interface FetchExchangeOptions {
  readonly createRequestId: CreateRequestId;
  /** How clients reach this server, where that is not the address that they ask. */
  readonly publicUrl?: string | undefined;
  /** In bytes: what all bodies together may take is bounded by it. Unbounded, unless said. */
  readonly maxBody?: number;
}

/** Called as the global `fetch` is. */
export type FetchHandler = (input: Request | string | URL, init?: RequestInit) => Promise<Response>;

/** Answers Fetch requests by the pipeline, without a server. */
export function createFetchHandler({
  pipeline,
  ...settings
}: FetchExchangeOptions & { readonly pipeline: Pipeline }): FetchHandler {
  const openShare = createBodyBudget(settings.maxBody ?? Infinity);
  return async function handleFetch(input, init) {
    const share = openShare();
    const exchange = toExchangeRequest(new Request(input, init), settings, share);
    const host = exchange.headers['host'];
    if (host !== undefined && !isHost(host)) return toRejection(NO_HOST, exchange.id);
    const answer = await pipeline(exchange).finally(() => share.release());
    if (answer.isDropped === true) throw toNetworkError();
    const response = toResponse(answer);
    response.headers.set('x-request-id', exchange.id);
    return response;
  };
}

/** A Fetch request, neutral. `Request` has put its path in normal form (`/a/../b` is `/b`) before it gets here. */
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
    reserve: (bytes) => share.claimValues(bytes),
  };
}

/** An answer as a Fetch response. */
export function toResponse({ status, headers, body, stream }: ExchangeResponse): Response {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') list.set(name, value);
    else for (const line of value) list.append(name, line);
  }
  // There is no connection to close.
  list.delete('connection');
  const whole = stream === undefined ? (body ?? null) : toReadable(stream);
  return new Response(BODILESS.has(status) ? null : whole, { status, headers: list });
}

function toRejection({ status, code, message }: Rejection, id: string): Response {
  const headers = { [PRODUCT.errorHeader]: code, 'content-type': 'application/json', 'x-request-id': id };
  return new Response(JSON.stringify({ message }), { status, headers });
}

/** What `fetch` rejects with when a server closes the connection. */
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

async function collect({ body }: Request, limit: number, share: BodyShare): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (let next = await readNext(reader); next !== undefined; next = await readNext(reader)) {
    size += next.length;
    try {
      if (size > limit) throw bodyTooLarge();
      share.claimBytes(next.length);
    } catch (problem) {
      await reader.cancel();
      throw problem;
    }
    chunks.push(next);
  }
  return Buffer.concat(chunks);
}

async function readNext(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    throw bodyAborted();
  }
}

/** A body that is made while it is read. Whoever cancels it aborts its signal. */
function toReadable(stream: StreamBody): ReadableStream<Uint8Array> {
  const leaving = new AbortController();
  const encoder = new TextEncoder();
  const pieces = stream(leaving.signal)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel(reason) {
      leaving.abort(reason);
      await pieces.return?.();
    },
  });
}

/** `new Response` throws where these have a body, even an empty one. */
const BODILESS: ReadonlySet<number> = new Set([101, 204, 205, 304]);
