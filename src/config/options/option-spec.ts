import type { ValueKindName } from './value-kinds.ts';

/** The specification of an option: its flag, the kind of its value, and its help text. */
export interface OptionSpec {
  readonly flag: `--${string}`;
  readonly kind: ValueKindName;
  /** The placeholder of the value in the help; a switch has none. */
  readonly argument?: string;
  /** As a user would write it. */
  readonly default?: string;
  readonly description: string;
  /** Whether the flag may be given more than once. */
  readonly isRepeatable?: true;
}
