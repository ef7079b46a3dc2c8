import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import { chooseToken, readToken } from './authorize.ts';
import { ClientFailure, toClientError, toMalformedError, toNetworkError, type ClientError } from './client-error.ts';
import type { ClientOptions, TypedClient } from './client-types.ts';
import { CSRF_HEADER, findCsrfToken } from './csrf-token.ts';
import { readEvents } from './read-events.ts';

/** How a token is sent, and the default token. */
export interface TokenHeader {
  readonly header: string;
  readonly toValue: (token: string) => string;
  readonly demoToken: string | null;
}

/**
 * Creates a client of a contract's paths. Calls resolve with the data or with a typed error. They reject only when
 * their signal is aborted, or when the request cannot be sent (an invalid address, a token function that throws).
 */
export function createClient<Paths extends object, Chunks>(
  { baseUrl = DEFAULT_URL, fetch, credentials, sandbox, headers, token }: ClientOptions,
  tokenHeader: TokenHeader,
): TypedClient<Paths, Chunks> {
  const client = createFetchClient<Paths>({
    baseUrl,
    headers: { ...(sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox }), ...headers },
    ...(credentials === undefined ? {} : { credentials }),
  });
  const source = chooseToken({ token, baseUrl }, tokenHeader.demoToken);
  client.use({
    async onRequest({ request }) {
      const csrfToken = request.headers.has(CSRF_HEADER) ? undefined : findCsrfToken(request);
      if (csrfToken !== undefined) request.headers.set(CSRF_HEADER, csrfToken);
      if (request.headers.has(tokenHeader.header)) return;
      const value = await readToken(source);
      if (value !== undefined) request.headers.set(tokenHeader.header, tokenHeader.toValue(value));
    },
  });
  const call = createCall(client.request as UntypedRequest, fetch ?? ((request) => globalThis.fetch(request)));
  const methods = METHODS.map(
    (method) => [method, (path: string, init?: UntypedInit) => call(method, path, init)] as const,
  );
  const stream = (path: string, init?: UntypedInit): AsyncGenerator => openStream(call, path, init);
  // The functions above are untyped; TypedClient adds the types of the contract's paths.
  return { ...Object.fromEntries(methods), stream, ...toMiddleware(client) } as unknown as TypedClient<Paths, Chunks>;
}

interface UntypedInit {
  readonly signal?: AbortSignal;
  readonly body?: unknown;
  readonly headers?: object;
  readonly parseAs?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

interface UntypedResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

interface CallResult extends UntypedResult {
  readonly error?: ClientError;
}

type UntypedRequest = (method: string, path: string, init: object) => Promise<UntypedResult>;
type Call = (method: string, path: string, init?: UntypedInit) => Promise<CallResult>;

/** Creates a function that calls an operation and returns failures (no response, an unreadable body) as an error. */
function createCall(request: UntypedRequest, baseFetch: (request: Request) => Promise<Response>): Call {
  return async function call(method, path, init = {}) {
    let received: Response | undefined;
    let isSent = false;
    const fetch = async (sent: Request): Promise<Response> => {
      sent.signal.throwIfAborted();
      isSent = true;
      return (received = await (init.fetch ?? baseFetch)(sent));
    };
    try {
      const { data, error, response } = await request(method, path, { ...init, fetch });
      return response.ok ? { data, response } : { error: toClientError(response, error), response };
    } catch (cause) {
      // A failure before the request is sent is a mistake of the caller: an invalid address, a token function that
      // throws.
      if (!isSent || init.signal?.aborted === true) throw cause;
      if (received === undefined) return { error: toNetworkError(cause), response: Response.error() };
      return {
        error: received.ok ? toMalformedError(received, cause) : toClientError(received, undefined),
        response: received,
      };
    }
  };
}

async function* openStream(call: Call, path: string, init: UntypedInit = {}): AsyncGenerator {
  const headers = { accept: 'text/event-stream', ...init.headers };
  const method = init.body === undefined ? 'GET' : 'POST';
  const { data, error, response } = await call(method, path, { ...init, headers, parseAs: 'stream' });
  if (error !== undefined) throw new ClientFailure(error);
  const body = data as ReadableStream<Uint8Array> | null | undefined;
  const type = response.headers.get('content-type') ?? 'no media type';
  if (!body || !type.startsWith('text/event-stream')) {
    // This is not awaited: where something else reads a copy of the response (MSW, a logger), it waits for that copy.
    body?.cancel().catch(() => undefined);
    throw new ClientFailure(toMalformedError(response, new TypeError(`Expected text/event-stream, received ${type}.`)));
  }
  try {
    yield* readEvents(body, init.signal);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new ClientFailure(cause instanceof SyntaxError ? toMalformedError(response, cause) : toNetworkError(cause));
  }
}

function toMiddleware<Paths extends object>({
  use,
  eject,
}: FetchClient<Paths>): Pick<FetchClient<Paths>, 'use' | 'eject'> {
  return { use, eject };
}

const DEFAULT_URL = 'http://127.0.0.1:4010';
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'] as const;
