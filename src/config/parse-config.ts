import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { checkConfigFile, type ConfigFile } from './config-file.ts';
import { OPTION_NAMES, OPTIONS, toVariable, type OptionName } from './options.ts';
import { isServiceLink, isStronger, readSettings, type Readings, type SettingSources } from './read-settings.ts';
import { RESPONDER_KEY } from './responder-key.ts';
import type { CommandConfig } from './simulator-config.ts';

/**
 * The sources of the settings. A flag takes precedence over its environment variable, and that over the configuration
 * file. Unknown flags are reported.
 */
export interface ConfigSources extends Omit<SettingSources, 'file'> {
  readonly file?: ConfigFile | undefined;
  /** Flags that the command has for itself. They are not checked here. */
  readonly ownFlags?: readonly string[];
}

/** The value of an option, and where it came from. */
export interface Setting {
  readonly name: OptionName;
  readonly value: unknown;
  /** The flag, the variable or the file; `default` without one. */
  readonly origin: string;
}

/** A complete configuration, or all faults of the settings. `warnings` name the variables that are ignored. */
export type ParsedConfig = { readonly warnings: readonly BootFault[] } & (
  | { readonly kind: 'ok'; readonly config: CommandConfig; readonly settings: readonly Setting[] }
  | { readonly kind: 'faults'; readonly faults: readonly BootFault[] }
);

/** Parses the settings and reports all faults together. Pure: depends on its argument only. */
export function parseConfig(sources: ConfigSources): ParsedConfig {
  const { file } = sources;
  const checked = file === undefined ? undefined : { name: file.name, ...checkConfigFile(file) };
  const readings = readSettings({ ...sources, file: checked });
  const faults = [
    ...unknownFlagFaults(sources),
    ...(checked?.faults ?? []),
    ...Object.values(readings).flatMap((reading) => reading.fault ?? []),
    ...contradictionFaults(readings),
  ];
  const warnings = findUnknownVariables(sources);
  if (faults.length > 0) return { kind: 'faults', faults, warnings };
  const config = toConfig(readings);
  return { kind: 'ok', config, settings: toSettings(readings, config), warnings };
}

function unknownFlagFaults({ flags, accepts, ownFlags = [] }: ConfigSources): BootFault[] {
  const known = [...(accepts ?? OPTION_NAMES).map((name): string => OPTIONS[name].flag), ...ownFlags];
  return Object.keys(flags).flatMap((flag) => (known.includes(flag) ? [] : toUnknownFlagFault(flag, known)));
}

/**
 * Returns warnings for unknown variables with our prefix. They are not faults: a shell or a container may set them for
 * another purpose.
 */
function findUnknownVariables({ env }: ConfigSources): BootFault[] {
  const known = [...Object.values(OPTIONS).map(({ flag }) => toVariable(flag)), RESPONDER_KEY];
  const ours = Object.keys(env).filter(
    (name) => name.startsWith(PRODUCT.environmentPrefix) && !isServiceLink(name, env[name]),
  );
  return ours.flatMap((name) => (known.includes(name) ? [] : toVariableWarning(name, known)));
}

function toVariableWarning(name: string, known: readonly string[]): BootFault {
  // The shared prefix would make all names look similar.
  const prefix = PRODUCT.environmentPrefix;
  const nearest = findNearestName(
    name.slice(prefix.length),
    known.map((variable) => variable.slice(prefix.length)),
  );
  const remedy = nearest === undefined ? '--help lists the variables.' : `Did you mean ${prefix}${nearest}?`;
  return { file: name, pointer: '', message: 'Unknown variable, ignored.', remedy };
}

function toUnknownFlagFault(name: string, known: readonly string[]): BootFault {
  const nearest = findNearestName(name, known);
  const remedy = nearest === undefined ? `The options are ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: UNKNOWN_OPTION, remedy };
}

/** The state has one place. */
function contradictionFaults(readings: Readings): BootFault[] {
  const places = [readings.data, readings.journal, ...(readings.ephemeral.value === true ? [readings.ephemeral] : [])];
  const names = new Map<unknown, OptionName>([
    [readings.data, 'data'],
    [readings.journal, 'journal'],
    [readings.ephemeral, 'ephemeral'],
  ]);
  return (['flag', 'file'] as const).flatMap((source) => {
    const [first, other] = places.filter((reading) => reading.source === source && reading.value !== undefined);
    const [name, otherName] = [names.get(first), names.get(other)];
    if (first === undefined || name === undefined || otherName === undefined) return [];
    const [shown, otherShown] = source === 'flag' ? [OPTIONS[name].flag, OPTIONS[otherName].flag] : [name, otherName];
    const effect = otherName === 'ephemeral' ? 'stores nothing' : 'stores the state elsewhere';
    const message = `Cannot be combined with ${otherShown}, which ${effect}.`;
    const place = source === 'flag' ? { file: shown, pointer: '' } : { file: first.origin, pointer: `/${shown}` };
    return [{ ...place, message, remedy: `Give ${shown} or ${otherShown}, not both.` }];
  });
}

function toConfig({ ephemeral, ...readings }: Readings): CommandConfig {
  const values = Object.entries(readings).map(([name, { value }]) => [name, value]);
  const config = Object.fromEntries(values) as CommandConfig;
  if (isInMemory({ ephemeral, ...readings })) return { ...config, data: undefined, journal: undefined };
  if (config.journal === undefined) return config;
  return isStronger(readings.data, readings.journal)
    ? { ...config, journal: undefined }
    : { ...config, data: undefined };
}

/**
 * Returns whether the state is kept in memory. A place that a stronger source names takes precedence: `--data` over
 * `ATHENA_EPHEMERAL`. `ATHENA_EPHEMERAL` takes precedence over `ATHENA_DATA`, which the container image always sets.
 */
function isInMemory({ data, ephemeral, journal }: Readings): boolean {
  return ephemeral.value === true && !isStronger(data, ephemeral) && !isStronger(journal, ephemeral);
}

/** Lists every option with the value that is used. A place that is not used has the origin of the one that is. */
function toSettings(readings: Readings, config: CommandConfig): readonly Setting[] {
  const unused = isInMemory(readings)
    ? readings.ephemeral
    : config.journal === undefined
      ? readings.data
      : readings.journal;
  return OPTION_NAMES.map((name) => {
    const { origin, value } = readings[name];
    const isUnused = (name === 'data' || name === 'journal') && value !== undefined && config[name] === undefined;
    return isUnused ? { name, value: undefined, origin: unused.origin } : { name, value, origin };
  });
}

/** The message of a flag that a command does not take. */
export const UNKNOWN_OPTION = 'Unknown option.';
