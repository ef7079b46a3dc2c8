import { splitSentences, trimEnd, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';

/** Something that one person has to do. An owner or date that the notes do not name is undefined. */
export interface Action {
  readonly what: string;
  readonly who: string | undefined;
  readonly by: string | undefined;
}

/** What notes or a transcript hold. Each text is a sentence of theirs. */
export interface Notes {
  readonly decisions: readonly string[];
  readonly questions: readonly string[];
  readonly actions: readonly Action[];
  /** What is none of these. */
  readonly points: readonly string[];
}

/** Reads notes: decisions, open questions, and who does what by when. */
export function readNotes(material: string): Notes {
  const notes = {
    decisions: [] as string[],
    questions: [] as string[],
    actions: [] as Action[],
    points: [] as string[],
  };
  for (const line of material.split('\n').slice(0, MAX_LINES)) {
    const { speaker, said } = splitSpeaker(line);
    for (const sentence of splitSentences(said)) {
      const action = readAction(sentence, speaker);
      if (action !== undefined) notes.actions.push(action);
      else if (OPEN.test(sentence)) notes.questions.push(toOpenPoint(sentence));
      else if (DECIDED.test(sentence)) notes.decisions.push(toDecision(sentence));
      else if (!CHATTER.test(sentence)) notes.points.push(withStop(toCapitalised(sentence)));
    }
  }
  return notes;
}

/** Says an action in one line: `Ben: call the office, by Thursday`. */
export function sayAction({ what, who, by }: Action): string {
  return `${who === undefined ? '' : `**${who}:** `}${what}${by === undefined ? '' : `, ${by}`}`;
}

/** A line of a transcript has a name before a colon. */
function splitSpeaker(line: string): { readonly speaker: string | undefined; readonly said: string } {
  const [, speaker, said] =
    /^(?:[-*] )?\[?([A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20})?)(?: \(\w{1,20}\))?\]?: (.{1,4000})$/.exec(
      line.trim(),
    ) ?? [];
  return speaker === undefined
    ? { speaker: undefined, said: line.replace(/^[-*•] /, '') }
    : { speaker, said: said ?? '' };
}

function readAction(sentence: string, speaker: string | undefined): Action | undefined {
  if (sentence.endsWith('?') || NEGATED.test(sentence)) return undefined;
  const [, own] = OWN.exec(sentence) ?? [];
  if (own !== undefined && speaker !== undefined) return toAction(own, speaker);
  const [, name = '', task] = NAMED.exec(sentence) ?? [];
  // `Notice must be given` assigns no task.
  if (task === undefined || NO_OWNER.test(name) || /^be \w{2,20}(?:ed|en|t)\b/i.test(task)) return undefined;
  return toAction(task, name);
}

function toAction(task: string, who: string): Action {
  const bare = trimEnd(task);
  const found = DATE.exec(bare);
  // In `book the room for the training on Friday`, the day is that of the training.
  const isBeside = found !== null && /^ on /i.test(found[0]) && EVENT.test(bare.slice(0, found.index));
  const date = isBeside ? undefined : found?.[0];
  const what = date === undefined ? bare : trimEnd(bare.replace(date, ''));
  return { what, who, by: date?.trim() };
}

function toDecision(sentence: string): string {
  return withStop(
    toCapitalised(
      sentence.replace(/^(?:and |so |ok(?:ay)?,? )?(?:we|they) (?:have |all )?(?:agreed|decided)(?: that| to)? /i, ''),
    ),
  );
}

/** `It is still open who pays` becomes `Who pays?`. */
function toOpenPoint(sentence: string): string {
  const [, asked] =
    /\b(?:open|unclear|not (?:clear|sure|decided)|undecided|(?:no ?(?:body|one)|don['’]t) knows?)(?: yet)? ((?:who|what|when|where|whether|how|which|if)\b.{3,300})$/i.exec(
      sentence,
    ) ?? [];
  return asked === undefined ? withStop(toCapitalised(sentence)) : `${toCapitalised(trimEnd(asked))}?`;
}

const OPEN =
  /\?$|\b(?:still open|is open|unclear|not (?:clear|sure|decided) yet|undecided|to be (?:decided|clarified)|don['’]t know (?:yet )?(?:who|what|when|whether|how|if))\b/i;
const DECIDED =
  /\b(?:agreed|decided|decision|approved|settled|we(?: will|['’]ll) (?:go|move|keep|use|stop|start|launch|postpone|take)|let['’]?s|signed off)\b/i;
/** Short turns that carry nothing. */
const CHATTER =
  /^(?:ok(?:ay)?|yes|no|thanks|thank you|great|good|right|sure|hello|hi|no ?(?:body|one) knows(?: yet)?|not yet|we (?:do not|don['’]t|cannot|can['’]t) (?:know|say|tell)(?: yet)?|bye)[.! ]*$/i;
const NEGATED = /\b(?:will not|won['’]t|cannot|can['’]t|does not have to)\b/i;
const OWN = /\b(?:I['’]ll|I will|I['’]m going to|I am going to|I can|let me|I have to|I need to) (.{3,300})$/i;
const NAMED =
  /^(?:and |so |then )?([A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20})?) (?:will|has to|is going to|needs to|should|must|takes care of|promised to) (.{3,300})$/i;
const NO_OWNER =
  /^(?:it|this|that|there|we|they|he|she|you|the|who|what|customers?|everybody|no ?(?:body|one)|returns?)\b/i;
const DATE =
  /,? ?\b(?:(?:by|until|on|before|till) )?(?:(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|today|tonight|(?:the )?end of (?:the )?(?:week|month|day|year|quarter)|next (?:week|month)|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|\d{4}-\d\d-\d\d|(?:this )?(?:morning|afternoon|evening|noon))\b/i;
/** A thing that takes place, behind what has to be done for it. */
const EVENT =
  /\b(?:for|at|before|after|of) (?:the|an?|our|their|his|her) (?:[\w-]{2,20} ){0,2}?(?:training|meeting|call|workshop|event|party|dinner|lunch|launch|fair|visit|interview|demo|conference|presentation|course|session|trip|market|release)$/i;
/** Maximum number of lines that are read. */
const MAX_LINES = 300;
