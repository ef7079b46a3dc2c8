import { toKeywords } from '../../model/words.ts';

/**
 * Returns the concepts of a text: its keywords by stem, where words that mean the same in everyday business share one.
 * `phone`, `hotline` and `telephone` are the same concept.
 */
export function toConcepts(text: string): ReadonlySet<string> {
  // A box that was opened has nothing to do with opening hours.
  const lower = text
    .toLowerCase()
    .replaceAll(
      /\b(?:opened|unpacked|unboxed)\b|\b(?:box|carton|package|packaging)(?:['’]s| is| was)? (?:already )?open\b/g,
      'unsealed',
    )
    .replaceAll(/\breach(?:es|ed)? (?:me|us)\b/g, 'arrive')
    .replaceAll(/\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/g, ' ');
  const concepts = new Set(toKeywords(lower).map(toStem).map(toConcept));
  for (const [phrase, concept] of PHRASES) if (phrase.test(lower)) concepts.add(concept);
  return concepts;
}

/** Returns how strongly two sets of concepts agree: one for a telling concept, less for one that is everywhere. */
export function measureOverlap(wanted: ReadonlySet<string>, found: ReadonlySet<string>): number {
  let sum = 0;
  for (const concept of found) if (wanted.has(concept)) sum += COMMON.has(concept) ? 0.4 : 1;
  return sum;
}

/** Returns whether a word is one of everyday business or grammar, and so no name. */
export function isCommonWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (NAMES.has(lower)) return false;
  if (lower.length < 3) return SHORT.has(lower);
  return SYNONYMS.has(toStem(lower)) || toKeywords(lower).length === 0;
}

/** Common words of one or two letters, and common words that are names as well. */
const SHORT: ReadonlySet<string> = new Set('a an as at by he if in is it my no of on or so to up us we'.split(' '));
const NAMES: ReadonlySet<string> = new Set(['will', 'may', 'can']);

/** Returns a word without its ending. */
function toStem(word: string): string {
  const bare = word.replace(/['’]s$/, '');
  if (bare.length < 5) return bare.replace(/s$/, '');
  return bare.replace(/(?:ations?|ies|ings?|ed|es|s|y|e)$/, '');
}

function toConcept(stem: string): string {
  return SYNONYMS.get(stem) ?? stem;
}

/** Each line is one concept: its words. */
const GROUPS = `return returned returnable send-back sent-back
refund refunds refunded reimburse reimbursement moneyback repay
parcel package delivery deliver delivered shipment shipping ship courier
phone telephone hotline call line telefon
open opening hours available reachable reach
warranty guarantee warranties
renew renewal renews renewed extend extension cancel cancelling terminate termination notice
voucher vouchers gift-card coupon
valid expire expires expiry forever validity
approve approval approved
defect defective broken damaged damage faulty
late delayed delay overdue
customer client buyer shopper
rule rules policy policies guideline
format formatting formatter indent tabs spaces
email mail e-mail
password passwords login sign-in signin
photo photograph picture image
price cost fee amount
team colleague teammate coworker
queue queues department
ticket tickets case
question questions
headline title headlines titles subject
budget money
size large big employees
article item product
opened-best best`;

const SYNONYMS: ReadonlyMap<string, string> = new Map(
  GROUPS.split('\n').flatMap((line) => {
    const words = line.split(' ').map(toStem);
    return words.map((word) => [word, words[0] ?? word] as const);
  }),
);

/** Phrases of several words, with the concept that they stand for. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /\bsign(?:ed)? off\b|\bgreen light\b|\blgtm\b|\bthumbs[- ]up\b|\brubber-?stamp|\bwave (?:\w{1,12} ){0,3}through\b|\bgo-ahead\b/,
    toStem('approve'),
  ],
  [/\bmoney back\b|\bpa(?:y|id) (?:it |them |her |him )?back\b/, 'refund'],
  [/\b(?:send|sent|give|bring|ship)s? (?:\w{1,12} ){0,3}back\b/, 'return'],
  [
    /\b(?:take|accept|have|get|carry) (?:\w{1,12} ){0,3}back\b|\bcame back\b|\bback to you\b|\b(?:still|would you|do you|to) accept (?:it|them|that)\b/,
    'return',
  ],
  [/\bgift (?:card|voucher)s?\b/, toStem('voucher')],
  [/\brun(?:s)? out\b/, toStem('valid')],
];

/** Concepts that say little about a subject, because so many texts have them. */
const COMMON: ReadonlySet<string> = new Set(
  'customer contract article order monday tuesday wednesday thursday friday saturday sunday day week month year time people person company work write answer question text thing good new name number first next last product today shop give send make start'
    .split(' ')
    .map(toStem)
    .map((stem) => SYNONYMS.get(stem) ?? stem),
);
