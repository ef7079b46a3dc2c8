import { countWords } from '../english/sentences.ts';
import { toGerund } from '../english/words.ts';

/**
 * Leaves out what says least until sentences have at most `maxWords` words: roundabout wording first, then asides, then
 * alternatives, then where and how. What it returns may still be longer.
 */
export function condense(sentences: readonly string[], maxWords: number): readonly string[] {
  if (isWithin(sentences, maxWords)) return sentences;
  let shorter: readonly string[] = sentences.map(toPlainWording);
  for (const findParts of DROPPABLE)
    for (let round = 0; round < MAX_ROUNDS && !isWithin(shorter, maxWords); round += 1) {
      const next = dropOne(shorter, findParts);
      if (next === undefined) break;
      shorter = next;
    }
  return shorter;
}

/** Returns whether sentences have at most so many words together. */
export function isWithin(sentences: readonly string[], maxWords: number): boolean {
  return sentences.reduce((sum, sentence) => sum + countWords(sentence), 0) <= maxWords;
}

/** Says the same in fewer words: `is able to` is `can`. */
function toPlainWording(sentence: string): string {
  return PLAIN.reduce((text, [long, short]) => text.replaceAll(long, short), sentence)
    .replaceAll(/\bwithout having to (\w{2,20})/gi, (_, verb: string) => `without ${toGerund(verb)}`)
    .replaceAll(/ {2,}/g, ' ');
}

/** A part of a sentence that may be left out: from its first character up to the one behind it. */
interface Part {
  readonly start: number;
  readonly end: number;
}

type FindParts = (sentence: string) => readonly Part[];

/** Leaves the last part of a kind out. A part that says when, how much or whose stays. */
function dropOne(sentences: readonly string[], findParts: FindParts): readonly string[] | undefined {
  for (let index = sentences.length - 1; index >= 0; index -= 1) {
    const sentence = sentences[index] ?? '';
    const part = findParts(sentence).findLast(
      ({ start, end }) =>
        !ESSENTIAL.test(sentence.slice(start + 1, end)) && !NEGATED.test(clauseBefore(sentence, start)),
    );
    if (part !== undefined) return sentences.with(index, sentence.slice(0, part.start) + sentence.slice(part.end));
  }
  return undefined;
}

function byPattern(pattern: RegExp): FindParts {
  return (sentence) =>
    [...sentence.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

/** Examples, up to the next clause: `, such as parcels and returns`. */
function findExamples(sentence: string): readonly Part[] {
  return [...sentence.matchAll(/, (?:such as|for example|including) /g)].map(({ 0: found, index }) => {
    const after = index + found.length;
    const length = sentence.slice(after).search(/, (?:without|so|because|but|which|who|while)\b|[;.!?]/);
    return { start: index, end: length < 0 ? sentence.length : after + length };
  });
}

/** The second of two alternatives of several words, up to the next mark: `or to wait in a queue`. */
function findAlternatives(sentence: string): readonly Part[] {
  return [...sentence.matchAll(/ or (?=[a-z])/g)].flatMap(({ 0: found, index }) => {
    const after = index + found.length;
    const length = sentence.slice(after).search(/[.,;!?]/);
    const end = length < 0 ? sentence.length : after + length;
    return countWords(sentence.slice(after, end)) > 1 ? [{ start: index, end }] : [];
  });
}

/** Where or how, behind the thing that is spoken of: `a label at home`. */
function findPlaces(sentence: string): readonly Part[] {
  return [...sentence.matchAll(/ (?:in|on|at|by|via|from|through|along|inside) (?=[\w'’])/g)].flatMap(({ index }) => {
    const after = index + 1;
    const length = sentence.slice(after).search(/[.,;!?]| (?:and|or|but) /);
    const end = length < 0 ? sentence.length : after + length;
    const isThing = THING.test(sentence.slice(Math.max(0, index - MAX_THING), index));
    return isThing && countWords(sentence.slice(after, end)) <= MAX_PLACE ? [{ start: index, end }] : [];
  });
}

/** The clause that a part belongs to. */
function clauseBefore(sentence: string, at: number): string {
  return (
    sentence
      .slice(0, at)
      .split(/[,;:]| (?:and|but|or) /)
      .at(-1) ?? ''
  );
}

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\b(?:is|are) able to\b/gi, 'can'],
  [/\bha(?:s|ve) the (?:ability|possibility|opportunity) to\b/gi, 'can'],
  [/\bdue to the fact that\b/gi, 'because'],
  [/\bin the event that\b/gi, 'if'],
  [/\bat (?:this|the present) (?:point in time|moment|time)\b/gi, 'now'],
  [/\ba (?:large|great) number of\b/gi, 'many'],
  [/\bprior to\b/gi, 'before'],
  [/\bwith (?:regard|respect) to\b/gi, 'on'],
  [/\bas well as\b/gi, 'and'],
  [/\bfor the purpose of\b/gi, 'for'],
];
/** The parts that may be left out, the least important first. */
const DROPPABLE: readonly FindParts[] = [
  byPattern(/ ?\([^()]{1,120}\)/g),
  findExamples,
  byPattern(/, (?:which|who) [^,;.!?]{2,80},(?= )/gi),
  findAlternatives,
  findPlaces,
];
/** A part with a figure, a time or a name is not left out. */
const ESSENTIAL =
  /\d|\b(?:days?|weeks?|months?|years?|hours?|minutes?|today|tomorrow|\w{3,6}day|january|february|march|april|may|june|july|august|september|october|november|december)\b|[a-z] [A-Z]/;
const NEGATED = /\b(?:not|no|never|only|unless|except|if|nor|neither|cannot)\b|n['’]t\b/i;
/** How many parts are left out at most. */
const MAX_ROUNDS = 12;
/** A thing at the end of a text: an article, up to two words, and a noun. */
const THING = /\b(?:an?|the|our|your|their|its|his|her|my|this) [\w'’-]{2,20}(?: [\w'’-]{2,20})?(?: [\w'’-]{2,20})?$/i;
/** In characters: the longest thing. */
const MAX_THING = 70;
/** In words: the longest place. */
const MAX_PLACE = 5;
