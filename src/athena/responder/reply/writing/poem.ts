import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toNounPhrase, withArticle } from '../english/noun-phrase.ts';
import { toCapitalised } from '../../model/words.ts';

/** Writes a poem, a haiku or a limerick about the subject. */
export const POEM: Intent = {
  name: 'poem',
  fits: ({ task }) =>
    /\b(?:poems?|poetry|verses?|haikus?|limericks?|rhym\w{1,4}|ode|sonnet|stanzas?|poetic)\b/i.test(task),
  write: (brief) => {
    const subject = toSubject(brief);
    return { text: `**${toCapitalised(subject)}**\n\n${toPoem(brief, subject)}`, manner: 'bare' };
  },
};

/** What a poem is for is not what it is about. */
function toSubject({ subject, text }: Brief): string {
  const isOccasion = OCCASION.test(subject);
  const thing = [...text.matchAll(THING)].map(([, found = '']) => found).find((found) => !OCCASION.test(found));
  return withArticle(isOccasion ? (thing ?? '') : toNounPhrase(subject, text)) || 'an ordinary day';
}

const OCCASION =
  /\b(?:invitation|card|farewell|birthday|newsletter|party|speech|day|colleague|boss|friend|anniversary)\b/i;
const THING =
  /\b((?:the|our|my|a new) (?:[a-z]{2,15} ){0,1}[a-z]{3,15})\b(?= (?:and|for|with|that|which|is|was|so)\b|[.,;!?]|$)/g;

function toPoem({ task, chance, persona }: Brief, subject: string): string {
  const pick = (bank: readonly [string, ...string[]]): string => chance.pick('poem', bank).replaceAll('{s}', subject);
  if (/\bhaikus?\b/i.test(task)) return toVerse(pick(HAIKUS));
  if (/\blimericks?\b/i.test(task)) return toVerse(pick(LIMERICKS));
  const scene = SCENES.find(({ words }) => words.test(subject)) ?? SCENES.find(({ words }) => words.test(persona.role));
  return [pick(OPENINGS), scene?.verse ?? WORKDAY, pick(ENDINGS)].map(toVerse).join('\n\n');
}

/** Ends each line but the last with the two spaces that break it in Markdown. */
function toVerse(verse: string): string {
  return verse.trim().split('\n').join('  \n');
}

/** Verses that speak to the subject, which the title names: its name would break their metre. */
const OPENINGS = [
  `No trumpet call, no grand parade,
no statue standing in the square;
a handful of plain lines is made
for you today, because you're there.`,
  `I meant to write a single line
to you, and then to let it be;
but then a second seemed just fine,
and very soon the two were three.`,
  `Some people sing of stars and sea,
of harbours in the evening light;
my song today is you, and we
shall see if I can get it right.`,
] as const;

const ENDINGS = [
  `So thank you, plainly, once again,
for little things that turn out well;
we notice only now and then,
and that is all I meant to tell.`,
  `So if the day is long and grey,
remember this, and take your time:
there's always something good to say,
and now and then it wants to rhyme.`,
  `Here's half a smile for you, or two,
before the evening lamp is lit:
the day had many things to do,
and you have done a part of it.`,
] as const;

/** A verse for what a subject brings to mind. */
const SCENES: readonly { readonly words: RegExp; readonly verse: string }[] = [
  {
    words: /return|refund|exchange/i,
    verse: `The box goes back, the label's on,
no queue, no form in triplicate;
a click or two, the worry's gone,
and no one has to sit and wait.`,
  },
  {
    words: /parcel|deliver|shipping|courier|track|package/i,
    verse: `A van turns in, a doorbell rings,
the long wait ends at half past four;
it's strange how large a joy it brings,
a cardboard box before the door.`,
  },
  {
    words: /meeting|call|agenda|transcript/i,
    verse: `The clock says ten, the room is full,
the list is long, the coffee thin;
but one clear note can gently pull
the morning's many threads back in.`,
  },
  {
    words: /data|report|figure|number|sql|spreadsheet|dashboard/i,
    verse: `The rows line up, the columns add,
a figure lifts its quiet head;
it shows you what you really had,
and not the thing you hoped instead.`,
  },
  {
    words: /code|bug|software|test|program|deploy|release|api\b/i,
    verse: `The tests are green, the branch is clean,
one comma sits out of its place;
the oddest bug you've ever seen
was hiding in an empty space.`,
  },
  {
    words: /contract|clause|legal|notice/i,
    verse: `The clauses march in single file,
with “notwithstanding” at the head;
read slowly, and in just a while
you'll learn what no one had said.`,
  },
  {
    words: /customer|support|service|ticket|help/i,
    verse: `A question comes, a little cross,
it's late, the lamp won't light, and yet
a patient word can ease the loss
and be the one they don't forget.`,
  },
  {
    words: /spring|summer|autumn|winter|rain|snow|garden|sea\b|tree|flower|moon|sun\b/i,
    verse: `The light comes slanting down the lane,
a blackbird tries a note or two;
the windows blink with last night's rain,
and all the world looks almost new.`,
  },
  {
    words: /love|friend|mother|father|birthday|wedding|cat\b|dog\b|child/i,
    verse: `A laugh that drifts across the hall,
a cup set down, a chair pulled near;
the smallest things outlast them all,
and what we need is mostly here.`,
  },
];
const WORKDAY = `The kettle hums, the lights come on,
the inbox blinks, the plants lean in;
by noon the early fog is gone,
and that is how good days begin.`;

const HAIKUS = [
  'Quiet at the start,\none small thing in its right place;\nthe whole day feels light.',
  'Morning on the desk:\nwhat was heavy yesterday\nfits into one hand.',
] as const;
const LIMERICKS = [
  `A colleague I know, name of Claire,
took {s} on as a dare;
by a quarter to three
she was calling to me:
“It was easy! I'd hardly a care!”`,
  `There once was a man from Lahore
who found {s} rather a bore;
till he gave it a try
on a day wet and dry,
and now he keeps asking for more.`,
] as const;
