import type { OptionSpec } from './option-spec.ts';

/** Options of the commands that ask a running server. */
export const CLIENT_OPTIONS = {
  /** The address of the server, without a slash at its end. */
  url: {
    flag: '--url',
    kind: 'url',
    argument: 'url',
    default: 'http://localhost:4010',
    description: 'Address of the running server',
    isCommandLineOnly: true,
  },
  /** The world that a command works on; undefined means the baseline. */
  sandbox: {
    flag: '--sandbox',
    kind: 'sandboxName',
    argument: 'name',
    default: undefined,
    description: 'Sandbox that the command works on (default: the baseline)',
    isCommandLineOnly: true,
  },
} as const satisfies Record<string, OptionSpec>;
