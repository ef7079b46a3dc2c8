import { toCapitalised } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import { splitSentences, toBullets, toList, trimEnd, withStop } from '../english/sentences.ts';
import type { Fact } from '../grounding/facts.ts';

/** Lists what is known about a subject with its source, and says what the notes do not hold. */
export function writeProfile(subject: string, known: readonly Fact[], brief: Brief): string {
  const clauses = known.flatMap(({ content }) => splitClauses(content));
  const isSourced = /\bsources?\b/i.test(brief.persona.instruction);
  const source = isSourced
    ? `Source: ${toList([...new Set(known.map(({ source: from }) => SOURCES[from]))])}, without a date.`
    : '';
  return [
    `${isSourced ? brief.chance.pick('lead', ['What our notes hold', 'From our notes']) : 'This is what I have'} on **${subject}**:`,
    toBullets(clauses),
    [source, sayNewDate(clauses, brief)].filter((part) => part !== '').join(' '),
    sayGaps(brief),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function splitClauses(content: string): readonly string[] {
  return splitSentences(content).flatMap((sentence) =>
    sentence.split('; ').map((clause) => withStop(toCapitalised(trimEnd(clause)))),
  );
}

/** Asks to check the date of a talk that the user speaks of and the notes have moved. */
function sayNewDate(clauses: readonly string[], { text }: Brief): string {
  const moved = clauses.find((clause) => MOVED.test(clause));
  const talk = moved === undefined ? undefined : TALK.exec(moved)?.[0].toLowerCase();
  return talk === undefined || !MEETING.test(text)
    ? ''
    : `By this note the ${talk} has a new date, so please check that yours still stands.`;
}

/** Says which parts of a report the notes leave open: those that the agent's instruction names. */
function sayGaps({ persona: { instruction, guardrails } }: Brief): string {
  const [, wanted] = REPORTED.exec(instruction) ?? [];
  if (wanted === undefined) return 'That is all that my notes hold.';
  const open = wanted.replace(/ and (?=[^,]{1,80}$)/, ' or ');
  const isPublic = guardrails.some((rule) => /\bpublic sources?\b/i.test(rule));
  return `The notes do not say ${open}. That needs a ${isPublic ? 'public ' : ''}source, such as the company’s own website, and I have read none.`;
}

const SOURCES: Readonly<Record<Fact['source'], string>> = {
  conversation: 'our own note on a conversation',
  document: 'a document of ours',
  note: 'our own notes',
};
const MOVED = /\b(?:moved|postponed|cancelled|rescheduled|put off|brought forward)\b/i;
const TALK = /\b(?:call|meeting|visit|appointment|demo)\b/i;
const MEETING = /\b(?:meet\w{0,4}|call\w{0,3}|phone|talk\w{0,3}|visit\w{0,3}|see(?:ing)? them|appointment)\b/i;
const REPORTED = /\b(?:[Rr]eport|[Ss]ay|[Ff]ind out|[Nn]ame) (what [^.]{5,200})\./;
