import type { OptionSpec } from './option-spec.ts';

/** The option that names the configuration file. */
export const FILE_OPTIONS = {
  /** The file that sets options; undefined looks for one in the working directory. */
  config: {
    flag: '--config',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'File that sets options, instead of the one in the working directory',
    isCommandLineOnly: true,
  },
} as const satisfies Record<string, OptionSpec>;
