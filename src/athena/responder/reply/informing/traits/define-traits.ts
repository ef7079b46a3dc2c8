/** What speaks for a thing, what against it, and whom it suits. Each is the cell of a table, or part of a sentence. */
export interface Traits {
  readonly words: RegExp;
  readonly strength: string;
  readonly weakness: string;
  readonly suits: string;
  /** When to choose it: the clause after `if`. */
  readonly choose?: string;
}

/** Returns the traits of what the words name. */
export function defineTraits(words: RegExp, strength: string, weakness: string, suits: string): Traits {
  return { words, strength, weakness, suits };
}
