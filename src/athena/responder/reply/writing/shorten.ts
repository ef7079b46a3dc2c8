import { countWords, splitSentences, trimEnd, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';

/** Returns a text of at most `maxWords` words: its first sentences, and of a long sentence the first clauses. */
export function shorten(text: string, maxWords: number): string {
  const kept: string[] = [];
  let left = maxWords;
  for (const sentence of splitSentences(text).map(dropFiller)) {
    const words = countWords(sentence);
    if (words > left) {
      if (kept.length === 0) kept.push(cutClauses(sentence, left));
      break;
    }
    kept.push(sentence);
    left -= words;
  }
  return kept.map((sentence) => withStop(toCapitalised(sentence))).join(' ');
}

/** Keeps the first clauses of a sentence. The last one is joined by `and`. */
function cutClauses(sentence: string, maxWords: number): string {
  const bare = trimEnd(sentence);
  const ends = [...bare.matchAll(/, (?=\w)| and | but | because | without | so that | which | where | while /g)].map(
    ({ index }) => index,
  );
  const fitting = ends
    .map((end) => bare.slice(0, end))
    .filter((start) => countWords(start) <= maxWords && countWords(start) >= 4);
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

const FILLER =
  /\b(?:really|very|basically|actually|just|quite|simply|in order(?= to)|as you may know,?|please note that|it should be noted that|needless to say,?) ?/gi;
