import { toKeywords, toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, toBullets, toTable, withStop } from '../english/sentences.ts';
import { toKnown } from '../informing/fact.ts';
import { DETERMINED } from '../english/noun-phrase.ts';
import { pickSentences } from '../english/pick-sentences.ts';
import { shorten } from '../writing/shorten.ts';
import { readNotes, sayAction, type Action, type Notes } from './notes.ts';
import { toCapitalised } from '../../model/words.ts';

/** Summarises notes or a transcript, or lists the actions in it. Without a text, asks for one. */
export const SUMMARY: Intent = {
  name: 'summary',
  fits: (brief) =>
    brief.format.shape !== 'json' &&
    !isKnown(brief) &&
    (ACTIONS.test(brief.task) || SUMMARISING.test(brief.task) || isNotesTable(brief)),
  write: (brief) => {
    const { material } = brief;
    if (material === '') return { text: askForText(brief), manner: 'bare' };
    const notes = readNotes(material);
    if (brief.format.shape === 'table' && notes.actions.length > 0)
      return { text: toActionTable(notes.actions, brief.task), manner: 'work' };
    if (asksForActions(brief, notes) && !WHOLE.test(brief.task)) return { text: writeActions(notes), manner: 'work' };
    return { text: writeSummary(brief, notes), manner: brief.persona.isTerse ? 'bare' : 'work' };
  },
};

/** What the agent remembers needs no text: `Summarise our policy`. */
function isKnown(brief: Brief): boolean {
  return brief.material === '' && !brief.signs.request.has('meeting') && toKnown(brief).length > 0;
}

/** A request for who does what, rather than for what was said. */
function asksForActions({ task, signs }: Brief, { decisions, questions }: Notes): boolean {
  const isAll = decisions.length + questions.length > 0;
  return ACTIONS.test(task) || (signs.all.has('actions') && !(isAll && signs.all.has('summary')));
}

function writeSummary(brief: Brief, notes: Notes): string {
  const {
    persona,
    material,
    task,
    format: { maxWords },
  } = brief;
  if (/\bpost-mortem\b/i.test(task)) return writePostMortem(material);
  const hasHeadings =
    /\bheadings?\b/i.test(persona.instruction) || (notes.actions.length > 0 && notes.decisions.length > 0);
  if (hasHeadings) return toHeadings(brief, notes);
  const limit = Number(
    /\bin (\d|one|two|three) sentences?\b/i
      .exec(task)?.[1]
      ?.replace('one', '1')
      .replace('two', '2')
      .replace('three', '3') ?? 0,
  );
  if (maxWords !== undefined) return shorten(material, maxWords);
  const picked = pickSentences(material, limit > 0 ? limit : 3);
  if (limit > 0 || picked.length < 3) return picked.join(' ');
  return `${picked[0] ?? ''}\n\n${toBullets([...picked.slice(1), ...notes.actions.map((action) => withStop(sayAction(action)))].slice(0, 5))}`;
}

/** What happened, why, and what follows: what the text does not say stays open. */
function writePostMortem(material: string): string {
  const sentences = splitSentences(material).slice(0, 100).map(withStop);
  const find = (pattern: RegExp): readonly string[] =>
    sentences.filter((sentence) => pattern.test(sentence)).slice(0, 3);
  const sections = [
    ['Timeline', sentences.slice(0, 4)],
    ['Cause', find(/\b(?:because|caused?|due to|since|error|failed|fault)\b/i)],
    ['What helped', find(/\b(?:restart\w{0,3}|rolled back|fixed|again|worked|restored|recovered)\b/i)],
    ['What we change', find(/\b(?:will|should|next time|from now on|in future)\b/i)],
  ] as const;
  return sections
    .map(([title, lines]) => `### ${title}\n\n${toBullets(lines.length === 0 ? ['Not in this text.'] : lines)}`)
    .join('\n\n');
}

/** The headings of the agent's instruction are those of its meetings. */
function toHeadings({ persona, material }: Brief, notes: Notes): string {
  const sections = [
    ['Decisions', notes.decisions, 'None in this text.'],
    ['Open questions', notes.questions, 'None in this text.'],
    ['Actions', notes.actions.map((action) => sayTask(action)), 'None in this text.'],
  ] as const;
  const isEmpty = notes.decisions.length + notes.questions.length + notes.actions.length === 0;
  const points = isEmpty ? pickSentences(material, 3) : persona.style === 'brief' ? [] : notes.points.slice(0, 2);
  const shown = sections.map(
    ([title, lines, none]) => `### ${title}\n\n${toBullets(lines.length === 0 ? [none] : lines)}`,
  );
  return [...(points.length > 0 ? [points.join(' ')] : []), ...shown].join('\n\n');
}

