import type { OptionSpec } from './option-spec.ts';

/** Options of the requests that the simulator sends. */
export const OUTGOING_OPTIONS = {
  /** The servers that requests may be sent to, as `host:port`. Nothing is sent to any other. */
  allowOutgoing: {
    flag: '--allow-outgoing',
    kind: 'receivers',
    argument: 'host:port',
    default: [],
    description:
      'Server that requests may be sent to; repeatable, or a comma-separated list; by default nothing is sent',
    isRepeatable: true,
  },
  /** The key of the signatures of these requests. */
  outgoingSecret: {
    flag: '--outgoing-secret',
    kind: 'token',
    argument: 'text',
    default: 'athena-demo-secret',
    description: 'Key that sent requests are signed with',
  },
} as const satisfies Record<string, OptionSpec>;
