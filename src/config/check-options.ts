import type { BootFault } from '../kernel/boot-fault.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { OPTIONS, type OptionName, type OptionSpec } from './options.ts';
import { VALUE_KINDS } from './value-kinds.ts';

/**
 * Finds what is wrong with options that a program gives: names that there are not, values that the option does not
 * take. Undefined stands for the default.
 */
export function checkOptions(options: object, further: readonly string[]): readonly BootFault[] {
  const names: readonly string[] = [...Object.keys(OPTIONS), ...further];
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (!names.includes(name)) return toUnknownFault(name, names);
    return value === undefined || further.includes(name) ? [] : checkValue(name as OptionName, value);
  });
}

function toUnknownFault(name: string, names: readonly string[]): BootFault {
  const nearest = findNearestName(name, names);
  const remedy = nearest === undefined ? `The known ones are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: 'There is no such option.', remedy };
}

function checkValue(name: OptionName, value: unknown): readonly BootFault[] {
  const { kind }: OptionSpec = OPTIONS[name];
  const { parse, expected } = VALUE_KINDS[kind];
  // No seed at all is a choice, which the command line makes by leaving it out.
  if (value === null && name === 'seed') return [];
  const text = toText(value);
  if (text !== undefined && parse(text) !== undefined) return [];
  return [{ file: name, pointer: '', message: `${show(value, kind)} is not a value that it takes.`, remedy: expected }];
}

/** A token is a secret, also where it cannot be one. */
function show(value: unknown, kind: OptionSpec['kind']): string {
  if (kind === 'token') return 'The given text';
  return typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : typeof value;
}

/** As the command line would have it. */
function toText(value: unknown): string | undefined {
  if (value === 'any') return '*';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
