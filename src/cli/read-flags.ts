import type { Command } from 'commander';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import type { ConfigSources } from '../config/parse-config.ts';
import type { BootFault } from '../kernel/boot-fault.ts';

/**
 * What was typed: the flags, also those that no option has, the words that the command takes, and a fault for each word
 * too many.
 */
export interface ParsedArguments {
  readonly flags: ConfigSources['flags'];
  readonly operands: readonly string[];
  readonly faults: readonly BootFault[];
}

/**
 * Reads what commander understood and what it left over, so that everything wrong is reported at once and not the first
 * alone.
 */
export function readFlags(command: Command, commandNames: readonly string[], mostOperands = 0): ParsedArguments {
  const flags: Record<string, string | true | readonly string[]> = {};
  const faults: BootFault[] = [];
  const operands: string[] = [];
  for (const option of command.options) {
    const held: unknown = command.getOptionValue(option.attributeName());
    // To commander `--no-cache` sets `cache`, which is true until then; to us it is a switch like any other.
    const value = option.negate ? held === false : held;
    if (isFlagValue(value)) flags[`--${option.name()}`] = value;
  }
  for (const [index, word] of command.args.entries()) {
    if (word.startsWith('-')) Object.assign(flags, toFlag(word));
    else if (isValueOfUnknownFlag(command.args[index - 1])) continue;
    else if (operands.length < mostOperands) operands.push(word);
    else faults.push(toWordFault(word, commandNames));
  }
  return { flags, operands, faults };
}

function isFlagValue(value: unknown): value is string | true | readonly string[] {
  return typeof value === 'string' || value === true || Array.isArray(value);
}

/** `--name=value` is left over where the option is unknown, or a switch: `--strict=false` overrules its variable. */
function toFlag(word: string): ConfigSources['flags'] {
  const [name = word, ...rest] = word.split('=');
  return { [name]: rest.length === 0 ? true : rest.join('=') };
}

function isValueOfUnknownFlag(previous: string | undefined): boolean {
  return previous !== undefined && previous.startsWith('-') && !previous.includes('=');
}

function toWordFault(word: string, commandNames: readonly string[]): BootFault {
  const nearest = findNearestName(word, commandNames);
  const remedy =
    nearest === undefined ? `Commands come first: ${commandNames.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: word, pointer: '', message: 'There is no such command, and no option takes it.', remedy };
}
