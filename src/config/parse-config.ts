import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { RESPONDER_KEY } from './responder-key.ts';
import { OPTION_NAMES, OPTIONS, toVariable, type OptionName, type OptionSpec } from './options.ts';
import type { OptionValue } from './options/option-spec.ts';
import { VALUE_KINDS, type ValueKind } from './options/value-kinds.ts';
import type { CommandConfig } from './simulator-config.ts';
import { redactUrls } from '../kernel/secrets/redaction.ts';

/** The sources of the settings. A flag takes precedence over its environment variable. */
export interface ConfigSources {
  /** The values by flag (`--port`); true when the flag was given without a value. Unknown flags are reported. */
  readonly flags: Readonly<Record<string, string | true | readonly string[]>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the log goes to a terminal. */
  readonly isTTY?: boolean;
  /** The options that the command accepts as flags. Defaults to all. */
  readonly accepts?: readonly OptionName[];
  /** Flags that the command has for itself. They are not checked here. */
  readonly ownFlags?: readonly string[];
}

/** A complete configuration, or all faults of the settings. `warnings` name the variables that are ignored. */
export type ParsedConfig = { readonly warnings: readonly BootFault[] } & (
  | { readonly kind: 'ok'; readonly config: CommandConfig }
  | { readonly kind: 'faults'; readonly faults: readonly BootFault[] }
);

/** Parses the settings and reports all faults together. Pure: depends on its argument only. */
export function parseConfig(sources: ConfigSources): ParsedConfig {
  const readings = readOptions(sources);
  const faults = [
    ...unknownFlagFaults(sources),
    ...Object.values(readings).flatMap((reading) => reading.fault ?? []),
    ...contradictionFaults(readings),
  ];
  const warnings = findUnknownVariables(sources);
  if (faults.length > 0) return { kind: 'faults', faults, warnings };
  return { kind: 'ok', config: toConfig(readings), warnings };
}

type SettingSource = 'flag' | 'variable' | 'default';

/** The value of one option, where it came from, and what is wrong with it. */
interface Reading<Value> {
  readonly source: SettingSource;
  /** Undefined also where the value has a fault. */
  readonly value: Value | undefined;
  readonly fault?: BootFault;
}

type Readings = { readonly [Name in OptionName]: Reading<OptionValue<(typeof OPTIONS)[Name]>> };

function readOptions(sources: ConfigSources): Readings {
  const { flags, accepts = OPTION_NAMES } = sources;
  // A flag that the command does not accept is reported as unknown; its value is not checked.
  const readings = OPTION_NAMES.map((name) => [
    name,
    readOption(OPTIONS[name], { ...sources, flags: accepts.includes(name) ? flags : {} }),
  ]);
  // OPTIONS relates each name to a type; `fromEntries` loses that relation.
  return Object.fromEntries(readings) as Readings;
}

/** Reads the flag of an option; undefined when it is not given. */
export function readFlag(option: OptionSpec, flags: ConfigSources['flags']): Reading<unknown> | undefined {
  const flag = flags[option.flag];
  if (flag === undefined) return undefined;
  return readText(option, { source: 'flag', name: option.flag, text: toText(option, flag) });
}

function readOption(option: OptionSpec, { flags, env, isTTY = false }: ConfigSources): Reading<unknown> {
  const given = readFlag(option, flags);
  if (given !== undefined) return given;
  const variable = toVariable(option.flag);
  // An empty variable counts as unset: compose files and shells leave a variable out this way.
  if (env[variable] && !isServiceLink(variable, env[variable]))
    return readText(option, { source: 'variable', name: variable, text: env[variable] });
  return { source: 'default', value: isTTY ? (option.terminalDefault ?? option.default) : option.default };
}

function toText(option: OptionSpec, flag: string | true | readonly string[]): string | undefined {
  if (flag === true) return option.kind === 'switch' ? 'true' : undefined;
  return typeof flag === 'string' ? flag : flag.join(',');
}

function readText(
  option: OptionSpec,
  { source, name, text }: { source: SettingSource; name: string; text: string | undefined },
): Reading<unknown> {
  const { parse, expected, isSecret }: ValueKind<unknown> = VALUE_KINDS[option.kind];
  const value = text === undefined ? undefined : parse(text);
  if (value !== undefined) return { source, value };
  const quoted = isSecret === true ? '' : ` ${JSON.stringify(redactUrls(text ?? ''))}`;
  const message = text === undefined ? 'The value is missing.' : `Invalid value${quoted}.`;
  return { source, value, fault: { file: name, pointer: '', message, remedy: expected } };
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

/**
 * Returns whether Kubernetes set the variable. It describes every service of the namespace in variables of each
 * container; a service named like the product yields `ATHENA_SERVICE_HOST`, `ATHENA_PORT=tcp://…`.
 */
function isServiceLink(name: string, value: string | undefined): boolean {
  const rest = name.slice(PRODUCT.environmentPrefix.length);
  return (
    /^SERVICE_(HOST|PORT)|^PORT_\d+_(TCP|UDP)/.test(rest) || (rest === 'PORT' && /^(tcp|udp):\/\//.test(value ?? ''))
  );
}

function toUnknownFlagFault(name: string, known: readonly string[]): BootFault {
  const nearest = findNearestName(name, known);
  const remedy = nearest === undefined ? `The options are ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: 'Unknown option.', remedy };
}

/** The state has one place. */
function contradictionFaults({ data, ephemeral, journal }: Readings): BootFault[] {
  const given = [
    ...(data.source === 'flag' ? [OPTIONS.data.flag] : []),
    ...(journal.source === 'flag' ? [OPTIONS.journal.flag] : []),
    ...(ephemeral.value === true && ephemeral.source === 'flag' ? [OPTIONS.ephemeral.flag] : []),
  ];
  const [first, other] = given;
  if (first === undefined || other === undefined) return [];
  const effect = other === OPTIONS.ephemeral.flag ? 'stores nothing' : 'stores the state elsewhere';
  const message = `Cannot be combined with ${other}, which ${effect}.`;
  return [{ file: first, pointer: '', message, remedy: `Give ${first} or ${other}, not both.` }];
}

function toConfig({ ephemeral, ...readings }: Readings): CommandConfig {
  const values = Object.entries(readings).map(([name, { value }]) => [name, value]);
  const config = Object.fromEntries(values) as CommandConfig;
  if (isInMemory({ ephemeral, ...readings })) return { ...config, data: undefined, journal: undefined };
  if (config.journal === undefined) return config;
  return isInDatabase(readings) ? { ...config, data: undefined } : { ...config, journal: undefined };
}

/** Returns whether the state is in a database: as below, a flag takes precedence over any variable. */
function isInDatabase({ data, journal }: Omit<Readings, 'ephemeral'>): boolean {
  return journal.source === 'flag' || data.source !== 'flag';
}

/**
 * Returns whether the state is kept in memory. `--data` or `--journal` on the command line takes precedence over
 * `ATHENA_EPHEMERAL`, as any flag does over any variable. `ATHENA_EPHEMERAL` takes precedence over `ATHENA_DATA`, which
 * the container image always sets.
 */
function isInMemory({ data, ephemeral, journal }: Readings): boolean {
  const isPlaced = data.source === 'flag' || journal.source === 'flag';
  return ephemeral.value === true && (ephemeral.source === 'flag' || !isPlaced);
}
