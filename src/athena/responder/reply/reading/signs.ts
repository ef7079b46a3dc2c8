import { isOneSlip } from '../english/typos.ts';
import { LEXICON, type Sign } from './lexicon.ts';

/** What the words of a text tell: each sign that is found, in any form of its words and with a typo. */
export type Signs = ReadonlySet<Sign>;

/** Reads the signs of a text. */
export function readSigns(text: string): Signs {
  const words = toWords(text);
  const stems = words.map(toStem);
  const found = new Set<Sign>();
  words.forEach((word, index) => {
    for (let length = Math.min(MAX_PHRASE, words.length - index); length > 1; length -= 1)
      for (const sign of SIGNS.get(stems.slice(index, index + length).join('_')) ?? []) found.add(sign);
    for (const sign of findWord(word, stems[index] ?? '')) found.add(sign);
  });
  return found;
}

function findWord(word: string, stem: string): readonly Sign[] {
  const known = SIGNS.get(stem);
  if (known !== undefined || word.length < MIN_FUZZY) return known ?? [];
  const meant = (BY_LETTER.get(word.charAt(0)) ?? []).filter((other) => isOneSlip(word, other));
  return meant.length === 1 ? (SIGNS.get(toStem(meant[0] ?? '')) ?? []) : [];
}

function toWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []
  ).slice(0, MAX_WORDS);
}

function toKey(words: readonly string[]): string {
  return words.map(toStem).join('_');
}

/** Returns a word without its ending. */
function toStem(word: string): string {
  const bare = word.replace(/'s$/, (ending) => (CONTRACTED.has(word) ? ending : ''));
  if (bare.length < 5) return bare.length > 3 ? bare.replace(/s$/, '') : bare;
  return bare.replace(/(?:ing|ed|es|s|e)$/, '');
}

const CONTRACTED: ReadonlySet<string> = new Set(["what's", "how's", "who's", "where's", "that's"]);
const MAX_PHRASE = 4;
/** What is read of a message, in words. */
const MAX_WORDS = 400;
/** A shorter word with a typo could be any other. */
const MIN_FUZZY = 6;
const SIGNS: ReadonlyMap<string, readonly Sign[]> = createIndex();
const BY_LETTER: ReadonlyMap<string, readonly string[]> = createLetters();

function createIndex(): ReadonlyMap<string, readonly Sign[]> {
  const index = new Map<string, Sign[]>();
  for (const [sign, words] of LEXICON)
    for (const word of words) {
      const key = toKey(word.split('_'));
      index.set(key, [...(index.get(key) ?? []), sign]);
    }
  return index;
}

function createLetters(): ReadonlyMap<string, readonly string[]> {
  const letters = new Map<string, string[]>();
  for (const word of new Set(LEXICON.flatMap(([, words]) => words)))
    if (word.length >= MIN_FUZZY && !word.includes('_'))
      letters.set(word.charAt(0), [...(letters.get(word.charAt(0)) ?? []), word]);
  return letters;
}
