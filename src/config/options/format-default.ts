import type { OptionSpec } from './option-spec.ts';
import { VALUE_KINDS, type ValueKind } from './value-kinds.ts';

/**
 * Returns an option's default as a user would write it, such as `10mb`. Undefined when there is none, and when it is
 * the same as leaving the flag out: an empty list, or a switch that is off.
 */
export function formatDefault(option: OptionSpec): string | undefined {
  const value: unknown = option.default;
  if (value === undefined || value === null || value === false || isEmptyList(value)) return undefined;
  const text = formatValue(option.kind, value);
  if (option.terminalDefault === undefined) return text;
  return `${formatValue(option.kind, option.terminalDefault)} on a terminal, otherwise ${text}`;
}

/** Writes a value of a kind as a user would. The value must be one that the kind parses. */
export function formatValue(kind: OptionSpec['kind'], value: unknown): string {
  const { format = String }: ValueKind<unknown> = VALUE_KINDS[kind];
  return format(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
