import type { OptionSpec } from './option-spec.ts';

/** Options of the `world` command. */
export const WORLD_OPTIONS = {
  size: {
    flag: '--size',
    kind: 'count',
    argument: 'records',
    default: '10000',
    description: 'Number of records in the world',
  },
  out: {
    flag: '--out',
    kind: 'path',
    argument: 'folder',
    default: './world',
    description: 'Folder to write the world to',
  },
  force: {
    flag: '--force',
    kind: 'switch',
    description: 'Write to a folder that is not empty, replacing files of the same names',
  },
} as const satisfies Record<string, OptionSpec>;
