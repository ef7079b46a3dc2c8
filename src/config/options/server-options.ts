import type { OptionSpec } from './option-spec.ts';

/** Options of the HTTP server and of its log. */
export const SERVER_OPTIONS = {
  port: {
    flag: '--port',
    kind: 'port',
    argument: 'number',
    default: 4010,
    description: 'Port to listen on; 0 chooses a free port',
  },
  host: {
    flag: '--host',
    kind: 'host',
    argument: 'address',
    default: 'localhost',
    description: 'Address to listen on; localhost listens on 127.0.0.1 and ::1',
  },
  /** The base URL that clients use when it differs from the server's address; without a trailing slash. */
  publicUrl: {
    flag: '--public-url',
    kind: 'url',
    argument: 'url',
    default: undefined,
    description: "Base URL that clients use when it differs from the server's address (behind a proxy)",
  },
  trustProxy: {
    flag: '--trust-proxy',
    kind: 'switch',
    default: false,
    description: 'Trust the X-Forwarded-* headers of a proxy in front of the server',
  },
  corsOrigins: {
    flag: '--cors-origin',
    kind: 'origins',
    argument: 'origin',
    default: 'any',
    description: 'Web origins that may call the API; repeatable, or a comma-separated list; none allows no origin',
    isRepeatable: true,
  },
  /** In bytes. */
  maxBody: {
    flag: '--max-body',
    kind: 'size',
    argument: 'size',
    default: 10 * 1024 ** 2,
    description: 'Maximum size of a request body',
  },
  /** The maximum number of requests waiting for a response; twice as many for reads. */
  maxInFlight: {
    flag: '--max-in-flight',
    kind: 'count',
    argument: 'requests',
    default: 1000,
    description:
      'Maximum number of requests waiting for a response (twice as many for reads); further requests get 503',
  },
  /** In milliseconds. */
  shutdownTimeout: {
    flag: '--shutdown-timeout',
    kind: 'duration',
    argument: 'time',
    default: 10_000,
    description:
      'How long requests in flight may take to finish when the server stops: 10s, 500ms, or a number of milliseconds',
  },
  logLevel: {
    flag: '--log-level',
    kind: 'logLevel',
    argument: 'level',
    default: 'info',
    description: 'silent, error, warn, info or debug',
  },
  logFormat: {
    flag: '--log-format',
    kind: 'logFormat',
    argument: 'json|pretty',
    default: 'json',
    terminalDefault: 'pretty',
    description: 'pretty or json',
  },
} as const satisfies Record<string, OptionSpec>;
