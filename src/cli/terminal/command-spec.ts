import type { OwnOptions, OwnValues } from '../../config/parse-own-options.ts';
import type { Setting } from '../../config/parse-config.ts';
import type { OptionName } from '../../config/options.ts';
import type { CommandConfig } from '../../config/simulator-config.ts';
import type { CliContext } from './context.ts';

/** What a command is given. `Values` are those of its own options. */
export interface CommandInput<Values = unknown> {
  readonly config: CommandConfig;
  readonly options: Values;
  readonly operands: readonly string[];
  /** The value of every option, and where it came from. */
  readonly settings: readonly Setting[];
  readonly context: CliContext;
}

/** A command of the program. */
export interface CommandSpec {
  /** One word, or two: `validate`, `state get`. */
  readonly name: string;
  readonly description: string;
  readonly isDefault?: true;
  /** What its help says after the options. */
  readonly note?: string;
  /** The options that it shares with other commands. */
  readonly accepts: readonly OptionName[];
  readonly options: OwnOptions;
  /** Its operands as the help shows them: `<id>` is required, `[id]` is not, and `…` at the end repeats one. */
  readonly operands: readonly string[];
  /** Runs the command, and returns its exit code. Loads its code first, so that a start does not wait for it. */
  readonly run: (input: CommandInput) => Promise<number>;
}

/** A command as the table declares it: its own options determine the type of the values that it is given. */
export interface NewCommand<Options extends OwnOptions> extends Omit<
  CommandSpec,
  'accepts' | 'options' | 'operands' | 'run'
> {
  readonly accepts?: readonly OptionName[];
  readonly options?: Options;
  readonly operands?: readonly string[];
  readonly run: (input: CommandInput<OwnValues<Options>>) => Promise<number>;
}

/** Completes a command of the table. */
export function defineCommand<const Options extends OwnOptions = OwnOptions>({
  accepts = [],
  operands = [],
  options,
  run,
  ...rest
}: NewCommand<Options>): CommandSpec {
  // `parseOwnOptions` gives `run` the values of these options.
  const all = accepts.includes('config') ? accepts : [...accepts, 'config' as const];
  return { ...rest, accepts: all, operands, options: options ?? {}, run: run as CommandSpec['run'] };
}