function sayTask(action: Action): string {
  const missing = [action.who === undefined ? 'owner' : '', action.by === undefined ? 'date' : ''].filter(
    (part) => part !== '',
  );
  return `${sayAction(action)}${missing.length === 0 ? '' : ` (no ${missing.join(' and no ')} named)`}`;
}

function writeActions({ actions, questions }: Notes): string {
  if (actions.length === 0)
    return 'The text names no one who has to do anything. If you tell me who takes it on, I will list it.';
  const open =
    questions.length === 0 ? '' : `\n\nStill open: ${questions.map((question) => toSnippet(question, 140)).join(' ')}`;
  return `${toBullets(actions.map(sayTask))}${open}`;
}

/** The columns are called as the request calls them. */
function toActionTable(actions: readonly Action[], task: string): string {
  return toTable([
    COLUMNS.map(({ usual, words }) => toCapitalised(words.exec(task)?.[0].toLowerCase() ?? usual)),
    ...actions.map(({ what, who, by }) => [toCapitalised(what), who ?? '–', toDate(by)]),
  ]);
}

function toDate(by: string | undefined): string {
  return by === undefined ? '–' : toCapitalised(by.replace(/^,? ?(?:by|on|until|till) /i, ''));
}

function askForText({ subject, task, chance, persona }: Brief): string {
  const named = MEETING.exec(task)?.[0];
  const about =
    named ??
    (toKeywords(subject).length === 0
      ? 'that'
      : /\b(?:met|were|was|had|said|talked)\b/i.test(subject)
        ? 'that meeting'
        : toMeeting(subject));
  const ask = chance.pick('paste', [
    'Paste the transcript or your notes here, and I will summarise them.',
    'Send me the transcript or a few notes, however rough, and I will make a summary of them.',
  ]);
  const what = /\bsummari[sz]e\b.{0,40}headings/i.test(persona.instruction)
    ? ' You will get the decisions, the open questions, and who does what by when.'
    : '';
  const aim = ACTIONS.test(task)
    ? 'so I cannot say who does what'
    : 'so there is nothing that I could summarise honestly';
  return `I have no transcript or notes of ${about}, ${aim}. ${ask}${what}`;
}

/** Puts the article before a meeting that is not named by whose or when it was. */
function toMeeting(subject: string): string {
  const bare = subject.replace(/^(?:the|an?) /i, '');
  return DETERMINED.test(bare) ? bare : `the ${bare}`;
}

function isNotesTable({ material, format, task }: Brief): boolean {
  return (
    material !== '' && format.shape === 'table' && !/\bcompar/i.test(task) && readNotes(material).actions.length > 0
  );
}

const COLUMNS = [
  { usual: 'Task', words: /\b(?:action|to-?do)\b/i },
  { usual: 'Owner', words: /\b(?:responsible|assignee|person)\b/i },
  { usual: 'Date', words: /\b(?:due date|deadline)\b/i },
] as const;
/** A meeting, as a message calls it. */
const MEETING =
  /\b(?:the|our|today['’]s|yesterday['’]s|last|this morning['’]s|monday['’]s|friday['’]s) (?:\w{1,15} ){0,2}(?:meeting|call|stand-?up|retro\w{0,13}|workshop|conference)\b/i;
/** A request for more than the actions. */
const WHOLE = /\b(?:decisions?|decide|open (?:points|questions)|what was (?:said|decided))\b/i;
const SUMMARISING =
  /\b(?:missed|skipped|could(?: not|n['’]t) (?:make|attend|join)|was(?: not|n['’]t) (?:at|in|there for)) .{0,30}\b(?:meeting|call|stand-?up|workshop)\b|\bwhat (?:happened|was (?:said|discussed|decided)|did (?:they|we|you) (?:discuss|decide|agree|talk)).{0,40}\b(?:meeting|call|stand-?up|workshop)\b|\b(?:summari[sz]e|summary|sum up|recap|tl;?dr|gist|wrap[- ]?up|key points|main points|takeaways?|minutes of|post-mortem|in a nutshell|boil (?:\w{1,20} ){0,4}down|essentials|short version|digest|condense|brief me|fill (?:me|us) in|catch (?:me|us) up|up to speed)\b/i;
const ACTIONS =
  /\bwho\b.{0,20}\b(?:has to|must|should|needs to|does|promised|is doing|will) (?:do )?(?:what\b)?|\baction (?:items|points)\b|\bactions\b|\btasks? (?:coming|come|from|in|of|resulting|that|result)\b|\bwhat (?:are|were) the tasks\b|\bwhose (?:job|task)|\bwho (?:is|was) (?:responsible|assigned|to do|on the hook)|\bassignments?\b|\bfollow-ups\b|\bto-?dos?\b|\bnext steps\b.{0,20}\b(?:from|in|of) (?:this|these|the)\b/i;
