import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { withStop } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { toConcepts } from '../english/concepts.ts';
import { findSharedName, type Fact } from '../grounding/facts.ts';
import { findRulings } from '../grounding/ruling.ts';
import { sayNoClause, sayNotice } from './contract-note.ts';
import { sayBesidePolicy } from './policy.ts';
import { writeProfile } from './profile.ts';
import { toReader } from './reader.ts';
import { sayRuling } from './say-ruling.ts';

/** Answers a question from what the agent was taught. */
export const FACT: Intent = {
  name: 'fact',
  fits: (brief) => toKnown(brief).length > 0 && ASKING.test(brief.task),
  write: (brief) => {
    const known = toKnown(brief);
    const [first] = known;
    const name = findSharedName(known, brief.text);
    const [ruling] = findRulings(
      known.map(({ content }) => content),
      brief.text,
    );
    const subject = name ?? brief.subject;
    if (subject !== '' && isProfile(brief, name))
      return { text: writeProfile(subject, known, brief), manner: 'inform' };
    if (ruling !== undefined)
      return { text: sayRuling(ruling, toReader(sayFact(ruling.rule), brief), brief), manner: 'inform' };
    const answer = sayAnswer(first?.content ?? '', brief);
    return {
      text: isClose(brief, first) ? answer : `${CLOSEST} ${sayFact(first?.content ?? '')}`,
      manner: 'inform',
    };
  },
};

/** Returns the facts that answer the message; what only tells the agent how to work is left out. */
export function toKnown({ facts }: Brief): readonly Fact[] {
  return facts.filter(({ isInstruction, content }) => !isInstruction && !/^schema\b/i.test(content)).slice(0, 3);
}

/** Returns whether a fact answers the request, rather than only sharing a word with it. */
function isClose({ request, subject, task }: Brief, fact: Fact | undefined): boolean {
  if (fact !== undefined && /^[\w ]{0,30}\bpolicy: /i.test(fact.content) && TERMS.test(task)) return true;
  if (fact !== undefined && DURATION.test(task) && LIMITED.test(fact.content)) return true;
  const asked = toConcepts(`${request} ${subject}`).size;
  return fact !== undefined && (fact.overlap >= SURE || fact.overlap / Math.max(asked, 1) > CLOSE);
}

/** Says a fact as a sentence: `Refund policy: full refund within 30 days` becomes `The refund policy says: …`. */
export function sayFact(content: string): string {
  const [, title, rest = ''] = /^([A-Z][\w ]{1,40}): (.{1,2000})$/s.exec(content) ?? [];
  return title === undefined ? withStop(content) : `The ${toLowerStart(title)} says: ${withStop(rest)}`;
}

/** Returns whether a message wants to know all about a subject. */
function isProfile({ task }: Brief, name: string | undefined): boolean {
  return PROFILE.test(task) || (name !== undefined && WHO.test(task));
}

/** Says a fact in the order in which it was asked for, with what it leaves open. */
function sayAnswer(content: string, brief: Brief): string {
  const { task, persona } = brief;
  const said = sayNotice(content, task) || toReader(sayFact(content), brief);
  const beside = [sayBesidePolicy(content, persona), sayNoClause(content, persona)].filter((part) => part !== '');
  return [`${sayYesOrNo(content, task)}${said}`, ...beside].join('\n\n');
}

/** Says whether something holds for ever. */
function sayYesOrNo(content: string, task: string): string {
  if (!LIMITED.test(content) || !YES_OR_NO.test(task)) return '';
  if (/\b(?:forever|for ever|for good|always|unlimited|indefinitely|never)\b/i.test(task)) return 'No. ';
  return /\b(?:expires?|run out|lapse|limit|end)\b/i.test(task) ? 'Yes. ' : '';
}

/** As many shared concepts make a fact answer the request, however long it is. */
const SURE = 2;
/** The share of what is asked that a fact must be about. */
const CLOSE = 0.34;
const CLOSEST = 'My notes do not say exactly that. The closest that they hold:';
const YES_OR_NO =
  /(?:^|[,.!?] )(?:do|does|is|are|can|will) (?!not\b|you (?:happen to )?(?:know|have)\b)(?!.{0,60}\bor\b)/i;
const DURATION = /\b(?:how long|until|till|end date|expir\w{1,4}|still|run out|valid\w{0,3}|lasts?|worth|too late)\b/i;
const LIMITED = /\b(?:years?|months?|weeks?|days?)\b/i;
/** A message that wants to know all about its subject. */
const PROFILE =
  /\b(?:know|have|got|background|anything|information|info|hear)\b.{0,30}\b(?:about|on|of)\b|\btell (?:me|us) (?:something |more )?about\b|\b(?:brief|fill) (?:me|us)\b|\b(?:useful|relevant|on record|on file|in (?:our|the|my) (?:files|notes|records))\b|\bstatus\b/i;
/** A question of how something is ruled. */
const TERMS = /\b(?:terms|conditions|rules?|polic(?:y|ies)|how .{1,30} (?:works?|handled|done))\b/i;
const WHO =
  /\b(?:who (?:is|are|was|were)|all about|everything on|known|write up|what (?:do|can) (?:we|you) (?:already )?(?:know|tell))\b/i;
/** A message that wants to know something. */
const ASKING =
  /\?|^(?:(?:and|so|but|ok|hi|hello)[, ]+)?(?:what|when|where|who|whom|which|why|how|is|are|can|could|may|do|does|did|will|would|should|has|have|tell|remind|explain|any|give me the|i(?:'d| would) like to know|i want to know|i need to know|i wonder)\b|\b(?:wondering|curious) (?:if|whether|how|when|what)\b|\bpolic(?:y|ies) (?:on|for|about)\b/i;
