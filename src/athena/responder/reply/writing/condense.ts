import { countWords } from '../english/sentences.ts';
import { toGerund } from '../english/words.ts';

/**
 * Leaves out what says least until sentences have at most `maxWords` words: roundabout wording first, then asides, then
 * alternatives, then where and how. What it returns may still be longer.
 */
export function condense(sentences: readonly string[], maxWords: number): readonly string[] {
  if (isWithin(sentences, maxWords)) return sentences;
  let shorter: readonly string[] = sentences.map(toPlainWording);
  for (const pattern of DROPPABLE)
    for (let round = 0; round < MAX_ROUNDS && !isWithin(shorter, maxWords); round += 1) {
      const next = dropOne(shorter, pattern);
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

/** Leaves the last part out that fits a pattern. A part that says when, how much or whose stays. */
function dropOne(sentences: readonly string[], pattern: RegExp): readonly string[] | undefined {
  for (let index = sentences.length - 1; index >= 0; index -= 1) {
    const sentence = sentences[index] ?? '';
    const part = [...sentence.matchAll(pattern)].findLast(
      ({ 0: found, index: at }) => !ESSENTIAL.test(found.slice(1)) && !NEGATED.test(clauseBefore(sentence, at)),
    );
    if (part !== undefined)
      return sentences.with(index, sentence.slice(0, part.index) + sentence.slice(part.index + part[0].length));
  }
  return undefined;
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
const DROPPABLE: readonly RegExp[] = [
  / ?\([^()]{1,120}\)/g,
  /, (?:such as|for example|including) [^;.!?]{2,120}?(?=, (?:without|so|because|but|which|who|while)\b|[;.!?]|$)/gi,
  /, (?:which|who) [^,;.!?]{2,80},(?= )/gi,
  / or (?:to )?[a-z]{2,15}(?: [\w'’-]{1,20}){1,8}(?=[.,;!?]|$)/gi,
  /(?<=\b(?:an?|the|our|your|their|its|his|her|my|this) (?:[\w'’-]{2,20} ){0,2}[\w'’-]{2,20}) (?:in|on|at|by|via|from|through|along|inside) (?:[\w'’-]{1,20} ){0,3}[\w'’-]{2,20}(?=[.,;!?]| (?:and|or|but) |$)/gi,
];
/** A part with a figure, a time or a name is not left out. */
const ESSENTIAL =
  /\d|\b(?:days?|weeks?|months?|years?|hours?|minutes?|today|tomorrow|\w{3,6}day|january|february|march|april|may|june|july|august|september|october|november|december)\b|[a-z] [A-Z]/;
const NEGATED = /\b(?:not|no|never|only|unless|except|if|nor|neither|cannot)\b|n['’]t\b/i;
/** How many parts are left out at most. */
const MAX_ROUNDS = 12;
