import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, toBullets, trimEnd, withStop } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { toConcepts } from '../english/concepts.ts';
import { findSharedName, type Fact } from '../grounding/facts.ts';
import { findRulings, type Ruling } from '../grounding/ruling.ts';

/** Answers a question from what the agent was taught. */
export const FACT: Intent = {
  name: 'fact',
  fits: (brief) => toKnown(brief).length > 0 && ASKING.test(brief.task),
  write: (brief) => {
    const known = toKnown(brief);
    const [first] = known;
    const [ruling] = findRulings(
      known.map(({ content }) => content),
      brief.text,
    );
    const isProfile = PROFILE.test(brief.task);
    if (isProfile && brief.subject !== '') return { text: writeProfile(brief, known), manner: 'inform' };
    if (ruling !== undefined) return { text: sayRuling(ruling, brief), manner: 'inform' };
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
  if (fact !== undefined && DURATION.test(task) && LIMITED.test(fact.content)) return true;
  const asked = toConcepts(`${request} ${subject}`).size;
  return fact !== undefined && (fact.overlap >= SURE || fact.overlap / Math.max(asked, 1) > CLOSE);
}

/** Says a fact as a sentence: `Refund policy: full refund within 30 days` becomes `The refund policy says: …`. */
export function sayFact(content: string): string {
  const [, title, rest = ''] = /^([A-Z][\w ]{1,40}): (.{1,2000})$/s.exec(content) ?? [];
  return title === undefined ? withStop(content) : `The ${toLowerStart(title)} says: ${withStop(rest)}`;
}

/** Says a fact, after a yes or no to whether something holds for ever. */
function sayAnswer(content: string, { task }: Brief): string {
  if (!LIMITED.test(content) || !YES_OR_NO.test(task)) return sayFact(content);
  if (/\b(?:forever|for ever|for good|always|unlimited|indefinitely|never)\b/i.test(task))
    return `No. ${sayFact(content)}`;
  return /\b(?:expires?|run out|lapse|limit|end)\b/i.test(task) ? `Yes. ${sayFact(content)}` : sayFact(content);
}

/** Says what a rule means for the amount that the message mentions, and the rule after it. */
function sayRuling({ kind, amount, limit, outcome, rule }: Ruling, { task }: Brief): string {
  const isNegative = /\btoo (?:late|long)\b|\bexpired?\b|\bover\b\?/i.test(task);
  if (kind === 'tier')
    return `After ${toLowerStart(amount.text)} it is ${outcome}: the limit for that is ${limit}. ${sayFact(rule)}`;
  const isYes = (kind === 'within') !== isNegative;
  const comparison = `${toLowerStart(amount.text)} is ${kind === 'within' ? 'within' : 'past'} the ${limit}`;
  return `${isYes ? 'Yes' : kind === 'within' ? 'No, you are in time' : 'I am afraid not'}: ${comparison}. ${sayFact(rule)}`;
}

/** Lists what is known about a subject, and says that it is all. */
function writeProfile({ subject: asked, text, facts, chance, persona }: Brief, known: readonly Fact[]): string {
  const subject = findSharedName(known, text) ?? asked;
  const listed = (known.length > 0 ? known : facts).flatMap(({ content }) => splitClauses(content));
  const end = chance.pick('end', [
    'That is all that my notes hold. Size, customers and recent news are not in them, so I will not guess.',
    'My notes end there. For anything newer we would have to look at the source itself.',
  ]);
  const lead = persona.style === 'brief' ? `On **${subject}**:` : `This is what I have on **${subject}**:`;
  return `${lead}\n\n${toBullets(listed)}\n\n${end}`;
}

function splitClauses(content: string): readonly string[] {
  return splitSentences(content).flatMap((sentence) =>
    sentence.split('; ').map((clause) => withStop(clause.charAt(0).toUpperCase() + trimEnd(clause).slice(1))),
  );
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
/** A message that wants to know something. */
const ASKING =
  /\?|^(?:(?:and|so|but|ok|hi|hello)[, ]+)?(?:what|when|where|who|whom|which|why|how|is|are|can|could|may|do|does|did|will|would|should|has|have|tell|remind|explain|any|give me the|i(?:'d| would) like to know|i want to know|i need to know|i wonder)\b|\b(?:wondering|curious) (?:if|whether|how|when|what)\b|\bpolic(?:y|ies) (?:on|for|about)\b/i;
