import type { OptionSpec } from './option-spec.ts';

/** Options of the `world` command. */
export const WORLD_OPTIONS = {
  /** The number of records. */
  size: {
    flag: '--size',
    kind: 'count',
    argument: 'records',
    default: 10_000,
    description: 'Number of records in the world',
    isCommandLineOnly: true,
  },
  out: {
    flag: '--out',
    kind: 'path',
    argument: 'folder',
    default: './world',
    description: 'Folder to write the world to',
    isCommandLineOnly: true,
  },
  force: {
    flag: '--force',
    kind: 'switch',
    default: false,
    description: 'Write to a folder that is not empty, replacing files of the same names',
    isCommandLineOnly: true,
  },
} as const satisfies Record<string, OptionSpec>;
