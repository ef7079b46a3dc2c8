import type { Command } from 'commander';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import type { Flags } from '../config/read-settings.ts';
import type { BootFault } from '../kernel/boot-fault.ts';

/**
 * The parsed command line: all flags, unknown ones included, the command's operands, and a fault for each extra word.
 */
export interface ParsedArguments {
  readonly flags: Flags;
  readonly operands: readonly string[];
  readonly faults: readonly BootFault[];
}

/** What the words of a command line can be. */
export interface WordLimits {
  readonly commandNames: readonly string[];
  /** The words that make another command when they follow the command's. */
  readonly verbs: readonly string[];
  /** How many operands the command takes. */
  readonly maxOperands: number;
  /** How many words are behind `--`: they are no options. */
  readonly plainWords: number;
}

/**
 * Reads the options that commander parsed and the arguments that it left over. Unknown ones are returned rather than
 * thrown, so that all faults are reported together.
 */
export function readFlags(command: Command, { maxOperands, plainWords, ...known }: WordLimits): ParsedArguments {
  const flags: Record<string, string | true | readonly string[]> = {};
  const faults: BootFault[] = [];
  const operands: string[] = [];
  for (const option of command.options) {
    const parsed: unknown = command.getOptionValue(option.attributeName());
    // Commander stores `--no-cache` as `cache: false`; here it is a switch like any other.
    const value = option.negate ? parsed === false : parsed;
    if (isFlagValue(value)) flags[`--${option.name()}`] = value;
  }
  const firstPlain = command.args.length - plainWords;
  for (const [index, word] of command.args.entries()) {
    const isPlain = index >= firstPlain;
    // Commander leaves the `--` over that follows an unknown option.
    if (word === '--' && plainWords > 0 && index === firstPlain - 1) continue;
    if (word.startsWith('-') && !isPlain) Object.assign(flags, toFlag(word));
    else if (!isPlain && isValueOfUnknownFlag(command.args[index - 1])) continue;
    else if (operands.length < maxOperands) operands.push(word);
    else faults.push(toWordFault(word, command.name(), known));
  }
  return { flags, operands, faults };
}

function isFlagValue(value: unknown): value is string | true | readonly string[] {
  return typeof value === 'string' || value === true || Array.isArray(value);
}

/** Parses `--name=value`, which commander leaves over when the option is unknown or a switch (`--strict=false`). */
function toFlag(word: string): Flags {
  const [name = word, ...rest] = word.split('=');
  return { [name]: rest.length === 0 ? true : rest.join('=') };
}

function isValueOfUnknownFlag(previous: string | undefined): boolean {
  return previous !== undefined && previous.startsWith('-') && !previous.includes('=');
}

function toWordFault(
  word: string,
  command: string,
  { commandNames, verbs }: Pick<WordLimits, 'commandNames' | 'verbs'>,
): BootFault {
  const verb = findNearestName(word, verbs);
  const nearest = verb === undefined ? findNearestName(word, commandNames) : `${command} ${verb}`;
  const remedy = nearest === undefined ? `The commands are ${commandNames.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: word, pointer: '', message: 'Unknown command, and not the value of an option.', remedy };
}
