import { countWords, splitSentences, trimEnd, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';
import { condense, isWithin } from './condense.ts';

/**
 * Returns a text of at most `maxWords` words: without what says least if that is enough, else its first sentences, and
 * of a long sentence the first clauses.
 */
export function shorten(text: string, maxWords: number): string {
  const sentences = splitSentences(text).map(dropFiller);
  const condensed = condenseFirst(sentences, maxWords);
  return (isWithin(condensed, maxWords) ? condensed : [cutClauses(condensed[0] ?? '', maxWords)])
    .map((sentence) => withStop(toCapitalised(sentence)))
    .join(' ');
}

/** Condenses as many of the first sentences as fit. Of those that do not fit, only the first is left. */
function condenseFirst(sentences: readonly string[], maxWords: number): readonly string[] {
  let condensed = condense(sentences, maxWords);
  let count = Math.min(sentences.length, MAX_TRIED + 1) - 1;
  for (; count > 0 && !isWithin(condensed, maxWords); count -= 1)
    condensed = condense(sentences.slice(0, count), maxWords);
  return condensed;
}

/** How many sentences are condensed together at most, when all are too many. */
const MAX_TRIED = 12;

/** Keeps the first clauses of a sentence. The last one is joined by `and`. */
function cutClauses(sentence: string, maxWords: number): string {
  const bare = trimEnd(sentence).replace(REASON, '');
  const ends = [...bare.matchAll(/, (?=\w)| and | but | because | without | so that | which | where | while /g)].map(
    ({ index }) => index,
  );
  const fitting = ends
    .map((end) => bare.slice(0, end))
    .filter((start) => countWords(start) <= maxWords && countWords(start) >= 4 && !HALF.test(start));
  const cut = fitting.at(-1);
  if (cut === undefined) return `${bare.split(/\s+/).slice(0, maxWords).join(' ')} …`;
  const comma = cut.lastIndexOf(', ');
  const last = cut.slice(comma + 2);
  return comma === -1 ||
    /^(?:and|but|or|which|who|where|so|because)\b/.test(last) ||
    countWords(last) > 8 ||
    / and /.test(cut.slice(0, comma))
    ? cut
    : `${cut.slice(0, comma)} and ${last}`;
}

function dropFiller(sentence: string): string {
  return sentence.replaceAll(FILLER, '').replaceAll(/ {2,}/g, ' ').trim();
}

/** The reason that a sentence begins with. */
const REASON = /^(?:because|since|as|while|although|though) [^,;:]{3,120}, /i;
/** A condition without what follows from it. */
const HALF = /^(?:if|when|once|unless|until|before|after) [^,]*$/i;
const FILLER =
  /\b(?:really|very|basically|actually|just|quite|simply|in order(?= to)|as you may know,?|please note that|it should be noted that|needless to say,?) ?/gi;
