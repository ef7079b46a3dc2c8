import { GERMAN } from './german.ts';
import { FRENCH } from './french.ts';
import { ITALIAN } from './italian.ts';
import type { Phrasebook } from './phrasebook.ts';
import { SPANISH } from './spanish.ts';

/** Returns the phrasebook of the language that an answer should have; undefined for English, and for an unknown one. */
export function findLanguage(text: string): Phrasebook | undefined {
  const start = text.slice(0, MAX_READ);
  const asked =
    /\b(?:answer|reply|respond|write|say|explain|tell me|speak|auf|en|in)\b.{0,40}\b(?:in|auf|en) (\p{L}{4,12})\b/iu.exec(
      start,
    )?.[1] ?? findLanguageAlone(start);
  const named = PHRASEBOOKS.find((book) => asked !== undefined && book.named.test(asked));
  if (named !== undefined && !/\btranslat/i.test(start)) return named;
  const words = start.toLowerCase().match(/[\p{L}'’-]+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const scored = PHRASEBOOKS.map((book) => ({
    book,
    score: words.filter((word) => book.common.has(word)).length + (book.marks.test(start) ? 2 : 0),
  }));
  const [best] = scored.toSorted((left, right) => right.score - left.score);
  const isClear = best !== undefined && best.score >= Math.max(2, words.length / 6) && best.score > english;
  return isClear
    ? best.book
    : PHRASEBOOKS.find(
        ({ isGreeting, isThanks }) => words.length <= 3 && (isGreeting.test(start) || isThanks.test(start)),
      );
}

/** Returns the name of the language when a message names nothing else: `And in French?` */
export function findLanguageAlone(text: string): string | undefined {
  return ALONE.exec(text.trim())?.[1];
}

const ALONE =
  /^(?:(?:ok(?:ay)?|great|thanks|nice),? )?(?:(?:and|now|also|please|the same|that|this|it|can (?:you|i have) (?:do )?(?:it|that|this)) ){0,3}(?:in|auf|en) (\p{L}{4,12})(?:,? (?:please|too|instead|as well|now))?[?.! ]{0,3}$/iu;
const PHRASEBOOKS: readonly Phrasebook[] = [GERMAN, FRENCH, SPANISH, ITALIAN];
const ENGLISH: ReadonlySet<string> = new Set(
  'the is are you your i we and of to for with what how when where why my please can a it this that do does have has not in was were been as on me at be but or if so they he she his her there our us from by about will would could should just get got no any am hi hello thanks all new'.split(
    ' ',
  ),
);
/** In characters: the language of a message shows in its start. */
const MAX_READ = 600;
