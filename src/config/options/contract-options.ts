import type { OptionSpec } from './option-spec.ts';

/** Options of the simulated contract, and of how requests are checked against it. */
export const CONTRACT_OPTIONS = {
  /** The path of the user's OpenAPI document; undefined uses the included contract. */
  spec: {
    flag: '--spec',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'OpenAPI 3.0 or 3.1 document to simulate instead of the included one',
  },
  /** Folders that references of the document may read, besides its own folder and the working directory. */
  allowRefs: {
    flag: '--allow-refs',
    kind: 'paths',
    argument: 'folder',
    default: [],
    description:
      "Folders that $refs of the document may read, besides the document's own and the working directory; repeatable, or a comma-separated list",
    isRepeatable: true,
  },
  fixtures: {
    flag: '--fixtures',
    kind: 'path',
    argument: 'folder',
    default: undefined,
    description: 'Folder with the initial records',
  },
  /** A YAML file with rules for what is answered in place of a model. */
  script: {
    flag: '--script',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'YAML file with rules for what is answered in place of a model',
  },
  token: {
    flag: '--token',
    kind: 'token',
    argument: 'text',
    default: 'athena-demo-token',
    description: 'Token that authenticates as the demo user',
  },
  /** Milliseconds after a sign-in until its token and session end, by the world's clock; undefined means never. */
  tokenTtl: {
    flag: '--token-ttl',
    kind: 'duration',
    argument: 'time',
    default: undefined,
    description: "How long tokens and sessions last after a sign-in, by the world's clock; by default forever",
  },
  /** How many requests each caller of a world may send in a time, such as `60/min`; undefined means any number. */
  rateLimit: {
    flag: '--rate-limit',
    kind: 'rate',
    argument: 'rate',
    default: undefined,
    description:
      'How many requests each user of a world, or address without credentials, may send: 60/min, 5/s or 1000/h; by default any number',
  },
  auth: {
    flag: '--auth',
    kind: 'toggle',
    argument: 'on|off',
    default: 'on',
    description: 'Whether requests must be authenticated',
  },
  /** Requires the CSRF token of requests that change something by a session. */
  csrf: {
    flag: '--csrf',
    kind: 'switch',
    default: false,
    description:
      'Require X-XSRF-TOKEN of requests that change something by the session cookie, as Laravel does; else 419',
  },
  strict: {
    flag: '--strict',
    kind: 'switch',
    default: false,
    description: 'Reject undeclared parameters and undeclared top-level properties of a body',
  },
  /** Leaves top-level texts of bodies as they were sent. */
  noTrim: {
    flag: '--no-trim',
    kind: 'switch',
    default: false,
    description: 'Do not trim top-level texts of bodies, and do not turn empty ones into null',
  },
  /** Disables the response cache. The responses are the same. */
  noCache: {
    flag: '--no-cache',
    kind: 'switch',
    default: false,
    description: 'Disable the response cache; responses are the same, and slower',
  },
} as const satisfies Record<string, OptionSpec>;
