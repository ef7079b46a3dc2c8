import { trimEnd } from './sentences.ts';

/**
 * Returns a phrase that stands where a noun does. A clause becomes the noun that the message puts in brackets, or the
 * one that its words mean: `returns are free` is `free returns`. Empty when there is none.
 */
export function toNounPhrase(phrase: string, message: string): string {
  if (phrase === '') return findMeant(message) ?? '';
  const meant = /^\p{Ll}+$/u.test(phrase) ? findMeant(message) : undefined;
  if (meant?.includes(phrase) === true) return meant;
  if (!isClause(phrase)) return withNames(findQuality(phrase, message) ?? phrase);
  return findBracketed(message) ?? turnAround(phrase) ?? findThing(phrase) ?? findMeant(phrase) ?? '';
}

/** Puts `the` before a thing that can be counted, unless the phrase has an article. */
export function withArticle(phrase: string): string {
  return DETERMINED.test(phrase) || !COUNTED.test(phrase) ? phrase : `the ${phrase}`;
}

/** Writes days as names: `opening hours saturday` becomes `opening hours on Saturday`. */
function withNames(phrase: string): string {
  return phrase
    .replaceAll(DAY, (day) => day.charAt(0).toUpperCase() + day.slice(1))
    .replace(/(?<=[a-z]s) (?=[A-Z][a-z]{2,7}days?$)/, ' on ');
}

/** Returns whether a phrase says something with a verb, or asks it. */
export function isClause(phrase: string): boolean {
  return [WH, STATE, PERSON, FINITE].some((pattern) => pattern.test(phrase));
}

/** `sending things back costs nothing (free returns)` names itself. */
function findBracketed(message: string): string | undefined {
  const [, inner] = /\(([^()]{3,50})\)/.exec(message) ?? [];
  return inner === undefined || isClause(inner) || !/^[\p{L}\d][\p{L}\d' -]{2,}$/u.test(inner) ? undefined : inner;
}

/** `our returns are free now` is about `our free returns`. */
function turnAround(clause: string): string | undefined {
  const [, article = '', noun, quality] = QUALIFIED.exec(trimEnd(clause)) ?? [];
  return noun === undefined || quality === undefined ? undefined : `${article}${quality} ${noun}`;
}

/** `she built the new portal` is about the portal. */
function findThing(clause: string): string | undefined {
  return /\b((?:the|our|my) (?:[a-z]{2,15} ){0,2}[a-z]{3,15})$/.exec(trimEnd(clause))?.[1];
}

/** Returns a thing with what the message says of it: `free returns` for `returns are free`. */
function findQuality(phrase: string, message: string): string | undefined {
  const at = message.indexOf(phrase);
  const clause = at < 0 ? '' : (message.slice(at).split(/[.,;:!?]/)[0] ?? '');
  return clause.length > phrase.length ? turnAround(clause) : undefined;
}

function findMeant(clause: string): string | undefined {
  return MEANT.find(([words]) => words.every((pattern) => pattern.test(clause)))?.[1];
}

const DAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/gi;
/** What stands in the place of an article. */
export const DETERMINED =
  /^(?:[Tt]he|[Aa]n?|[Oo]ur|[Mm]y|[Yy]our|[Tt]heir|his|her|[Tt]his|[Tt]hat|these|those|[Ll]ast|all|no|some|any|it)\b|^\w{5,9}['’]s\b|^[A-Z]/;
const COUNTED =
  /\b(?:portal|app|page|shop|store|website|site|tool|team|office|product|label|form|policy|newsletter|campaign|warehouse|service|system|department|calendar|machine|printer|launch|sale|event|party|workshop|harbou?r|bridge)$/i;
const WH = /^(?:how|what|why|when|where|who|which|whether|that|if)\b/i;
/** What something is, rather than what it is called. */
const STATE = /^(?:open|closed|ready|available|able|back|going|due) (?:on|at|from|until|till|for|in|to)\b/i;
const PERSON =
  /\b(?:I|we|you|they|he|she|it|people|customers|readers|everybody|everyone)(?:['’](?:ll|re|ve|m|d|s))?\b .{2,}/i;
const FINITE =
  /\S (?:is|are|was|were|has|have|had|will|can|could|would|should|must|costs?|does|do|gets?|opens?|tells?|means?|keeps?|works?|takes?|needs?)\b/i;
const QUALIFIED =
  /^(?:(?:that|how) )?((?:the |our |my )?)([\w-]{3,20}(?: [\w-]{3,20})?) (?:is|are|will be|have become|has become) (?:now )?(free|new|faster|cheaper|easier|simpler|longer|shorter|safer|greener)(?: of charge)?(?: now| from now on)?$/i;
/** What the words of a clause mean in a shop's everyday business. */
const MEANT: readonly (readonly [readonly RegExp[], string])[] = [
  [
    [
      /\b(?:returns?|returned|send|sends|sending|bring|give|giving)\b/i,
      /\b(?:free|nothing|no cost|no charge|without paying)\b/i,
    ],
    'free returns',
  ],
  [[/\b(?:saturdays?|sundays?|weekends?)\b/i, /\b(?:open\w{0,4}|hours?|times?)\b/i], 'our new opening hours'],
  [[/\bopening (?:hours|times)\b|\b(?:open|close)s? (?:earlier|later|longer)\b/i], 'our new opening hours'],
  [[/\b(?:follow|track|tracking|where)\b/i, /\b(?:parcels?|orders?|packages?)\b/i], 'parcel tracking'],
  [[/\b(?:returns?|send\w{0,3}|sent|bring) .{0,30}\bback\b|\breturn(?:s|ed|ing)?\b/i], 'returns'],
  [[/\b(?:deliver\w{0,3}|ship\w{0,4})\b/i], 'delivery'],
  [[/\bprices?\b/i], 'our prices'],
  [[/\b(?:mov(?:e|ed|ing)|new (?:office|shop|address))\b/i], 'our move'],
];
