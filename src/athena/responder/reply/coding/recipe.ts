/** A small task of programming, solved in TypeScript and in Python. */
export interface Recipe {
  readonly words: RegExp;
  readonly ts: string;
  readonly python: string;
  /** What the code does and why it is written so. */
  readonly note: string;
}
