import type { BootFault } from '../kernel/boot-fault.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { VALUE_KINDS } from './options/value-kinds.ts';

/**
 * Returns the faults of options passed by a program: unknown names and invalid values. An undefined value means the
 * default. `additionalNames` are accepted too, with any value.
 */
export function checkOptions(options: object, additionalNames: readonly string[]): readonly BootFault[] {
  const names: readonly string[] = [...Object.keys(OPTIONS), ...additionalNames];
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (!names.includes(name)) return toUnknownFault(name, names);
    return value === undefined || additionalNames.includes(name) ? [] : checkValue(name as OptionName, value);
  });
}

function toUnknownFault(name: string, names: readonly string[]): BootFault {
  const nearest = findNearestName(name, names);
  const remedy = nearest === undefined ? `The options are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: 'Unknown option.', remedy };
}

function checkValue(name: OptionName, value: unknown): readonly BootFault[] {
  const { kind }: OptionSpec = OPTIONS[name];
  const { parse, expected } = VALUE_KINDS[kind];
  // null means no seed, which the command line expresses by leaving the flag out.
  if (value === null && name === 'seed') return [];
  const text = toText(value);
  if (text !== undefined && parse(text) !== undefined) return [];
  return [{ file: name, pointer: '', message: `Invalid value${quote(value, kind)}.`, remedy: expected }];
}

/** A token is secret, even an invalid one: its value is not repeated. */
function quote(value: unknown, kind: OptionSpec['kind']): string {
  if (kind === 'token') return '';
  return typeof value === 'string' || typeof value === 'number'
    ? ` ${JSON.stringify(value)}`
    : ` of type ${typeof value}`;
}

/** Returns the value as a user would write it on the command line. */
function toText(value: unknown): string | undefined {
  if (value === 'any') return '*';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
