/** The properties of every error that has a response. */
interface ResponseError {
  /** The server's message, for people to read. */
  readonly message: string;
  /**
   * The permanent code of the simulator's `X-Athena-Error`, such as `RECORD_NOT_FOUND`; undefined from another server.
   */
  readonly code: string | undefined;
  /** The response body: parsed when it is JSON, otherwise its text. */
  readonly body: unknown;
}

/** The request violates the contract, or refers to records that do not exist. */
export interface ValidationError extends ResponseError {
  readonly kind: 'validation';
  readonly status: 422;
  /** The messages of each invalid field. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/** Too many requests. */
export interface RateLimitError extends ResponseError {
  readonly kind: 'rate_limited';
  readonly status: 429;
  /** When to try again, in seconds; undefined where the server does not say. */
  readonly retryAfter: number | undefined;
}

/** The server failed, or is overloaded. */
export interface ServerError extends ResponseError {
  readonly kind: 'server';
  readonly status: ServerErrorStatus;
  /** When to try again, in seconds; undefined where the server does not say. */
  readonly retryAfter: number | undefined;
}

/** The body of a successful response cannot be read: it is cut off, or not JSON. */
export interface MalformedError {
  readonly kind: 'malformed';
  readonly status: SuccessStatus;
  readonly message: string;
  readonly cause: unknown;
}

/** No response: the server cannot be reached, or it closed the connection. */
export interface NetworkError {
  readonly kind: 'network';
  readonly status: 0;
  readonly message: string;
  /** What `fetch` rejected with. */
  readonly cause: unknown;
}

/** Why a call failed. `kind` tells the members apart, and so does `status`. */
export type ClientError =
  | ValidationError
  | (ResponseError & { readonly kind: 'unauthenticated'; readonly status: 401 })
  | (ResponseError & { readonly kind: 'forbidden'; readonly status: 403 })
  | (ResponseError & { readonly kind: 'not_found'; readonly status: 404 })
  | (ResponseError & { readonly kind: 'conflict'; readonly status: 409 })
  | RateLimitError
  | (ResponseError & { readonly kind: 'request'; readonly status: RequestErrorStatus })
  | ServerError
  | MalformedError
  | NetworkError;

/** The statuses 2xx, as IANA lists them. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** The statuses 4xx without a kind of their own, as IANA lists them; 419 is Laravel's. */
export type RequestErrorStatus =
  | 400
  | 402
  | 405
  | 406
  | 407
  | 408
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 416
  | 417
  | 418
  | 419
  | 421
  | 423
  | 424
  | 425
  | 426
  | 428
  | 431
  | 451;

/** The statuses 5xx, as IANA lists them. */
export type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/** Thrown by `stream`, which returns no result to hold the error. */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure';
  readonly error: ClientError;

  constructor(error: ClientError) {
    super(error.message, 'cause' in error ? { cause: error.cause } : undefined);
    this.error = error;
  }
}

/** Converts a response with a status outside 2xx to an error. `body` is its parsed body, or its text. */
export function toClientError({ status, statusText, headers }: Response, body: unknown): ClientError {
  const fields = isRecord(body) ? body : {};
  const message = [fields['message'], fields['detail'], statusText].find(
    (text) => typeof text === 'string' && text !== '',
  );
  const common = {
    message: message === undefined ? `HTTP ${status}` : String(message),
    code: headers.get(CODE_HEADER) ?? undefined,
    body,
  };
  if (status === 422) return { kind: 'validation', status, errors: toFieldErrors(fields['errors']), ...common };
  if (status === 401) return { kind: 'unauthenticated', status, ...common };
  if (status === 403) return { kind: 'forbidden', status, ...common };
  if (status === 404) return { kind: 'not_found', status, ...common };
  if (status === 409) return { kind: 'conflict', status, ...common };
  if (status === 429) return { kind: 'rate_limited', status, retryAfter: toSeconds(headers), ...common };
  if (status >= 500)
    return { kind: 'server', status: status as ServerErrorStatus, retryAfter: toSeconds(headers), ...common };
  return { kind: 'request', status: status as RequestErrorStatus, ...common };
}

/** Returns the error of a call without a response. */
export function toNetworkError(cause: unknown): NetworkError {
  return { kind: 'network', status: 0, message: cause instanceof Error ? cause.message : String(cause), cause };
}

/** Returns the error of a successful response whose body cannot be read. */
export function toMalformedError({ status }: Response, cause: unknown): MalformedError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return {
    kind: 'malformed',
    status: status as SuccessStatus,
    message: `Failed to read the response: ${reason}`,
    cause,
  };
}

/**
 * Returns the messages by field. Laravel sends them so; problem details (RFC 9457) are a list with fields or pointers.
 */
function toFieldErrors(errors: unknown): Record<string, readonly string[]> {
  if (!Array.isArray(errors)) return isRecord(errors) ? (errors as Record<string, readonly string[]>) : {};
  const fields: Record<string, string[]> = {};
  for (const error of errors) {
    if (!isRecord(error)) continue;
    const { field, pointer, message } = error;
    (fields[String(field ?? pointer ?? '')] ??= []).push(String(message));
  }
  return fields;
}

/** Returns `Retry-After` in seconds, or undefined when it is absent or a date. */
function toSeconds(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const CODE_HEADER = 'x-athena-error';
