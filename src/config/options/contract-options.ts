import type { OptionSpec } from './option-spec.ts';

/** Options of the simulated contract, and of how requests are checked against it. */
export const CONTRACT_OPTIONS = {
  spec: {
    flag: '--spec',
    kind: 'path',
    argument: 'file',
    description: 'OpenAPI 3.0 or 3.1 document to simulate instead of the included one',
  },
  allowRefs: {
    flag: '--allow-refs',
    kind: 'paths',
    argument: 'folder',
    description:
      "Folders that $refs of the document may read, besides the document's own and the working directory; repeatable, or a comma-separated list",
    isRepeatable: true,
  },
  fixtures: {
    flag: '--fixtures',
    kind: 'path',
    argument: 'folder',
    description: 'Folder with the initial records',
  },
  script: {
    flag: '--script',
    kind: 'path',
    argument: 'file',
    description: 'YAML file with rules for what is answered in place of a model',
  },
  token: {
    flag: '--token',
    kind: 'token',
    argument: 'text',
    default: 'athena-demo-token',
    description: 'Token that authenticates as the demo user',
  },
  auth: {
    flag: '--auth',
    kind: 'toggle',
    argument: 'on|off',
    default: 'on',
    description: 'Whether requests must be authenticated',
  },
  strict: {
    flag: '--strict',
    kind: 'switch',
    description: 'Reject undeclared parameters and undeclared top-level properties of a body',
  },
  noCache: {
    flag: '--no-cache',
    kind: 'switch',
    description: 'Disable the response cache; responses are the same, and slower',
  },
} as const satisfies Record<string, OptionSpec>;
