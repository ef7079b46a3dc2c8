/** The subjects of everyday questions that an answer in another language knows. */
export const TOPICS = [
  'hours',
  'warranty',
  'refund',
  'returns',
  'parcel',
  'password',
  'invite',
  'contract',
  'invoice',
  'cancel',
  'start',
] as const;

/** A subject of everyday questions. */
export type Topic = (typeof TOPICS)[number];

/** What an agent says in one language. */
export interface Phrasebook {
  /** The name of the language, as people ask for an answer in it. */
  readonly named: RegExp;
  /** Words that only this language has, of those that are frequent. */
  readonly common: ReadonlySet<string>;
  /** Marks that only this language uses. */
  readonly marks: RegExp;
  readonly topics: Readonly<Record<Topic, TopicAnswer>>;
  readonly stepwise: SayStep;
  readonly facts: SayFacts;
  /** Introduces a sentence that is known in English alone. */
  readonly quote: string;
  readonly greeting: string;
  readonly mood: string;
  readonly thanks: string;
  readonly unknown: string;
  /** `{n}` is the number that was mentioned. */
  readonly noted: string;
  readonly closing: readonly [string, ...string[]];
  readonly noLegalAdvice: string;
  readonly isGreeting: RegExp;
  readonly isThanks: RegExp;
  readonly isMood: RegExp;
}

/** What an agent says on a subject: the steps, if there are any, follow the answer. */
export interface TopicAnswer {
  readonly words: RegExp;
  readonly answer: string;
  readonly steps?: readonly string[];
}

/** How an agent says one step at a time. */
export interface SayStep {
  /** `Step 2 of 3.` */
  count(number: number, total: number): string;
  /** Waits for the user after a step, and after the last one. */
  readonly wait: string;
  readonly end: string;
  /** What a user says when a step is done. */
  readonly isDone: RegExp;
}

/** How facts are said whose numbers can be read from an English sentence. */
export interface SayFacts {
  hours(from: string, to: string, firstDay: number, lastDay: number): string;
  returns(days: string): string;
  warranty(months: string): string;
  notice(months: string): string;
}

/** Returns a set of words that are separated by spaces. */
export function toWordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
