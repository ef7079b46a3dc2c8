import { findUserTurns, type Brief } from '../brief/brief.ts';
import { measureOverlap, toConcepts } from '../english/concepts.ts';
import { splitSentences, trimEnd, withStop } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
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
  return (cue?.isNeed === true ? toRequest(best.sentence, brief) : undefined) ?? withStop(toCapitalised(best.sentence));
}

/** Returns whether a memory that holds a sentence also holds one of the last answer. */
function isBeside(sentence: string, { question, last = '' }: Brief): boolean {
  return question.memories.some(
    ({ content }) =>
      content.includes(sentence) &&
      splitSentences(content).some((other) => other !== sentence && last.includes(other.replace(/[.!]$/, ''))),
  );
}

/** Asks the user for what a rule needs of them: `A claim needs the order number` becomes a request to send it. */
function toRequest(sentence: string, { persona }: Brief): string | undefined {
  const [, matter = '', needed = ''] = NEEDING.exec(trimEnd(sentence)) ?? [];
  if (persona.isTerse || !SENDABLE.test(needed)) return undefined;
  const own = needed.replaceAll(/\bthe (?=(?:order|customer|invoice|serial|account) (?:number|date))/gi, 'your ');
  const request = `or ${toLowerStart(matter)}, please send me ${own}.`;
  return persona.style === 'warm' ? `Gladly: f${request} With that, we can go on.` : `F${request}`;
}

function writeMore(brief: Brief): string {
  const [claim = ''] = splitSentences(brief.last ?? '');
  return `On that I have no more than I said: “${toSnippet(claim, 160)}” Anything beyond it I would have to guess. Which part of it do you need in more detail?`;
}

const NEEDING = /^((?:an?|the|each|every|your) .{2,40}?) (?:needs?|requires?) (.{3,160})$/i;
/** What a user can send. */
const SENDABLE =
  /\b(?:numbers?|photo\w{0,7}|pictures?|receipts?|invoices?|cop(?:y|ies)|forms?|labels?|proof|dates?|address|documents?|scans?|screenshots?|statements?)\b/i;

const CUES: readonly { readonly words: RegExp; readonly answers: RegExp; readonly isNeed?: true }[] = [
  {
    isNeed: true,
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
