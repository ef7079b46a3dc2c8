/** Every reason for rejecting a request. Codes are permanent; `docs/errors.md` shows a request that provokes each. */
export const PROBLEMS = {
  MALFORMED_PATH: { status: 400, title: 'The path is not valid.' },
  MALFORMED_BODY: { status: 400, title: 'The request body is not valid JSON.' },
  INVALID_PREFERENCE: { status: 400, title: 'The Prefer header is not valid.' },
  INVALID_SANDBOX: { status: 400, title: 'The name of the sandbox is not valid.' },
  FILTER_TOO_COSTLY: { status: 400, title: 'The filter visits too many JSON values.' },
  SANDBOX_REQUIRED: { status: 400, title: 'The request names no sandbox.' },
  UNAUTHENTICATED: { status: 401, title: 'Unauthenticated.' },
  ADMIN_TOKEN_REQUIRED: { status: 401, title: 'The control plane requires its token.' },
  FORBIDDEN: { status: 403, title: 'This action is unauthorized.' },
  CROSS_SITE_REQUEST: { status: 403, title: 'The control plane rejects requests from pages of other sites.' },
  ROUTE_NOT_FOUND: { status: 404, title: 'The route could not be found.' },
  RECORD_NOT_FOUND: { status: 404, title: 'No query results for model.' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not supported for this route.' },
  NOT_ACCEPTABLE: { status: 406, title: 'The operation has none of the media types that Accept names.' },
  STATE_CONFLICT: { status: 409, title: 'The state of the record does not allow it.' },
  BODY_TOO_LARGE: { status: 413, title: 'The POST data is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The operation does not accept this media type.' },
  CSRF_TOKEN_MISMATCH: { status: 419, title: 'CSRF token mismatch.' },
  HOST_NOT_ALLOWED: { status: 421, title: 'The control plane does not serve this host name.' },
  VALIDATION_FAILED: { status: 422, title: 'The given data was invalid.' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too Many Attempts.' },
  UPSTREAM_FAILED: { status: 502, title: 'A service behind the operation did not respond.' },
  OVERLOADED: { status: 503, title: 'Too many requests are in flight. Try again in a second.' },
  REPLICA_UNAVAILABLE: { status: 503, title: 'A replica did not answer.' },
  WRITE_UNCERTAIN: { status: 503, title: 'The write may have been stored.' },
  STORE_UNAVAILABLE: { status: 503, title: 'Service Unavailable' },
  STORE_FULL: { status: 507, title: 'Insufficient Storage' },
  SERVER_ERROR: { status: 500, title: 'Server Error' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A permanent error code. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One invalid field of a request, in the platform's dotted notation (`authentication_config.token.url`). */
export interface FieldViolation {
  readonly field: string;
  readonly message: string;
  /** The part of the request that holds the field. */
  readonly location: 'body' | 'query' | 'path' | 'header' | 'cookie';
  /** The JSON Schema keyword that rejects the value, or the name of the rule. */
  readonly keyword: string;
}

/** One error in a state that was sent or in a file, and how to fix it. */
export interface StateFault {
  /** Undefined for a state that was sent. */
  readonly file?: string;
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** What describes a problem beyond its code. */
export interface ProblemDetail {
  readonly message?: string;
  /** Why, for the log alone. Without secrets. */
  readonly reason?: string;
  readonly violations?: readonly FieldViolation[];
  readonly faults?: readonly StateFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Replaces the status of the code, when the contract documents another. */
  readonly status?: number;
}

/** Rejects a request. Compare `code`, never the message. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  /** See `ProblemDetail`. */
  readonly reason: string | undefined;
  readonly violations: readonly FieldViolation[];
  readonly faults: readonly StateFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(detail.message ?? PROBLEMS[code].title);
    this.name = 'Problem';
    this.code = code;
    this.status = detail.status ?? PROBLEMS[code].status;
    this.reason = detail.reason;
    this.violations = detail.violations ?? [];
    this.faults = detail.faults ?? [];
    this.headers = detail.headers ?? {};
  }
}
