import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { redactUrls } from '../kernel/secrets/redaction.ts';
import type { CheckedFile } from './config-file.ts';
import { OPTION_NAMES, OPTIONS, toVariable, type OptionName, type OptionSpec } from './options.ts';
import type { OptionValue } from './options/option-spec.ts';
import { VALUE_KINDS, type ValueKind } from './options/value-kinds.ts';

/** The values by flag (`--port`); true when the flag was given without a value. */
export type Flags = Readonly<Record<string, string | true | readonly string[]>>;

/** Where settings are read from, the first that has one wins. */
export interface SettingSources {
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The values of the configuration file, by the name of the option. */
  readonly file?: (Pick<CheckedFile, 'values'> & { readonly name: string }) | undefined;
  /** Whether the log goes to a terminal. */
  readonly isTTY?: boolean;
  /** The options that the command accepts as flags. Defaults to all. */
  readonly accepts?: readonly OptionName[];
}

/** The kinds of sources, from the weakest to the strongest. */
const SOURCES = ['default', 'file', 'variable', 'flag'] as const;

/** The kind of a source. */
export type SettingSource = (typeof SOURCES)[number];

/** The value of one option, where it came from, and what is wrong with it. */
export interface Reading<Value> {
  readonly source: SettingSource;
  /** The flag, the variable or the file; `default` without one. */
  readonly origin: string;
  /** Undefined also where the value has a fault. */
  readonly value: Value | undefined;
  readonly fault?: BootFault;
}

/** The reading of every option. */
export type Readings = { readonly [Name in OptionName]: Reading<OptionValue<(typeof OPTIONS)[Name]>> };

/** Reads every option: from its flag, its variable, the configuration file, or its default. */
export function readSettings(sources: SettingSources): Readings {
  const { flags, accepts = OPTION_NAMES } = sources;
  // A flag that the command does not accept is reported as unknown; its value is not checked.
  const readings = OPTION_NAMES.map((name) => [
    name,
    readSetting(name, { ...sources, flags: accepts.includes(name) ? flags : {} }),
  ]);
  // OPTIONS relates each name to a type; `fromEntries` loses that relation.
  return Object.fromEntries(readings) as Readings;
}

/** Reads the flag of an option; undefined when it is not given. */
export function readFlag(option: OptionSpec, flags: Flags): Reading<unknown> | undefined {
  const flag = flags[option.flag];
  if (flag === undefined) return undefined;
  return readText(option, { source: 'flag', origin: option.flag, text: toText(option, flag) });
}

/** Returns whether a reading comes from a stronger source than another one. */
export function isStronger(reading: Reading<unknown>, other: Reading<unknown>): boolean {
  return SOURCES.indexOf(reading.source) > SOURCES.indexOf(other.source);
}

/**
 * Returns whether Kubernetes set the variable. It describes every service of the namespace in variables of each
 * container; a service named like the product yields `ATHENA_SERVICE_HOST`, `ATHENA_PORT=tcp://…`.
 */
export function isServiceLink(name: string, value: string | undefined): boolean {
  const rest = name.slice(PRODUCT.environmentPrefix.length);
  return (
    /^SERVICE_(HOST|PORT)|^PORT_\d+_(TCP|UDP)/.test(rest) || (rest === 'PORT' && /^(tcp|udp):\/\//.test(value ?? ''))
  );
}

function readSetting(name: OptionName, { flags, env, file, isTTY = false }: SettingSources): Reading<unknown> {
  const option: OptionSpec = OPTIONS[name];
  const given = readFlag(option, flags);
  if (given !== undefined) return given;
  const variable = toVariable(option.flag);
  // An empty variable counts as unset: compose files and shells leave a variable out this way.
  if (env[variable] && !isServiceLink(variable, env[variable]))
    return readText(option, { source: 'variable', origin: variable, text: env[variable] });
  if (file !== undefined && Object.hasOwn(file.values, name))
    return { source: 'file', origin: file.name, value: file.values[name] };
  const value = isTTY ? (option.terminalDefault ?? option.default) : option.default;
  return { source: 'default', origin: 'default', value };
}

function toText(option: OptionSpec, flag: string | true | readonly string[]): string | undefined {
  if (flag === true) return option.kind === 'switch' ? 'true' : undefined;
  const { separator = ',' }: ValueKind<unknown> = VALUE_KINDS[option.kind];
  return typeof flag === 'string' ? flag : flag.join(separator);
}

function readText(
  option: OptionSpec,
  { source, origin, text }: { source: SettingSource; origin: string; text: string | undefined },
): Reading<unknown> {
  const kind: ValueKind<unknown> = VALUE_KINDS[option.kind];
  const value = text === undefined ? undefined : kind.parse(text);
  if (value !== undefined) return { source, origin, value };
  const message = text === undefined ? 'The value is missing.' : toInvalid(text, kind);
  return { source, origin, value, fault: { file: origin, pointer: '', message, remedy: kind.expected } };
}

/** Says that a value is invalid. Of a flag that was given more than once it names the values that are. */
function toInvalid(text: string, { parse, isSecret, separator }: ValueKind<unknown>): string {
  if (isSecret === true) return 'Invalid value.';
  const invalid = separator === undefined ? [text] : text.split(separator).filter((word) => parse(word) === undefined);
  return `Invalid value ${invalid.map((word) => JSON.stringify(redactUrls(word))).join(' and ')}.`;
}
