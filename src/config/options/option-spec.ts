import type { KindValue, ValueKindName } from './value-kinds.ts';

/** The specification of an option: its flag, the kind of its value, its default, and its help text. */
export type OptionSpec = { readonly [Kind in ValueKindName]: SpecOfKind<Kind> }[ValueKindName];

interface SpecOfKind<Kind extends ValueKindName> {
  readonly flag: `--${string}`;
  /** A second flag of one letter. */
  readonly letter?: `-${string}`;
  readonly kind: Kind;
  /** The placeholder of the value in the help; a switch has none. */
  readonly argument?: string;
  /** The value when none is given. Null is a value that a program can pass too; undefined is not. */
  readonly default: KindValue<Kind> | null | undefined;
  /** The default when the log goes to a terminal. */
  readonly terminalDefault?: KindValue<Kind>;
  readonly description: string;
  /** Whether the flag may be given more than once. */
  readonly isRepeatable?: true;
  /** Whether the option belongs to the command line alone: a simulator's configuration does not have it. */
  readonly isCommandLineOnly?: true;
}

/** The type of an option's value: what its kind parses, or its default. */
export type OptionValue<Spec> = Spec extends {
  readonly kind: infer Kind extends ValueKindName;
  readonly default: infer Default;
}
  ? KindValue<Kind> | Default
  : never;
