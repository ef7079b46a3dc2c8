import { toCapitalised, toTitle } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { findSubject } from '../brief/subject.ts';
import { refersBack } from '../english/requests.ts';
import { toNounPhrase, withArticle } from '../english/noun-phrase.ts';
import { splitSentences, toBullets, trimEnd, withStop } from '../english/sentences.ts';
import { readNumber, toNumberWord } from '../english/words.ts';
import { namesTopic } from '../reading/topic.ts';
import { sayOpeningHours } from './opening-hours.ts';
import { GENERAL_THEME, HOURS_THEME, POST_THEMES, type PostTheme } from './post-themes.ts';

/** Writes a text for readers: a post, an announcement, a job advert, release notes. */
export const POST: Intent = {
  name: 'post',
  fits: ({ task }) => (WRITING.test(task) || ORDERING.test(task)) && TEXT.test(task) && !PARTS.test(task),
  write: (brief) => ({ text: findKind(brief.task)(brief), manner: 'work' }),
};

/** Returns whether a task names a kind of text for readers. */
export function namesText(task: string): boolean {
  return TEXT.test(task) && !PARTS.test(task);
}

type WriteText = (brief: Brief) => string;

function findKind(task: string): WriteText {
  return KINDS.find(({ words }) => words.test(task))?.write ?? writePost;
}

/** What a text is about: an announcement that the request only refers to stands in another sentence. */
function toSubject({ subject, material, request, context, task }: Brief): string {
  const [, after = ''] = /: (.{5,300})$/s.exec(task) ?? [];
  if (SENTENCE.test(after)) return trimEnd(after);
  const telling = context.filter((clause) => !namesText(clause) && namesTopic(clause));
  const told =
    refersBack(request) || subject === '' || findSubject(request) === ''
      ? trimEnd(telling.at(-1) ?? '').replace(HERALD, '')
      : '';
  return told || subject || toTitle(material, 60) || 'our news';
}

