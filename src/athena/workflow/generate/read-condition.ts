/** A comparison that a description contains: `fewer than three stars` is `stars < 3`. */
export interface ConditionPlan {
  readonly field: string;
  readonly operator: '<' | '>' | '<=' | '>=';
  readonly value: number;
  readonly label: string;
}

/** Returns the first comparison with a number in a description, or undefined when there is none. */
export function readCondition(prompt: string): ConditionPlan | undefined {
  const match = COMPARISON.exec(prompt);
  const { before = '', words = '', number = '', after = '' } = match?.groups ?? {};
  const value = toNumber(number);
  const operator = OPERATORS.find(([pattern]) => pattern.test(words))?.[1];
  if (value === undefined || operator === undefined) return undefined;
  const field = toField(after) ?? toField(before) ?? (CURRENCY.test(after) ? 'amount' : 'value');
  const label = `${words} ${number}${after === '' ? '' : ` ${after}`}?`.replace(/^./, (letter) => letter.toUpperCase());
  return { field, operator, value, label };
}

function toNumber(text: string): number | undefined {
  const word = NUMBERS.indexOf(text.toLowerCase());
  if (word >= 0) return word;
  const number = Number(text.replaceAll(',', ''));
  return text !== '' && Number.isFinite(number) ? number : undefined;
}

/** Returns the field that a word names, or undefined for currencies and filler words. */
function toField(word: string): string | undefined {
  const name = word.toLowerCase().replaceAll('-', '_');
  return name === '' || CURRENCY.test(name) || FILLERS.has(name) ? undefined : name;
}

const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const COMPARISON = new RegExp(
  String.raw`(?:\b(?<before>[A-Za-z_]{2,40})\s+)?(?:(?:is|are|has|have|costs?|of)\s+)?` +
    String.raw`\b(?<words>fewer than|less than|lower than|below|under|more than|greater than|higher than|larger than|over|above|at least|at most)\s+` +
    String.raw`[€$£]?\s?(?<number>\d[\d,]{0,11}(?:\.\d{1,4})?|${NUMBERS.join('|')})\b(?:\s?%)?(?:\s+(?<after>[A-Za-z_-]{2,40}))?`,
  'i',
);

const OPERATORS: readonly (readonly [RegExp, ConditionPlan['operator']])[] = [
  [/at least/i, '>='],
  [/at most/i, '<='],
  [/fewer|less|lower|below|under/i, '<'],
  [/more|greater|higher|larger|over|above/i, '>'],
];

const CURRENCY = /^(?:euros?|dollars?|pounds?|eur|usd|gbp|percent)$/i;
const FILLERS: ReadonlySet<string> = new Set([
  'is',
  'are',
  'has',
  'have',
  'and',
  'or',
  'then',
  'with',
  'it',
  'the',
  'a',
  'ask',
  'draft',
  'send',
  'tell',
  'notify',
  'write',
  'costs',
  'of',
  'to',
  'in',
]);
