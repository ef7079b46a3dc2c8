import { trimEnd } from '../english/sentences.ts';
import { findTopic } from '../reading/topic.ts';

/**
 * Returns what a message puts in the place of the last subject: `parcel tracking` for `What if it were about parcel
 * tracking instead?` Empty when it replaces nothing.
 */
export function findReplacement(text: string): string {
  const bare = trimEnd(text).replace(PRAISE, '');
  for (const pattern of PATTERNS) {
    const found = trimEnd((pattern.exec(bare)?.[1] ?? '').replace(TAIL, '').replace(/^(?:about|for|on) /i, ''));
    if (found !== '' && !EMPTY.test(found)) return found;
  }
  return '';
}

/** Returns whether a message only makes sense as the last task with one thing replaced. */
export function replaces(text: string): boolean {
  return findReplacement(text) !== '' && (AGAIN.test(text) || SHORT.test(trimEnd(text).replace(PRAISE, '')));
}

/** Returns what a message that asks for the same again is about. */
export function findNewSubject(text: string): string {
  return findReplacement(text) || findTopic(text);
}

/** What is said about the last answer before the next request. */
const PRAISE =
  /^(?:(?:oh|ok(?:ay)?|thanks(?: a lot)?|thank you|great|good|nice|lovely|perfect|super|cool|wonderful|excellent|(?:i )?(?:love|like) (?:it|these|those|them|this|that)|(?:these|those|they|that|this|it) (?:are|is|looks?) \w{2,12})[,.!]{1,3}\s{0,3}){1,3}/i;
const PATTERNS: readonly RegExp[] = [
  /\b(?:topic|subject|theme|it|this|that|they|these|those) (?:was|were|is|are|would be|had been) (?:about |on |for )?(?:the )?(.{2,80})$/i,
  /^(?:and |but |so |now )?(?:what|how) about (.{2,80})$/i,
  /^(?:and |but |so |now )?what if (?:we|you|i) (?:took|take|did|do|used?|wrote?|write) (?:it )?(?:about |for |on |with )?(.{2,80})$/i,
  /\b(?:same|again|another|others?|two|three|four|five|some|ones?|more|few|that|this|it|those|these)\b.{0,30}?,? (?:but )?(?:for|about|on|with) (.{2,80})$/i,
  /^(?:(?:and|now|then|ok(?:ay)?),? ){1,3}(?:(?:for|about|on|with) )?(\w[\w'’-]{0,20}(?: [\w'’-]{1,20}){0,3})$/i,
  /^(.{2,60}?) instead$/i,
];
const TAIL =
  /,? (?:as (?:the|a|its) (?:new )?(?:topic|subject|theme)|instead(?: of .{2,60})?|too|as well|now|then|please|again|this time|rather(?: than .{2,60})?|for a change)$/i;
const EMPTY =
  /^(?:it|that|this|them|those|these|you|me|now|then|next|so|why|what|there|shorter|longer|better|good|great|done|fine|ready|ok(?:ay)?|done with|the (?:next|same|last|first)\b.*|in \w+)$/i;
/** Words that ask for the same once more. */
const AGAIN =
  /\b(?:same|again|instead|another|as well|too|likewise|would (?:it|that|those|these|they)\b.{0,30}\b(?:look|read|sound|be)|what if|if (?:it|this|that|they|the (?:topic|subject|theme)) (?:was|were|is)|(?:do|make|give|write)\b.{0,20}\b(?:one|ones|two|three|some|more|that|it|those))\b/i;
/** A message that only names the new subject. */
const SHORT = /^(?:and|now|then|but|so|ok(?:ay)?|what|how)\b(?:\W{1,2}[\w'’-]{1,20}){1,6}$/i;
