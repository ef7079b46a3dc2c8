import { toCapitalised } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toBullets } from '../english/sentences.ts';
import { toSecondPerson } from '../english/words.ts';
import { readAmounts } from '../grounding/amounts.ts';

/** Plans over time: an agenda by the minute, a week by the day, or a project by the week. */
export const PLAN: Intent = {
  name: 'plan',
  fits: ({ task }) => PLANNING.test(task) && !/\bquery plan\b|\bexplain this plan\b/i.test(task),
  write: (brief) => {
    const kind = KINDS.find(({ words }) => words.test(brief.task)) ?? PROJECT;
    return { text: kind.write(brief), manner: 'work' };
  },
};

interface PlanKind {
  readonly words: RegExp;
  readonly write: (brief: Brief) => string;
}

function writeWeek({ subject, text, task, chance }: Brief): string {
  const about = toSecondPerson(subject)
    .replace(/^(?:plan|schedule) /i, '')
    .replace(/,? (?:please|day by day)\b.{0,40}$/i, '');
  const isStart = LEARNING.test(`${task} ${text}`);
  const lead = isStart
    ? chance.pick('lead', ['One step a day is enough for a good first week:', 'A first week with one result a day:'])
    : `A plan for ${about || 'the week'}, with one result a day:`;
  const days = isStart ? FIRST_WEEK : WORK_WEEK;
  return `${lead}\n\n${toBullets(days.map((what, index) => `**${DAYS[index] ?? ''}:** ${what}`))}`;
}

function writeAgenda(brief: Brief): string {
  const { subject, task, question } = brief;
  const minutes = readAmounts(brief.text).find(({ unit }) => unit === 'minute')?.value ?? 30;
  const about =
    String(
      question.variables['topic'] ??
        /\babout (.{3,80})$/i.exec(task)?.[1] ??
        subject.replace(/^(?:an? |the )?(?:meeting|call)(?: of \d+ minutes)?(?: about)? ?/i, ''),
    ) || 'the matter';
  const shares = [0.1, 0.3, 0.35, 0.25].map((share) => Math.max(1, Math.round(minutes * share)));
  const rest = minutes - shares.reduce((sum, share) => sum + share, 0);
  const points = [
    ['Why we are here', `everybody can say what should be decided about ${about}`],
    ['Where it stands', 'the facts that no one disputes are on one page'],
    ['The options', 'two ways remain, with what speaks against each'],
    ['Decision and next steps', 'one way is chosen; each step has an owner and a date'],
  ] as const;
  const lines = points.map(
    ([title, result], index) =>
      `**${(shares[index] ?? 1) + (index === 2 ? rest : 0)} min: ${title}.** At the end: ${result}.`,
  );
  return `**Agenda: ${about}, ${minutes} minutes**\n\n${toBullets(lines)}`;
}

function writeCampaign({ subject }: Brief): string {
  const about = toSecondPerson(subject) || 'the campaign';
  return `**${toCapitalised(about)}, by week**\n\n${toBullets([
    '**Week 1, message:** one sentence that says what is new and for whom. Agree on the figure that should move.',
    '**Week 2, material:** page, mail and three pictures. Someone who does not know it reads everything once.',
    '**Week 3, test:** a tenth of the readers get it first. Keep what works, drop what does not.',
    '**Week 4, launch:** mail on Tuesday, posts on Wednesday and Friday, answers to questions every day.',
    '**Week 5, look back:** what did it cost, what did it bring, what do we change?',
  ])}\n\nTell me the goal, the budget and the dates, and I will make it exact.`;
}

function writePage({ subject }: Brief): string {
  const about = toSecondPerson(subject) || 'the subject';
  return `**Title:** ${toCapitalised(about)}: what it is, what it costs, how to begin\n\n**Outline**\n\n${toBullets([
    'What the reader wants to know, answered in the first two sentences',
    `How ${about} works in practice, in three steps with a picture each`,
    'What it costs, and what it saves, with an example that one can check',
    'What people get wrong at first',
    'The first step, which takes five minutes',
  ])}\n\n**Questions to answer**\n\n${toBullets([
    `What is the point of ${about}?`,
    `Who should not bother with ${about}?`,
    'How long does it take until it pays off?',
    'What do I need to begin?',
    'What do others say who have done it?',
  ])}`;
}

function writeProject({ subject }: Brief): string {
  const about = toSecondPerson(subject) || 'this';
  return `A plan for ${about} in four steps:\n\n${toBullets([
    `**1. Agree on the goal.** Write down in one sentence what will be true when ${about} is done.`.replace(
      `when ${about} is done`,
      'at the end',
    ),
    '**2. Try it small.** Do it once, for one case, and note what took longer than you thought.',
    '**3. Do the rest.** Give each part one owner and one date.',
    '**4. Look back.** Compare the result with the sentence of step 1, and say what comes next.',
  ])}`;
}

const PROJECT: PlanKind = { words: /$^/, write: writeProject };
const KINDS: readonly PlanKind[] = [
  { words: /\b(?:pages?|articles?|posts?|blog|guide)\b/i, write: writePage },
  { words: /\b(?:agenda|meeting|\d+ minutes)\b/i, write: writeAgenda },
  { words: /\b(?:campaign|launch|marketing)\b/i, write: writeCampaign },
  { words: /\b(?:week|days?)\b/i, write: writeWeek },
];
const LEARNING =
  /\b(?:first|new here|start|started|onboard\w{0,3}|learn\w{0,3}|familiar|get to know|getting to know|find my way|settle in|understand the|week (?:1|one)|(?:your|the|this) (?:product|tool|software|app|system))\b/i;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
const FIRST_WEEK = [
  'sign in, look around for ten minutes, and write down the one thing that you want to get done.',
  'do that one thing with a small example. It may be ugly; it only has to work.',
  'invite one colleague, show them what you have, and ask what they would use it for.',
  'connect what you already use, such as your mail or your chat, and repeat the example with real data.',
  'look back: what saved time, what got in the way? We will talk about it and choose the next step.',
] as const;
const WORK_WEEK = [
  'agree on the goal, and on what will be left out.',
  'collect what is there, and close the largest gap.',
  'make a first version that someone can look at.',
  'let others try it, and change the two things that they stumble over.',
  'finish it, and write down what comes next.',
] as const;
const PLANNING =
  /^(?:please |can you |could you )?(?:plan|schedule|organi[sz]e|outline)\b|\b(?:make|create|write|draft|give|prepare|need|want|set up|outline|do|suggest|put together)\b.{0,30}\b(?:plan|schedule|agenda|timetable|roadmap|calendar|itinerary)\b|\bday by day\b|\b(?:structure|arrange|organi[sz]e|schedule|fill|spread) (?:it|this|that|my|the|our)\b.{0,40}\b(?:week|days?|monday|month)\b|\b(?:on|for|in) (?:which|each|every) (?:day|week)\b.{0,20}\?|\bplan (?:out )?(?:a|an|my|our|the)\b|\bwhat (?:should|do|can|will|could) i do (?:in|during|over|on) (?:my|the) (?:first )?(?:week|month|days?)\b|\b(?:lay|map|set) out\b.{0,40}\b(?:week|month|plan|days)\b|\bwhat (?:would|should|could|does) (?:my|our|a|the) (?:first )?(?:week|day|month) (?:look|be)/i;
