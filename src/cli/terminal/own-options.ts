import type { OptionSpec } from '../../config/options/option-spec.ts';

/** The option of a command that reports something. */
export const JSON_OPTION = {
  json: { flag: '--json', kind: 'switch', default: false, description: 'Print the report as JSON' },
} as const satisfies Record<string, OptionSpec>;

/** The options of every command that asks a running server. */
export const OUTPUT_OPTIONS = {
  ...JSON_OPTION,
  outFile: {
    flag: '--out',
    kind: 'path',
    argument: 'file',
    default: undefined,
    description: 'Write the output to a file instead of the terminal',
  },
} as const satisfies Record<string, OptionSpec>;

/** The option of the command whose results may be too large to be messages. */
export const OUT_DIR_OPTION = {
  outDir: {
    flag: '--out-dir',
    kind: 'path',
    argument: 'folder',
    default: undefined,
    description: 'Write large results to a new folder below this one, and keep them (default: a temporary folder)',
  },
} as const satisfies Record<string, OptionSpec>;

/** Returns an option with a text. */
export function textOption<Flag extends `--${string}`>(flag: Flag, argument: string, description: string) {
  return { flag, kind: 'text', argument, default: undefined, description } as const satisfies OptionSpec;
}

/** Returns an option with a whole number. */
export function countOption<Flag extends `--${string}`>(flag: Flag, argument: string, description: string) {
  return { flag, kind: 'count', argument, default: undefined, description } as const satisfies OptionSpec;
}

/** Returns an option without a value. */
export function switchOption<Flag extends `--${string}`>(flag: Flag, description: string) {
  return { flag, kind: 'switch', default: false, description } as const satisfies OptionSpec;
}

/** The option with the files of a request. */
export const FILES_OPTION = {
  files: {
    flag: '--file',
    letter: '-F',
    kind: 'files',
    argument: 'field=@file',
    default: undefined,
    description: 'Send a file as a field of a form; repeatable',
    isRepeatable: true,
  },
} as const satisfies Record<string, OptionSpec>;

/** Returns the option with the JSON body of a request. */
export function bodyOption(of: string) {
  return textOption('--body', 'json', `JSON ${of}, or @ and the name of a JSON file`);
}
