/** Returns a word or phrase with its first letter in lower case, unless it looks like a name or an abbreviation. */
export function toLowerStart(text: string): string {
  return /^\p{Lu}\p{Ll}{0,40}(?![\p{L}\d])/u.test(text) && !/^I\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** Returns the gerund of a verb phrase: `invite a colleague` becomes `inviting a colleague`. */
export function toGerund(phrase: string): string {
  const [verb = '', ...rest] = phrase.split(' ');
  if (OBJECT.test(verb)) return phrase;
  return [toGerundWord(verb), ...rest].join(' ');
}

/** Words that no verb phrase begins with. */
const OBJECT = /^(?:her|him|it|them|us|me|you|an?|the|my|your|our|his|their|this|that|these|those)$/i;

function toGerundWord(verb: string): string {
  if (/^(be|see|agree)$/.test(verb)) return `${verb}ing`;
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  if (verb.endsWith('e') && !/(ee|oe|ye)$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  if (DOUBLING.has(verb)) return `${verb}${verb.at(-1) ?? ''}ing`;
  return `${verb}ing`;
}

/** Returns a verb in the third person as the first person: `Turns` becomes `turn`. */
export function toFirstPersonVerb(verb: string): string {
  const lower = verb.toLowerCase();
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|o)es$/.test(lower)) return lower.slice(0, -2);
  return lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}

/** Turns `my`, `I` and the like around, as a reply does: `my first week` becomes `your first week`. */
export function toSecondPerson(text: string): string {
  return text.replaceAll(/\b(?:my|mine|myself|me|i|i'm|i’m|am)\b/gi, (word) => TURNED[word.toLowerCase()] ?? word);
}

/** Returns a number as a word up to twelve. */
export function toNumberWord(number: number): string {
  return NUMBERS[number] ?? String(number);
}

/** Returns the number that a word or numeral stands for, or undefined. */
export function readNumber(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (lower === 'a' || lower === 'an') return 1;
  if (/^(?:a )?couple$/.test(lower)) return 2;
  if (lower === 'dozen') return 12;
  const index = NUMBERS.indexOf(lower);
  if (index >= 0) return index;
  const [ten = '', unit] = lower.split(/[- ]/);
  if (unit !== undefined && TENS.includes(ten) && NUMBERS.includes(unit))
    return (TENS.indexOf(ten) + 2) * 10 + NUMBERS.indexOf(unit);
  const tens = TENS.indexOf(lower);
  if (tens >= 0) return (tens + 2) * 10;
  return /^\d{1,9}(?:[.,]\d{1,3})?$/.test(lower)
    ? Number(lower.replace(/,(?=\d{3}$)/, '').replace(',', '.'))
    : undefined;
}

/** The numbers that are written as words. */
const NUMBERS: readonly string[] =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');
const TENS: readonly string[] = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const TURNED: Readonly<Record<string, string | undefined>> = {
  my: 'your',
  mine: 'yours',
  myself: 'yourself',
  me: 'you',
  i: 'you',
  "i'm": 'you are',
  'i’m': 'you are',
  am: 'are',
};
/** Verbs that double their last letter. */
const DOUBLING: ReadonlySet<string> = new Set(
  'get set put cut run stop begin plan ship win let sit swap drop log plug scan tag submit refer commit chat map'.split(
    ' ',
  ),
);
