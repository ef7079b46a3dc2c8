import type { BootFault } from '../kernel/boot-fault.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { OPTION_NAMES, OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { formatValue } from './options/format-default.ts';
import { VALUE_KINDS, type ValueKind } from './options/value-kinds.ts';
import type { SimulatorConfig } from './simulator-config.ts';
import { redactUrls } from '../kernel/secrets/redaction.ts';

/** The values of the options that a program passed, and the faults of those that are unknown or invalid. */
export interface CheckedOptions {
  readonly values: Partial<SimulatorConfig>;
  readonly faults: readonly BootFault[];
}

/**
 * Checks the options that a program passed. A value may also be written as on the command line: `'10mb'` becomes its
 * bytes. An undefined value means the default. `additionalNames` are accepted too, with any value, and left out.
 */
export function checkOptions(options: object, additionalNames: readonly string[]): CheckedOptions {
  const given = Object.entries(options).filter(([name]) => !additionalNames.includes(name));
  const readings = given.map(([name, value]: [string, unknown]) => readOption(name, value, additionalNames));
  const values = readings.flatMap((reading) => ('value' in reading ? [[reading.name, reading.value]] : []));
  return {
    // OPTIONS relates each name to the type of its values; `fromEntries` loses that relation.
    values: Object.fromEntries(values) as Partial<SimulatorConfig>,
    faults: readings.flatMap((reading) => ('fault' in reading ? reading.fault : [])),
  };
}

/** An option's name with its value, or with what is wrong with it; with neither when the default stands for it. */
type Reading =
  | { readonly name: string }
  | { readonly name: string; readonly value: unknown }
  | { readonly fault: BootFault };

function readOption(name: string, value: unknown, additionalNames: readonly string[]): Reading {
  if (!isOptionName(name)) return { fault: toUnknownFault(name, [...OPTION_NAMES, ...additionalNames]) };
  const option: OptionSpec = OPTIONS[name];
  if (value === undefined) return { name };
  if (value === null && option.default === null) return { name, value };
  const parsed = parseValue(option, value);
  return parsed === undefined ? { fault: toValueFault(name, value, option) } : { name, value: parsed };
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

function toUnknownFault(name: string, names: readonly string[]): BootFault {
  const nearest = findNearestName(name, names);
  const remedy = nearest === undefined ? `The options are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: 'Unknown option.', remedy };
}

function toValueFault(name: OptionName, value: unknown, { kind }: OptionSpec): BootFault {
  const message = `Invalid value${quote(value, kind)}.`;
  return { file: name, pointer: '', message, remedy: VALUE_KINDS[kind].expected };
}

/** Returns the value as its kind parses it; undefined when it is invalid. */
function parseValue({ kind }: OptionSpec, value: unknown): unknown {
  const { parse, isList }: ValueKind<unknown> = VALUE_KINDS[kind];
  if (isList !== true || !(value === 'any' || Array.isArray(value)))
    return isScalar(value) ? parse(String(value)) : undefined;
  if (Array.isArray(value) && !value.every(isText)) return undefined;
  const parsed = parse(formatValue(kind, value));
  // A given list of paths is kept: a comma in one of them separates nothing.
  const isKept = Array.isArray(value) && (kind === 'paths' || value.length === 0);
  return isKept && Array.isArray(parsed) ? value : parsed;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function quote(value: unknown, kind: OptionSpec['kind']): string {
  const { isSecret }: ValueKind<unknown> = VALUE_KINDS[kind];
  if (isSecret === true) return '';
  return typeof value === 'string' || typeof value === 'number'
    ? ` ${JSON.stringify(typeof value === 'string' ? redactUrls(value) : value)}`
    : ` of type ${typeof value}`;
}
