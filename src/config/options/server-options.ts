import type { OptionSpec } from './option-spec.ts';

/** Options of the HTTP server and of its log. */
export const SERVER_OPTIONS = {
  port: {
    flag: '--port',
    kind: 'port',
    argument: 'number',
    default: '4010',
    description: 'Port to listen on; 0 chooses a free port',
  },
  host: {
    flag: '--host',
    kind: 'host',
    argument: 'address',
    default: 'localhost',
    description: 'Address to listen on; localhost listens on 127.0.0.1 and ::1',
  },
  publicUrl: {
    flag: '--public-url',
    kind: 'url',
    argument: 'url',
    description: "Base URL that clients use when it differs from the server's address (behind a proxy)",
  },
  trustProxy: {
    flag: '--trust-proxy',
    kind: 'switch',
    description: 'Trust the X-Forwarded-* headers of a proxy in front of the server',
  },
  corsOrigins: {
    flag: '--cors-origin',
    kind: 'origins',
    argument: 'origin',
    default: '*',
    description: 'Web origins that may call the API; repeatable, or a comma-separated list; none allows no origin',
    isRepeatable: true,
  },
  maxBody: {
    flag: '--max-body',
    kind: 'size',
    argument: 'size',
    default: '10mb',
    description: 'Maximum size of a request body',
  },
  maxInFlight: {
    flag: '--max-in-flight',
    kind: 'count',
    argument: 'requests',
    default: '1000',
    description:
      'Maximum number of requests waiting for a response (twice as many for reads); further requests get 503',
  },
  shutdownTimeout: {
    flag: '--shutdown-timeout',
    kind: 'duration',
    argument: 'time',
    default: '10s',
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
    description: 'pretty or json; defaults to pretty on a terminal and to json otherwise',
  },
} as const satisfies Record<string, OptionSpec>;
