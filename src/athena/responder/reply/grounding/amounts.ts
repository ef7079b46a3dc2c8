import { readNumber } from '../english/words.ts';

/** What an amount counts. */
export type Unit = 'day' | 'euro' | 'word' | 'minute' | 'percent';

/** An amount that a text mentions, such as `two weeks`: 14 days. `text` is how the text says it. */
export interface Amount {
  readonly value: number;
  readonly unit: Unit;
  readonly text: string;
}

/** Returns the amounts of a text, in order. Weeks, months and years are counted in days. */
export function readAmounts(text: string): readonly Amount[] {
  const counted = [...text.matchAll(COUNTED)].flatMap(({ 0: match, 1: number = '', 2: unit = '' }) =>
    toAmount(number, unit, match),
  );
  const money = [...text.matchAll(MONEY)].flatMap(({ 0: match, 1: number = '' }) => toAmount(number, 'euros', match));
  const short = [...text.matchAll(SHORT)].flatMap(({ 1: number = '' }) => toAmount(number, 'days', `${number} days`));
  const named = /\byesterday\b/i.test(text) ? [{ value: 1, unit: 'day', text: 'one day' } as const] : [];
  return [...counted, ...short, ...money, ...named];
}

function toAmount(number: string, unit: string, text: string): readonly Amount[] {
  const whole = readNumber(number);
  const value = whole !== undefined && HALF.test(text) ? whole + 0.5 : whole;
  const scale = SCALES.find(({ words }) => words.test(unit));
  return value === undefined || scale === undefined
    ? []
    : [{ value: value * scale.factor, unit: scale.unit, text: text.trim() }];
}

const COUNTED =
  /\b(\d{1,9}(?:[.,]\d{1,3})?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)|a couple|an?|couple|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: and a half)?(?: of)?[ -]?(days?|fortnights?|weeks?|months?|years?|euros?|eur|€|dollars?|words?|minutes?|percent|%)(?: and a half)?(?![\p{L}\d])/giu;
/** Days as people shorten them: `45d`. */
const SHORT = /\b(\d{1,3})d\b/g;
const HALF = / and a half/i;
const MONEY = /[€$£] ?(\d{1,9}(?:[.,]\d{1,3})?)/g;
const SCALES: readonly { readonly words: RegExp; readonly unit: Unit; readonly factor: number }[] = [
  { words: /^days?$/i, unit: 'day', factor: 1 },
  { words: /^fortnights?$/i, unit: 'day', factor: 14 },
  { words: /^weeks?$/i, unit: 'day', factor: 7 },
  { words: /^months?$/i, unit: 'day', factor: 30 },
  { words: /^years?$/i, unit: 'day', factor: 365 },
  { words: /^(?:euros?|eur|€|dollars?)$/i, unit: 'euro', factor: 1 },
  { words: /^words?$/i, unit: 'word', factor: 1 },
  { words: /^minutes?$/i, unit: 'minute', factor: 1 },
  { words: /^(?:percent|%)$/i, unit: 'percent', factor: 1 },
];
