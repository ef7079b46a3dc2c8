import { toKeywords, toSnippet } from '../../model/words.ts';
import { findUserTurns, withText, type Brief } from '../brief/brief.ts';
import type { AnswerBrief, Intent } from '../brief/intent.ts';
import { countWords, splitSentences, toBullets, toTable } from '../english/sentences.ts';
import { explainDecision } from '../working/decision.ts';
import { findSteps, sayStep } from '../working/how-to.ts';
import { findTopic } from '../reading/topic.ts';
import { replaces } from './replacement.ts';
import { asksForSame, writeSame } from './same-again.ts';
import { findItems, toShorter } from './last-answer.ts';
import { writeLookup } from './look-up.ts';
import type { Sign } from '../reading/lexicon.ts';

/** Answers a message that refers to the last answer: shorter, as a table, the next step, why, the same for another. */
export const FOLLOW_UP: Intent = {
  name: 'follow-up',
  fits: (brief) => isFollowing(brief) && findWorded(brief) !== undefined,
  write: (brief, answer) => ({ text: findFollowUp(brief)?.write(brief, answer) ?? '', manner: 'bare' }),
};

/** Returns how a message takes up the last answer: by its wording, else by the signs of its words. */
export function findFollowUp(brief: Brief): FollowUpKind | undefined {
  if (!isFollowing(brief)) return undefined;
  return (
    findWorded(brief, KINDS.slice(0, -1)) ??
    KINDS.find(({ signs = [], fits }) => signs.some((sign) => brief.signs.all.has(sign)) && (fits?.(brief) ?? true)) ??
    findWorded(brief, KINDS.slice(-1))
  );
}

function isFollowing({ last, material, text }: Brief): boolean {
  return last !== undefined && material === '' && countWords(text) <= MAX_WORDS;
}

interface FollowUpKind {
  readonly words: RegExp;
  /** Tells it where a pattern cannot. */
  readonly reads?: (text: string) => boolean;
  /** Signs that mean it in other words. */
  readonly signs?: readonly Sign[];
  /** Whether the kind also depends on more than the words. */
  fits?(brief: Brief): boolean;
  readonly write: (brief: Brief, answer: AnswerBrief) => string;
}

function findWorded(brief: Brief, kinds = KINDS): FollowUpKind | undefined {
  return kinds.find(
    (kind) => (kind.words.test(brief.text) || kind.reads?.(brief.text) === true) && (kind.fits?.(brief) ?? true),
  );
}

function writeShorter({ last = '', text, format: { maxWords } }: Brief): string {
  return toShorter(last, { maxWords, isSentence: /\b(?:in|as) (?:a|one) (?:single )?sentence\b/i.test(text) });
}

/** Gives the step after those that were given. */
function writeNextStep(brief: Brief): string {
  const requests = findUserTurns(brief).toReversed();
  const given = brief.question.conversation.filter(
    ({ role, content }) => role === 'assistant' && /\bstep \d/i.test(content),
  ).length;
  const begun = requests
    .map((request) => withText(brief, request))
    .find((earlier) => /\b(?:how|where|start|begin|plan|set up|first)\b/i.test(earlier.task));
  const steps = begun === undefined ? [] : findSteps(begun);
  const praise = brief.chance.pick('praise', [
    'Well done!',
    'Good, that was the part that holds many people up.',
    'Very good.',
  ]);
  if (steps.length === 0)
    return `${praise} The next step: look at the result together with someone who will use it, and write down the one thing to change first. Tell me what it is.`;
  return given >= steps.length
    ? `${praise} That was the last step: you are done. What would you like to do next?`
    : `${praise}\n\n${sayStep(steps, Math.max(given, 1))}`;
}

function writeWhy(brief: Brief): string {
  const [request = ''] = findUserTurns(brief);
  const before = withText(brief, request);
  const decided = explainDecision(before);
  if (decided !== undefined) return decided;
  const [fact] = before.facts;
  if (fact !== undefined)
    return `Because of what I was told about it: “${toSnippet(fact.content, 240)}” I know of nothing that speaks against it.`;
  const [claim = ''] = splitSentences(brief.last ?? '');
  return `I based “${toSnippet(claim, 100)}” on what you wrote: “${toSnippet(request, 140)}” If something in it has changed, tell me, and I will look at it again.`;
}

function writeTable({ last = '' }: Brief): string {
  const rows = findItems(last).map((item, index) => {
    const [, title, rest] = /^\**([^*:]{1,60}?)\**:\**\s(.{1,400})$/.exec(item) ?? [];
    return [String(index + 1), title ?? item.replaceAll('**', ''), rest ?? ''];
  });
  const hasRest = rows.some((row) => row[2] !== '');
  const head = hasRest ? ['', 'Point', 'Detail'] : ['', 'Point'];
  return toTable([head, ...rows.map((row) => row.slice(0, head.length))]);
}

function writeList({ last = '' }: Brief): string {
  return toBullets(findItems(last));
}

function writeJson({ last = '' }: Brief): string {
  return `\`\`\`json\n${JSON.stringify({ points: findItems(last).map((item) => item.replaceAll('**', '')) }, null, 2)}\n\`\`\``;
}

