import { PRODUCT } from '../kernel/product.ts';
import { CLIENT_OPTIONS } from './options/client-options.ts';
import { CONTRACT_OPTIONS } from './options/contract-options.ts';
import { CONTROL_OPTIONS } from './options/control-options.ts';
import { FILE_OPTIONS } from './options/file-options.ts';
import type { OptionSpec } from './options/option-spec.ts';
import { OUTGOING_OPTIONS } from './options/outgoing-options.ts';
import { RESPONDER_OPTIONS } from './options/responder-options.ts';
import { SERVER_OPTIONS } from './options/server-options.ts';
import { STATE_OPTIONS } from './options/state-options.ts';
import type { KindValue } from './options/value-kinds.ts';
import { WORLD_OPTIONS } from './options/world-options.ts';

export type { OptionSpec } from './options/option-spec.ts';

/** The name of an option in `OPTIONS`. */
export type OptionName = keyof typeof OPTIONS;

/** Returns the environment variable of a flag: `ATHENA_PUBLIC_URL` for `--public-url`. */
export function toVariable(flag: string): string {
  return PRODUCT.environmentPrefix + flag.replace(/^--/, '').replaceAll('-', '_').toUpperCase();
}

/**
 * All options. The configuration's type, the flags, the environment variables, the help, the defaults, the validation,
 * the options of `createSimulator` and docs/options.md are derived from them.
 */
export const OPTIONS = {
  ...SERVER_OPTIONS,
  ...STATE_OPTIONS,
  ...CONTRACT_OPTIONS,
  ...RESPONDER_OPTIONS,
  ...CONTROL_OPTIONS,
  ...OUTGOING_OPTIONS,
  ...WORLD_OPTIONS,
  ...CLIENT_OPTIONS,
  ...FILE_OPTIONS,
} as const satisfies Record<string, OptionSpec>;

/** The defaults of an embedded simulator that differ from those of the command: in memory, seeded, on any free port. */
export const EMBEDDED_DEFAULTS = { port: 0, data: undefined, seed: '1' } as const satisfies {
  readonly [Name in OptionName]?: KindValue<(typeof OPTIONS)[Name]['kind']> | undefined;
};

/** The names of all options, typed as such. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** The names of the options of `start`: all except those of other commands. */
export const SERVER_OPTION_NAMES = OPTION_NAMES.filter(
  (name) => !Object.hasOwn(WORLD_OPTIONS, name) && !Object.hasOwn(CLIENT_OPTIONS, name),
);
