import { toCapitalised, toKeywords } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { countWords } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { readAmounts } from '../grounding/amounts.ts';
import { findChoices, offersChoices } from '../grounding/choices.ts';
import { classify, explainPriority } from './classify.ts';
import { decide } from './verdict.ts';

/** Decides as the agent's instruction says: a class of a ticket, or a verdict on a request. */
export const DECISION: Intent = {
  name: 'decision',
  fits: (brief) => findChoices(brief.persona.instruction).length > 1 && isCase(brief),
  write: (brief) => {
    if (isBareReference(brief)) return { text: askForCase(brief), manner: 'bare' };
    return { text: isVerdict(brief) ? writeVerdict(brief) : writeClass(brief), manner: 'bare' };
  },
};

/** Says why a message was decided as it was. */
export function explainDecision(brief: Brief): string | undefined {
  if (findChoices(brief.persona.instruction).length < 2) return undefined;
  if (!isVerdict(brief)) {
    const { category, priority, cause, reason, sign } = classify(toCase(brief), brief.persona.instruction);
    if (priority === 1)
      return `The message says “${sign.toLowerCase()}”: ${toLowerStart(reason)} That makes it **${category}**, **priority 1**.`;
    if (sign === '') return `${reason} Until then it is **${category}**, **priority ${priority}**.`;
    return `The message says “${sign.toLowerCase()}”: ${toLowerStart(cause)}, so the class is **${category}**. ${explainPriority(priority)}`;
  }
  const { word, reason } = decide(brief);
  return `I said **${word}** for this reason: ${reason}`;
}

/** Questions about how things are, and requests for texts, are no cases to decide. */
function isCase({ task, request, material, persona, facts, signs }: Brief): boolean {
  if (offersChoices(task, findChoices(persona.instruction))) return true;
  if (persona.isTerse || material !== '')
    return !/\b(?:write|draft|rewrite|summari[sz]e|json)\b/i.test(task) || persona.isTerse;
  if (
    /\b(?:write|draft|compose|list|poem|table|summari[sz]e|explain|translate|plan|function|template|joke|headlines?)\b/i.test(
      task,
    )
  )
    return false;
  if (signs.all.has('decline') && LETTERS.some((sign) => signs.all.has(sign))) return false;
  if (!isVerdict({ persona }) && isTalk(task, persona.instruction)) return false;
  if (isVerdict({ persona }) && signs.all.has('rules') && !namesCase(task)) return false;
  if (isVerdict({ persona }) && !CASE.test(task) && !REFUNDABLE.test(task)) return false;
  const isQuestion = QUESTION.test(request) || (isVerdict({ persona }) && request.trimEnd().endsWith('?'));
  if (isQuestion && !CASE.test(task)) return false;
  return toKeywords(task).length >= 2 || facts.length > 0;
}

/** Returns whether a text names an order or an amount, as a case does. */
function namesCase(task: string): boolean {
  return readAmounts(task).length > 0 || findReferences(task).length > 0;
}

/** A short question without a sign of any class is talk. */
function isTalk(task: string, instruction: string): boolean {
  return countWords(task) <= MAX_TALK && task.trimEnd().endsWith('?') && !classify(task, instruction).isSure;
}

/** Whether the choices are verdicts, such as approve and decline, rather than classes. */
function isVerdict({ persona }: Pick<Brief, 'persona'>): boolean {
  return findChoices(persona.instruction).some((choice) => /^(?:approve|accept|yes|allow|grant)/i.test(choice));
}

/** A ticket or order by its number alone: there is nothing to decide by. */
function isBareReference({ text, persona }: Brief): boolean {
  const rest = toKeywords(text).filter(
    (word) => !/^(?:triage|ticket|case|order|classify|check|look|refund|priority|invoice|\d+)$/.test(word),
  );
  return !persona.isTerse && findReferences(text).length > 0 && rest.length === 0;
}

function askForCase({ text, chance, persona }: Brief): string {
  const [reference = ''] = findReferences(text);
  const ask = chance.pick('case', [
    'Paste its text, and I will decide it.',
    'Send me what it says, and you get the decision with its reason.',
  ]);
  const what = findChoices(persona.instruction).some((choice) => /^approve/i.test(choice))
    ? 'the date of delivery, the price and the reason'
    : 'its text';
  return `I only have the number **${reference}**, not ${what}. ${ask}`;
}

function toCase({ material, text }: Brief): string {
  return material || text;
}

function writeClass(brief: Brief): string {
  const { category, priority, reason } = classify(toCase(brief), brief.persona.instruction);
  const note = brief.facts.find(({ isInstruction, overlap }) => isInstruction && overlap >= 2);
  const rank = /priority/i.test(brief.persona.instruction) ? ` Priority ${priority}.` : '';
  return [`**${toCapitalised(category)}.**${rank} ${reason}`, note?.content ?? '']
    .filter((part) => part !== '')
    .join('\n\n');
}

function writeVerdict(brief: Brief): string {
  const { word, reason, checks = '', reply, condition = '' } = decide(brief);
  const isDrafted = /\bdraft\b/i.test(brief.persona.instruction) && reply !== '';
  const draft = isDrafted ? `Draft of the reply${condition}:\n\n${toLetter(reply, brief)}` : '';
  return [`**${toCapitalised(word)}.** ${reason}`, checks, draft].filter((part) => part !== '').join('\n\n');
}

/** Returns a reply as a quoted letter. */
function toLetter(reply: string, { chance }: Brief): string {
  const thanks = chance.pick('thanks', ['Thank you for your message.', 'Thank you for writing to us.']);
  return ['Hello [name],', `${thanks} ${reply}`, 'Kind regards'].map((part) => `> ${part}`).join('\n>\n');
}

/** A question, or a request to be told something. A sentence such as `When I plug it in, it hums.` is none. */
const QUESTION =
  /^(?:do|does|did|is|are|can|could|may|should|will|would|has|have) (?:i|we|you|they|it|he|she|our|my|the|your|their|there|these|any|an?)\b|^(?:(?:what|how|where|which|why|who)(?:['’]s| (?:is|are|do|does|did|can|should))\b|how (?:long|much|many))\b|^(?:(?:can|could|would) you (?:please )?)?(?:tell|explain|remind|show)\b|^(?:what|who|how|when|where|which|why|are|is|do|does|should|shall)\b[^?]{0,300}\?/i;
/** A question that is about one case all the same. */
const CASE =
  /\b(?:refund|pay|approve|grant|return|triage|classify|priority|queue)\b.{0,40}\b(?:it|this|that|order|her|him|them|ticket)\b|\b(?:days?|fortnight|weeks?|months?)\b.{0,14} (?:ago|later|late|after|since)\b|\b(?:days?|weeks?|months?) (?:ago|later|late|after)\b|\b(?:is|are) asking for (?:a|her|his|their) (?:refund|money)|\bwants? (?:a |her |his |their )?(?:refund|money)\b|\b\d+ (?:euros|days)\b|\bwhere is my\b/i;
/** What a verdict is given on. */
const REFUNDABLE =
  /\b(?:refund\w{0,3}|return\w{0,3}|money|pa(?:y|id) back|sen[dt] (?:it )?back|came back|approv\w{1,4}|declin\w{1,3}|broken|defect\w{0,3}|damaged|delivered)\b/i;
const LETTERS = ['write', 'message', 'email'] as const;
const MAX_TALK = 10;
