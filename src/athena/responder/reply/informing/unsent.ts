import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toList } from '../english/sentences.ts';
import { findReferences } from '../english/references.ts';

/** Asks for a text that a message speaks of and does not hold. */
export const UNSENT: Intent = {
  name: 'unsent text',
  fits: (brief) => brief.material === '' && brief.last === undefined && findNamed(brief) !== undefined,
  write: (brief) => {
    const ability =
      brief.persona.ability === ''
        ? ''
        : ` With it, ${brief.persona.ability.replace(/^I am\b.{0,200}$/, 'I can go to work')}.`;
    const ask = brief.chance.pick('paste', [
      'Paste it here, and we can begin.',
      'Send me its text, and I will start with it.',
    ]);
    return { text: `I do not have ${findNamed(brief) ?? 'the text'} yet. ${ask}${ability}`, manner: 'bare' };
  },
};

/** Returns how to call the missing text: `the query`, or an invoice by its number. */
function findNamed({ task }: Brief): string | undefined {
  if (!WORKING.test(task)) return undefined;
  const [, noun] = NAMED.exec(task) ?? [];
  const references = findReferences(task);
  if (references.length > 0 && /\b(?:check|review|triage|read|compare|summari[sz]e|look at|open)\b/i.test(task))
    return `the text of **${toList(references)}**`;
  if (noun !== undefined) return `the ${noun.toLowerCase()}`;
  return /\b(?:this|that|it)\b(?! (?:week|month|year|company|morning|sounds?|an?|the|we|you|I|he|she|it|they|my|our|is|was|one|word|term)\b)|\bhere\b[?.!]?$/i.test(
    task,
  ) && REWORK.test(task)
    ? 'the text'
    : undefined;
}

const NAMED =
  /\b(?:this|that|the attached|the following|my) ((?:\w{1,12} )?(?:text|contract|agreement|query|migration|invoice|article|document|e-?mail|mail|diff|log|plan|draft|page|file|transcript|spreadsheet|report|paragraph|letter|clause|code|function|table|screenshot|answer|complaint))\b/i;
const REWORK =
  /\b(?:make|rewrite|rephrase|shorten|translate|summari[sz]e|improve|fix|correct|check|proofread|polish|sound|liability|say|mean)\b|\bhere\b[?.!]?$/i;
const WORKING =
  /\b(?:make|rewrite|rephrase|shorten|translate|summari[sz]e|improve|fix|correct|check|proofread|polish|read|review|explain|why|what|is|are|compare|look|classify|triage|extract|analy[sz]e|find|does|open)\b/i;
