import type { BootFault } from '../kernel/boot-fault.ts';
import type { OptionSpec, OptionValue } from './options/option-spec.ts';
import { readFlag, type Flags } from './read-settings.ts';

/** Options that one command has for itself. They are flags alone: no variable and no file sets them. */
export type OwnOptions = Readonly<Record<string, OptionSpec>>;

/** The values of a command's own options, by name. */
export type OwnValues<Options extends OwnOptions> = { readonly [Name in keyof Options]: OptionValue<Options[Name]> };

/** Parses the flags of a command's own options. A flag that is not given has its default. */
export function parseOwnOptions<Options extends OwnOptions>(
  options: Options,
  flags: Flags,
): { readonly values: OwnValues<Options>; readonly faults: readonly BootFault[] } {
  const readings = Object.entries(options).map(
    ([name, option]) => [name, readFlag(option, flags) ?? { value: option.default }] as const,
  );
  return {
    // Each name is related to the type of its value; `fromEntries` loses that relation.
    values: Object.fromEntries(readings.map(([name, { value }]) => [name, value])) as OwnValues<Options>,
    faults: readings.flatMap(([, reading]) =>
      'fault' in reading && reading.fault !== undefined ? [reading.fault] : [],
    ),
  };
}
