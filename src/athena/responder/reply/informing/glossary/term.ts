/** A term, what it means (after its name), and an example. */
export interface Term {
  readonly words: RegExp;
  readonly name: string;
  readonly meaning: string;
  readonly example: string;
}

/** Returns a term of the glossary. */
export function term(words: RegExp, name: string, meaning: string, example: string): Term {
  return { words, name, meaning, example };
}