/** Begins with what the reader gains, and promises no date. */
function writePost(brief: Brief): string {
  const { chance, persona } = brief;
  const [fact] = splitSentences(brief.material);
  const named = toSubject(brief);
  // A text behind a colon tells more than the word that was read from it.
  const subject =
    fact !== undefined && SENTENCE.test(fact) && fact.toLowerCase().includes(named.toLowerCase())
      ? trimEnd(fact)
      : named;
  const theme = POST_THEMES.find(({ words }) => words.test(subject)) ?? GENERAL_THEME;
  // A sentence such as `we have moved` stands for itself, and not within another one.
  const isSentence = SENTENCE.test(subject);
  const noun = toName(isSentence ? '' : subject, brief.text, theme);
  const fill = (text: string): string => text.replaceAll('{s}', noun).replaceAll('{S}', toCapitalised(noun));
  const title = chance.pick('title', theme.titles);
  const news = toNews(brief, theme, isSentence ? subject : '');
  const body = [
    `**${fill(title)}**`,
    fill(chance.pick('gain', theme.gains)),
    news,
    fact === undefined || (isSentence && trimEnd(fact) === subject)
      ? chance.pick('detail', theme.details)
      : withStop(toCapitalised(fact)),
    chance.pick('end', theme.ends),
  ];
  const others = theme.titles.filter((other) => other !== title).slice(0, countHeadlines(persona) - 1);
  const parts = [...body, toHeadlines(others.map(fill)), toNote(body, theme)];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Returns what to call the subject of a post. */
function toName(subject: string, message: string, theme: PostTheme): string {
  const noun = subject === '' ? '' : withArticle(toNounPhrase(subject, message));
  const name = noun === '' || theme.names?.test(noun) === false ? theme.noun : noun;
  return theme === HOURS_THEME ? withDay(name, message) : name;
}

/** Adds the day that a message is about to a name that lacks it: `the new opening hours on Saturday`. */
function withDay(name: string, message: string): string {
  const days = new Set((message.match(DAY) ?? []).map((day) => toCapitalised(day.toLowerCase().replace(/s$/, ''))));
  const [day] = days;
  return days.size !== 1 || day === undefined || name.search(DAY) >= 0 ? name : `${name} on ${day}`;
}

/** Says what is new, as the message tells it. */
function toNews({ text }: Brief, theme: PostTheme, sentence: string): string {
  if (theme === HOURS_THEME) return sayOpeningHours(text, sentence);
  return sentence === '' ? '' : withStop(toCapitalised(sentence));
}

/** Returns how many headlines the writer is told to offer. */
function countHeadlines({ instruction }: Brief['persona']): number {
  const [, count = ''] = /\b(?:offer|give|suggest|propose) (\w{1,6}) (?:headlines|titles)\b/i.exec(instruction) ?? [];
  return readNumber(count) ?? 1;
}

function toHeadlines(titles: readonly string[]): string {
  if (titles.length === 0) return '';
  const lead =
    titles.length === 1 ? 'Another headline:' : `${toCapitalised(toNumberWord(titles.length))} other headlines:`;
  return `${lead}\n\n${toBullets(titles.map((title) => `**${title}**`))}`;
}

/** Tells the user about the gaps that a text has. */
function toNote(body: readonly string[], { unknown }: PostTheme): string {
  return body.some((part) => /\[[\w ,]{3,60}\]/.test(part))
    ? `I do not know ${unknown}, so there are gaps in brackets. Send me what belongs there, and I will put it in.`
    : '';
}

function writeShort(brief: Brief): string {
  const subject = toSubject(brief);
  return brief.chance.pick('short', [
    `${toCapitalised(subject)}: one thing less to think about. Have a look and tell us what you would change. 👇`,
    `What if it were simpler? That is the whole idea behind ${subject}. What would you use it for?`,
    `A small thing that makes an ordinary day lighter: ${subject}. Questions? Ask away.`,
  ]);
}

function writeAdvert({ question: { variables }, subject, chance }: Brief): string {
  const role = String(variables['role'] ?? subject.replace(/^(?:an? |the )/i, '') ?? 'colleague');
  const city = variables['city'];
  return [
    `**${toCapitalised(role)}${city === undefined ? '' : ` in ${String(city)}`}**`,
    `A usual Tuesday: you start with what came in overnight, settle two questions that only you can settle, and spend the afternoon on the one thing that you set out to improve this month.`,
    '**What you bring**',
    toBullets([
      `You have worked as a ${role} or close to it, and can show something you are proud of.`,
      'You write so that others understand it at the first reading.',
      'You ask early, and say so when you are wrong.',
    ]),
    '**What we offer**',
    toBullets([
      'Work whose result you see within days.',
      'Time to learn, in working hours.',
      chance.pick('offer', ['A team that answers questions.', 'Colleagues who help without being asked twice.']),
    ]),
    'Write to us in five sentences: what you have done, and what you would like to do next.',
  ].join('\n\n');
}

function writeRelease(brief: Brief): string {
  const lines = brief.material
    .split('\n')
    .map((line) => line.replace(/^[-*\s]{1,6}|^[0-9a-f]{7,40} /, '').trim())
    .filter((line) => line !== '');
  const shown = lines.filter((line) => !/^(?:chore|ci|refactor|test|docs|style|build)\b/i.test(line)).slice(0, 8);
  const entries = shown.map((line) =>
    withStop(toCapitalised(line.replace(/^(?:feat|fix|perf)(?:\(\w{1,20}\))?: /i, ''))),
  );
  const version = brief.question.variables['version'];
  return `## ${version === undefined ? 'What is new' : `Version ${String(version)}`}\n\n${entries.length === 0 ? 'Send me the commits, and I will turn them into notes that a customer understands.' : toBullets(entries)}`;
}

function writeStory(brief: Brief): string {
  const subject = toSubject(brief);
  return [
    `**${toCapitalised(subject)}**`,
    brief.chance.pick('begin', [
      `It was a Tuesday, and no one expected anything of it. Lena had just put the kettle on when she heard of ${subject}.`,
      `No one had thought of ${subject} for days. Then, on a grey Thursday, someone asked.`,
    ]),
    'At first she did what everybody does: she looked in the obvious places, asked the obvious people, and got the obvious answers. Then she did something else. She wrote down what she knew for certain. It was three lines long, and the third line was the important one.',
    'By noon it was settled, by supper it was a story, and by Friday everybody claimed to have known it from the start. Lena only smiled. She had kept the sheet with the three lines.',
  ].join('\n\n');
}

const DAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/gi;
/** What announces an announcement. */
const HERALD = /^(?:(?:big|good|great|some|exciting) )?news[,:!]? |^(?:fyi|so|hey|hi|ok)[,:!]? /i;
const SENTENCE =
  /^(?:we|you|they|i|there|it)\b|^(?:our|the|my) (?:\w{1,20} ){1,4}?(?:is|are|has|have|will|was|were|can|opens?|starts?|moves?)\b|^(?:[\w'’]{1,20} ){3,8}(?:is|are|has|have|will)\b/i;
const KINDS: readonly { readonly words: RegExp; readonly write: WriteText }[] = [
  { words: /\bstory\b/i, write: writeStory },
  { words: /\b(?:tweet|linkedin|social media|instagram|caption|slogan|ad copy)\b/i, write: writeShort },
  { words: /\bjob (?:advert|ad|posting|description|offer)\b/i, write: writeAdvert },
  { words: /\brelease notes|changelog\b/i, write: writeRelease },
];

const WRITING =
  /\b(?:write|draft|compose|create|prepare|make|need|give|announce|do|produce|help|tell|looking for|would be (?:great|nice|good|lovely|helpful|perfect))\b/i;
/** A text that is ordered without a verb. */
const ORDERING =
  /^an? (?:\w{1,12} ){0,2}(?:post|article|announcement|newsletter|paragraph|story)\b[^.?!]{0,40}\b(?:please|pls)\b/i;
/** What is asked for beside a text: its headlines, or ideas for it. */
const PARTS =
  /\b(?:headlines?|titles?|subject lines?|openings\b|opening (?:lines?|sentences?)|slogans?|taglines?|names?|ideas?|questions?|topics?|tips?|reasons?)\b.{0,20}\b(?:for|about|on|to)\b/i;
const TEXT =
  /\b(?:posts?|articles?|announcement|press release|newsletter(?! editor)|blog|job (?:advert|ad|posting|description|offer)|release notes|changelog|tweet|caption|slogan|product (?:description|text)|paragraph|brief|story|text about|few (?:lines|sentences) (?:about|on)|intro(?:duction)?|advertisements?|speech|report)\b/i;
