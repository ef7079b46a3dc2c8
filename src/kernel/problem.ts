/**
 * Every reason for rejecting a request, and what to do where nothing more precise is known. Codes are permanent;
 * `docs/errors.md` shows a request that provokes each.
 */
export const PROBLEMS = {
  MALFORMED_PATH: {
    status: 400,
    title: 'The path is not valid.',
    remedy: 'Percent-encode the path as UTF-8.',
  },
  MALFORMED_BODY: {
    status: 400,
    title: 'The request body is not valid JSON.',
    remedy: 'Send a body that is valid in its media type.',
  },
  INVALID_PREFERENCE: {
    status: 400,
    title: 'The Prefer header is not valid.',
    remedy: 'Prefer a status that the operation declares, and one of its examples; or leave the header out.',
  },
  INVALID_SANDBOX: {
    status: 400,
    title: 'The name of the sandbox is not valid.',
    remedy: 'Name the sandbox with letters, digits, - and _, up to 64 of them.',
  },
  INVALID_READ: {
    status: 400,
    title: 'The headers that say what a read shows are not valid.',
    remedy: 'Send X-Athena-Position as an earlier response of the same world had it, or X-Athena-Read: latest.',
  },
  FILTER_TOO_COSTLY: {
    status: 400,
    title: 'The filter visits too many JSON values.',
    remedy: 'Use fewer `..` and `*` in the JSON path.',
  },
  SANDBOX_REQUIRED: {
    status: 400,
    title: 'The request names no sandbox.',
    remedy: 'Name a sandbox, such as X-Athena-Sandbox: w1; or start without --require-sandbox.',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'Unauthenticated.',
    remedy: 'Sign in, or send a token that this world has issued: POST /__admin/tokens issues one for any user.',
  },
  ADMIN_TOKEN_REQUIRED: {
    status: 401,
    title: 'The control plane requires its token.',
    remedy:
      'Send the admin token as X-Athena-Admin-Token: the value of --admin-token, or the one that the start printed.',
  },
  FORBIDDEN: {
    status: 403,
    title: 'This action is unauthorized.',
    remedy: 'Send it as a user who may do it, such as the owner of the record.',
  },
  CROSS_SITE_REQUEST: {
    status: 403,
    title: 'The control plane rejects requests from pages of other sites.',
    remedy: 'Call the control plane from a page of its own origin, or from outside of a browser.',
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    title: 'The route could not be found.',
    remedy: 'Choose a path of the contract.',
  },
  RECORD_NOT_FOUND: {
    status: 404,
    title: 'No query results for model.',
    remedy: 'Name one that exists, and that the caller may see.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'The method is not supported for this route.',
    remedy: 'Send one of the methods that Allow lists.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    title: 'The operation has none of the media types that Accept names.',
    remedy: 'Accept a media type that the operation responds with.',
  },
  STATE_CONFLICT: {
    status: 409,
    title: 'The state of the record does not allow it.',
    remedy: 'Change first what is in the way, which the message names.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'The POST data is too large.',
    remedy: 'Send a smaller body, or raise --max-body.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'The operation does not accept this media type.',
    remedy: 'Send the body in a media type that the operation takes, and name it in Content-Type.',
  },
  CSRF_TOKEN_MISMATCH: {
    status: 419,
    title: 'CSRF token mismatch.',
    remedy: "Send the session's CSRF token, as its cookie has it; or start without --csrf.",
  },
  HOST_NOT_ALLOWED: {
    status: 421,
    title: 'The control plane does not serve this host name.',
    remedy: 'Call it as localhost, or allow the host name with --allowed-hosts.',
  },
  VALIDATION_FAILED: {
    status: 422,
    title: 'The given data was invalid.',
    remedy: 'Correct every field that the errors name.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too Many Attempts.',
    remedy: 'Wait as long as Retry-After says, or raise --rate-limit.',
  },
  UPSTREAM_FAILED: {
    status: 502,
    title: 'A service behind the operation did not respond.',
    remedy: 'Send it again; or change the rule of the script, the scenario or the replies that lets it fail.',
  },
  OVERLOADED: {
    status: 503,
    title: 'Too many requests are in flight. Try again in a second.',
    remedy: 'Send it again in a second, or raise --max-in-flight.',
  },
  REPLICA_UNAVAILABLE: {
    status: 503,
    title: 'A replica did not answer.',
    remedy: 'Repeat the call when all replicas can be reached.',
  },
  WRITE_UNCERTAIN: {
    status: 503,
    title: 'The write may have been stored.',
    remedy: 'Read the record before you send it again: the write may have been stored.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    title: 'Service Unavailable',
    remedy: 'Send it again in a second. GET /__admin/health says why writes are rejected.',
  },
  STORE_FULL: {
    status: 507,
    title: 'Insufficient Storage',
    remedy: 'Make room on the disk, then send it again.',
  },
  SERVER_ERROR: {
    status: 500,
    title: 'Server Error',
    remedy: 'This is an error of the simulator. Report it with what its log says, by the id of the request.',
  },
} as const satisfies Record<string, { status: number; title: string; remedy: string }>;

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
  /** The id of the recorded request that it follows from. */
  readonly request_id?: string;
  /** Its number, where several requests have that id. */
  readonly request_number?: number;
}

/** What describes a problem beyond its code. */
export interface ProblemDetail {
  readonly message?: string;
  /** Why, for the log alone. Without secrets. */
  readonly reason?: string;
  /** What to do, where more is known than the remedy of the code says. */
  readonly remedy?: string | undefined;
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
  readonly remedy: string;
  readonly violations: readonly FieldViolation[];
  readonly faults: readonly StateFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(detail.message ?? PROBLEMS[code].title);
    this.name = 'Problem';
    this.code = code;
    this.status = detail.status ?? PROBLEMS[code].status;
    this.reason = detail.reason;
    this.remedy = detail.remedy ?? PROBLEMS[code].remedy;
    this.violations = detail.violations ?? [];
    this.faults = detail.faults ?? [];
    this.headers = detail.headers ?? {};
  }
}
