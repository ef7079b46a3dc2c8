import { findUserTurns, type Brief } from '../brief/brief.ts';
import { measureOverlap, toConcepts } from '../english/concepts.ts';
import { splitSentences, withStop } from '../english/sentences.ts';
import { toCapitalised, toSnippet } from '../../model/words.ts';

/** Answers a question about the last answer from its own sentences, and from what the agent knows of its subject. */
export function writeLookup(brief: Brief): string {
  const candidates = [
    ...brief.question.memories.flatMap(({ content }) => splitSentences(content)),
    ...splitSentences(brief.last ?? ''),
  ];
  const topic = toConcepts([brief.last ?? '', ...findUserTurns(brief).slice(0, 1)].join(' '));
  const asked = toConcepts(brief.text);
  const cue = CUES.find(({ words }) => words.test(brief.text));
  const ranked = candidates
    .map((sentence) => {
      const found = toConcepts(sentence);
      const near = Math.min(measureOverlap(topic, found), 2);
      const fits = cue?.answers.test(sentence) === true;
      const isRelated = near >= 1 || isBeside(sentence, brief);
      return { sentence, score: isRelated ? near / 2 + measureOverlap(asked, found) + (fits ? 2 : 0) : 0 };
    })
    .toSorted((left, right) => right.score - left.score);
  const [best] = ranked;
  if (best === undefined || best.score < 2) return writeMore(brief);
  return withStop(toCapitalised(best.sentence));
}

/** Returns whether a memory that holds a sentence also holds one of the last answer. */
function isBeside(sentence: string, { question, last = '' }: Brief): boolean {
  return question.memories.some(
    ({ content }) =>
      content.includes(sentence) &&
      splitSentences(content).some((other) => other !== sentence && last.includes(other.replace(/[.!]$/, ''))),
  );
}

function writeMore(brief: Brief): string {
  const [claim = ''] = splitSentences(brief.last ?? '');
  return `On that I have no more than I said: “${toSnippet(claim, 160)}” Anything beyond it I would have to guess. Which part of it do you need in more detail?`;
}

const CUES: readonly { readonly words: RegExp; readonly answers: RegExp }[] = [
  {
    words:
      /\b(?:need(?:ed|s)?|at hand|ready|want|prepare|documents?|papers|send|provide|require|bring|submit|attach|have to (?:send|give))\b/i,
    answers: /\b(?:needs?|requires?|photograph|attach|send)\b/i,
  },
  {
    words: /\b(?:how long|when|until|by what date|deadline)\b/i,
    answers: /\b(?:days?|weeks?|months?|years?|hours?|o'clock|until|by)\b/i,
  },
  { words: /\b(?:how much|cost|price|free|pay)\b/i, answers: /\b(?:euros?|free|price|costs?|cents|€)\b|€/i },
  { words: /\bwho\b/i, answers: /\b(?:team|lead|person|colleague|manager|customer)\b/i },
];
