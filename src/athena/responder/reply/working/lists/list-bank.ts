import type { Sign } from '../../reading/lexicon.ts';

/** What can be listed, with its items. `{s}` stands for the subject. */
export interface ListBank {
  readonly words: RegExp;
  /** Signs that ask for it in other words. */
  readonly signs?: readonly Sign[];
  /** The sentence before the list: `{n}` is the number of items, `{on s}` the subject. */
  readonly lead?: string;
  /** Stands for a subject that the task does not name. */
  readonly fallback: string;
  /** How many items are usual. */
  readonly usual: number;
  readonly isNumbered?: true;
  /** Whether the order of the items matters. */
  readonly isOrdered?: true;
  readonly items: readonly string[];
  /** Items for a subject that the words of the task name. */
  readonly themes?: readonly ListTheme[];
}

interface ListTheme {
  readonly words: RegExp;
  readonly isOrdered?: true;
  readonly items: readonly string[];
}
