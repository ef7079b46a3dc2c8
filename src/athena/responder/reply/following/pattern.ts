import { toCapitalised } from '../../model/words.ts';
import { countWords, toBullets } from '../english/sentences.ts';

/**
 * Writes the headlines of an answer for another subject: `Free returns, without the small print` becomes `Parcel
 * tracking, without the guesswork`. Returns undefined when one of them is about more than its subject.
 */
export function followPattern(items: readonly string[], before: string, after: string): string | undefined {
  const theme = THEMES.find(({ words }) => words.test(after));
  const written = items.map((item) => adapt(item, before, after, theme));
  return items.length > 0 && written.every((item) => item !== undefined) ? toBullets(written) : undefined;
}

function adapt(item: string, before: string, after: string, theme: Theme | undefined): string | undefined {
  const [, mark = '', text = ''] = /^(\*{0,2})([^*]{1,200})\*{0,2}$/.exec(item) ?? [];
  const [, question = '', rest = text] = /^([^?]{3,40}\?) (.{1,160})$/.exec(text) ?? [];
  const at = rest.toLowerCase().indexOf(before.toLowerCase());
  if (at === -1 || (question !== '' && theme === undefined)) return undefined;
  const [lead, tail] = [rest.slice(0, at), toAgreeing(rest.slice(at + before.length), before, after)];
  const worry = WORRY.exec(tail)?.[0] ?? '';
  const isBare = countWords(lead) + countWords(tail.replace(worry, '')) <= MAX_OWN;
  if (!isBare || (worry !== '' && theme === undefined)) return undefined;
  const said = tail.replace(WORRY, ` without ${theme?.worry ?? ''}`);
  const asked = question === '' ? '' : `${theme?.question ?? ''} `;
  return `${mark}${asked}${lead === '' ? toCapitalised(after) : `${lead}${after}`}${said}${mark}`;
}

/** Puts the verb behind a subject into its number: `free returns have` becomes `parcel tracking has`. */
function toAgreeing(tail: string, before: string, after: string): string {
  const [from, to] = [isPlural(before), isPlural(after)];
  if (from === to) return tail;
  const pairs = from ? VERBS : VERBS.map(([plural, single]) => [single, plural] as const);
  return pairs.reduce(
    (text, [own, other]) => (text.startsWith(` ${own} `) ? ` ${other} ${text.slice(own.length + 2)}` : text),
    tail,
  );
}

function isPlural(phrase: string): boolean {
  return /[^s]s$/.test(phrase);
}

/** What a reader asks about a subject, and what it should spare them. */
interface Theme {
  readonly words: RegExp;
  readonly question: string;
  readonly worry: string;
}

const THEMES: readonly Theme[] = [
  {
    words: /\b(?:parcels?|tracking|deliver\w{1,3}|shipping)\b/i,
    question: 'Wondering where it is?',
    worry: 'the guesswork',
  },
  { words: /\b(?:returns?|refunds?|exchanges?)\b/i, question: 'Changed your mind?', worry: 'the small print' },
  { words: /\b(?:hours|opening|open)\b/i, question: 'Busy all week?', worry: 'the hurry' },
  { words: /\b(?:payments?|invoices?|prices?)\b/i, question: 'Wondering what you pay?', worry: 'surprises' },
];
const VERBS: readonly (readonly [string, string])[] = [
  ['have', 'has'],
  ['are', 'is'],
  ['do', 'does'],
  ['make', 'makes'],
  ['get', 'gets'],
  ['keep', 'keeps'],
];
const WORRY = / without (?:the |any )?[a-z]{3,20}(?: [a-z]{3,20})?$/i;
/** In words: what a headline may say beside its subject. */
const MAX_OWN = 3;