/** Says more about one item of the last answer. */
function writeItem({ text, last = '' }: Brief): string {
  const items = findItems(last);
  const word = ORDINAL.exec(text)?.[1]?.toLowerCase() ?? '';
  const index =
    word === 'last'
      ? items.length - 1
      : Math.max(
          0,
          ORDINALS.findIndex((names) => names.includes(word)),
        );
  const item = items[index];
  if (item === undefined)
    return `My last answer has ${items.length === 1 ? 'one point' : `${items.length} points`}. Which one do you mean?`;
  const bare = item.replaceAll('**', '').replace(/[.!]$/, '');
  return `You mean this one: “${bare}”. In practice it comes down to two things: who takes care of it, and how you will notice that it is done. Tell me how it is with you today, and I will make it concrete.`;
}

function writeChoice({ last = '', chance }: Brief): string {
  const items = findItems(last).map((item) => item.replaceAll('**', '').replace(/[.!]$/, ''));
  const [first = ''] = items;
  return `I would take the first one: “${toSnippet(first, 140)}”. ${chance.pick('why', ['It says most with the fewest words.', 'It is the easiest to begin with, and the easiest to undo.'])}`;
}

const ORDINALS: readonly (readonly string[])[] = [
  ['first', '1', '1st', 'one'],
  ['second', '2', '2nd', 'two'],
  ['third', '3', '3rd', 'three'],
  ['fourth', '4', '4th', 'four'],
  ['fifth', '5', '5th', 'five'],
];
const ORDINAL =
  /\b(?:the |number |point |item |step )(first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th)?|one|two|three|four|five)\b/i;

/** A message that only makes sense after another one. */
const REFERRING =
  /\b(?:that|it|this|those|these|them|there|you said|you mean)\b|^(?:and|but|so|what about|what if|what will|what do|what else|which|who|when|how long|how much)\b/i;
const MAX_WORDS = 22;
const NONE = /$^/;

const KINDS: readonly FollowUpKind[] = [
  {
    words:
      /\b(?:shorter|short version|briefer|more briefly|shorten (?:it|that|this)|(?:cut|boil|trim|condense|sum|keep) (?:it|that|this)\b|too long|in (?:one|a) sentence|in fewer words|less text|half (?:the|its|as|that) (?:length|long|size|words)|tl;?dr|in a nutshell|more concise|condensed|in short)\b/i,
    signs: ['shorten'],
    write: writeShorter,
  },
  {
    words: /\b(?:as|in|into|to) (?:an? )?tables?\b|\btable instead\b/i,
    write: writeTable,
    fits: ({ last = '', text }) => findItems(last).length > 1 && countWords(text) <= 9,
  },
  {
    words: /\b(?:as|in|into) (?:an? )?(?:bullet(?:ed)? |numbered )?(?:list|bullets|bullet points)\b/i,
    write: writeList,
    fits: ({ text }) => countWords(text) <= 9,
  },
  { words: /\b(?:as|in|into) json\b/i, write: writeJson, fits: ({ text }) => countWords(text) <= 9 },
  {
    words: NONE,
    reads: replaces,
    signs: ['same'],
    write: writeSame,
    fits: asksForSame,
  },
  {
    words:
      /^(?:(?:ok(?:ay)?|done|great|good|thanks|all|i|yes|alright|finished|ready)\b.{0,30})?\b(?:what(?:['’]s| is| comes| do i do| should i do)? (?:the )?(?:next|after(?: that)?|now)|next step|next one|and (?:now|then)|what now|then what|go on|continue|done|i did (?:that|it)|did that|finished|completed)\b|^(?:that(?:['’]s| is| was)|this is|it(?:['’]s| is)|all|everything(?:['’]s| is)?) (?:done|finished|completed?|set up|working)\b/i,
    signs: ['done', 'continue'],
    write: writeNextStep,
    fits: ({ text, persona, signs }) =>
      (persona.isStepwise && !signs.all.has('stuck')) ||
      (countWords(text) <= 10 && findTopic(text) === '' && !signs.all.has('require')),
  },
  {
    words:
      /^(?:but |and |so )?(?:why|how come)\b.{0,40}$|\bwhat makes you\b|\bhow did you (?:come|arrive|get|reach|decide|conclude)\b|\b(?:what(?:['’]s| is)|explain|give me) (?:the|your) (?:reason\w{0,3}|rationale)\b|^explain (?:that|this|it|yourself|your (?:decision|choice|answer))\b|\bon what (?:basis|grounds)\b|\bwhat (?:is|was) (?:that|this|it) based on\b|\bwhat (?:led|brought) you\b|^(?:and |but )?how (?:can|could|do|did) you (?:tell|know)\b.{0,12}$|^(?:and |but )?(?:the |your )?reason(?:ing|s)?[?. ]{0,3}$|\bwhy (?:is|do|did|that|so)\b.{0,20}$/i,
    signs: ['reasoning'],
    write: writeWhy,
  },
  { words: ORDINAL, write: writeItem, fits: ({ last = '' }) => findItems(last).length > 1 },
  {
    words:
      /\b(?:which (?:one )?(?:would|do) you|which (?:one )?is (?:the )?(?:best|better)|your favou?rite|which should i)\b/i,
    write: writeChoice,
    fits: ({ last = '' }) => findItems(last).length > 1,
  },
  {
    words: /\b(?:more (?:about|on|detail\w{0,3})|tell me more|elaborate|expand on)\b/i,
    signs: ['require'],
    write: writeLookup,
  },
  {
    words: REFERRING,
    write: writeLookup,
    fits: ({ text, subject }) =>
      text.trim().endsWith('?') &&
      (toKeywords(subject).length <= 1 || /\b(?:for|with|about|of) (?:that|it|this|those|them)\b/i.test(text)) &&
      countWords(text) <= 14,
  },
];
