import { toCapitalised, toTitle } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { findSubject } from '../brief/subject.ts';
import { refersBack } from '../english/requests.ts';
import { toNounPhrase, withArticle } from '../english/noun-phrase.ts';
import { splitSentences, toBullets, trimEnd, withStop } from '../english/sentences.ts';
import { namesTopic } from '../reading/topic.ts';

/** Writes a text for readers: a post, an announcement, a job advert, release notes. */
export const POST: Intent = {
  name: 'post',
  fits: ({ task }) => WRITING.test(task) && TEXT.test(task) && !PARTS.test(task),
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
function toSubject({ subject, material, request, context }: Brief): string {
  const telling = context.filter((clause) => !namesText(clause) && namesTopic(clause));
  const told =
    refersBack(request) || subject === '' || findSubject(request) === ''
      ? trimEnd(telling.at(-1) ?? '').replace(HERALD, '')
      : '';
  return told || subject || toTitle(material, 60) || 'our news';
}

/** Begins with what the reader gains, and promises no date. */
function writePost(brief: Brief): string {
  const { chance } = brief;
  const subject = toSubject(brief);
  const theme = THEMES.find(({ words }) => words.test(subject)) ?? GENERAL;
  // A sentence such as `we have moved` stands for itself, and not within another one.
  const isSentence = SENTENCE.test(subject);
  const noun = isSentence ? theme.noun : withArticle(toNounPhrase(subject, brief.text)) || theme.noun;
  const [fact] = splitSentences(brief.material);
  const parts = [
    `**${toCapitalised(noun)}: ${chance.pick('title', theme.titles)}**`,
    ...(isSentence ? [withStop(toCapitalised(subject))] : []),
    chance.pick('gain', theme.gains).replaceAll('{s}', noun),
    fact === undefined ? chance.pick('detail', theme.details).replaceAll('{s}', noun) : withStop(fact),
    chance.pick('end', [
      'Have a look, try it in your own time, and tell us what you think. The most useful replies are the ones that say what is still missing.',
      'Try it when it suits you. And if something is unclear, ask: where one person wonders, ten others do too.',
    ]),
  ];
  return parts.join('\n\n');
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

interface Theme {
  readonly words: RegExp;
  /** What to call the subject when the task describes it by a sentence. */
  readonly noun: string;
  readonly titles: readonly [string, ...string[]];
  readonly gains: readonly [string, ...string[]];
  readonly details: readonly [string, ...string[]];
}

const GENERAL: Theme = {
  words: /^$/,
  noun: 'this change',
  titles: ['what is in it for you', 'the short version', 'what changes, and what does not'],
  gains: [
    'Less to think about, and more time for the rest: that is what {s} should mean for you.',
    'Good news should be quick to read, so here it is: with {s}, one thing in your week becomes simpler.',
  ],
  details: [
    'You need not learn anything new for it. Take two minutes, see what {s} can do on an ordinary day, and keep what saves you time.',
    'We looked at what people stumbled over most, and started there. That is why {s} will not feel like a change so much as a small relief.',
  ],
};

const THEMES: readonly Theme[] = [
  {
    words: /\b(?:opening (?:hours|times)|open(?:ing)? on|hours|saturdays?|sundays?)\b/i,
    noun: 'the new opening hours',
    titles: ['time for you when you have time', 'come by when it suits you'],
    gains: [
      'You no longer have to squeeze your visit in between work and supper: {s} give you one more day to choose from.',
      'More room in your week: with {s}, you can come by when the working days are over.',
    ],
    details: [
      'Bring the parcel that has been waiting in the hall, ask the question that you did not want to write down, or just look around. Nothing else changes: the other days stay as you know them.',
      'Whether you want to return something, pick something up or ask a question face to face, someone will be there to help. The hours of the other days stay as they are.',
    ],
  },
  {
    words: /\breturns?\b|\brefunds?\b/i,
    noun: 'the new returns',
    titles: ['changing your mind made easy', 'back in the box, and done'],
    gains: [
      'You order with an easy mind when sending something back is easy: that is the idea behind {s}.',
      'No one likes to queue with a parcel. With {s}, you should not have to.',
    ],
    details: [
      'Print the label, close the box, hand it over. From then on you can see where it is, and you need not write to anybody to ask.',
      'It takes three steps: choose the article, print the label, hand over the parcel. The rest is our work, not yours.',
    ],
  },
  {
    words: /\b(?:parcel|deliver|shipping|tracking)\b/i,
    noun: 'the new tracking',
    titles: ['know where it is', 'no more guessing at the door'],
    gains: [
      'No more waiting at the window: {s} should let you plan your day again.',
      'You know the question: where is it now? {s} should answer it before you ask.',
    ],
    details: [
      'One look is enough to see where the parcel is and what happens next. If something goes wrong on the way, you see that too.',
      'You see the last stop, the next one, and what to do if you are out. That is all, and it is meant to be.',
    ],
  },
];

const WRITING =
  /\b(?:write|draft|compose|create|prepare|make|need|give|announce|do|produce|help|tell|looking for|would be (?:great|nice|good|lovely|helpful|perfect))\b/i;
/** What is asked for beside a text: its headlines, or ideas for it. */
const PARTS =
  /\b(?:headlines?|titles?|subject lines?|openings\b|opening (?:lines?|sentences?)|slogans?|taglines?|names?|ideas?|questions?|topics?|tips?|reasons?)\b.{0,20}\b(?:for|about|on|to)\b/i;
const TEXT =
  /\b(?:posts?|articles?|announcement|press release|newsletter(?! editor)|blog|job (?:advert|ad|posting|description|offer)|release notes|changelog|tweet|caption|slogan|product (?:description|text)|paragraph|brief|story|text about|few (?:lines|sentences) (?:about|on)|intro(?:duction)?|advertisements?|speech|report)\b/i;
