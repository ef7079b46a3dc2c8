import type { Intent } from '../brief/intent.ts';
import { GLOSSARY } from './glossary/glossary.ts';
import type { Term } from './glossary/term.ts';

/** Explains a term of everyday business. */
export const DEFINITION: Intent = {
  name: 'definition',
  fits: ({ task }) => DEFINING.test(task) && !OWN.test(task) && findTerm(task) !== undefined,
  write: ({ task, chance }) => {
    const found = findTerm(task);
    if (found === undefined) return { text: '', manner: 'inform' };
    const { name, meaning, example } = found;
    const link = chance.pick('example', ['For example:', 'An example:', 'In practice:']);
    return { text: `**${name}** ${meaning}\n\n${link} ${example}`, manner: 'inform' };
  },
};

/** Returns the longest term of the glossary that a task names. */
export function findTerm(task: string): Term | undefined {
  const found = GLOSSARY.map((term) => ({ term, length: term.words.exec(task)?.[0].length ?? 0 }));
  return found.filter(({ length }) => length > 0).toSorted((left, right) => right.length - left.length)[0]?.term;
}

const DEFINING =
  /\bwhat(?:['’]s| is| are| was) (?!the (?:deadline|price|status)|wrong)|\b(?:explain|define|definition|meaning|means?|understand|stands? for|clarify)\b|\bwhen (?:is|are|does|do) .{0,40}\b(?:considered|called|counts?|qualif\w{1,5})\b|\bdon['’]t get\b|\bwhat do you call\b|\btell me what\b/i;
/** A question about one's own things is about facts, not about a word. */
const OWN =
  /\b(?:our|my|your|this|these|in the contract)\b(?! words)|\b(?:last|this|past|previous) (?:week|month|quarter|year)\b|\bhow many\b/i;
