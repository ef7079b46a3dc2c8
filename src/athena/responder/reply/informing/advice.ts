import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { findChoices, offersChoices } from '../grounding/choices.ts';
import { splitClauses } from '../english/requests.ts';
import { splitSentences, toBullets, trimEnd } from '../english/sentences.ts';
import { toGerund, toLowerStart, toSecondPerson } from '../english/words.ts';
import { toCapitalised } from '../../model/words.ts';
import { findTraits, readNamed } from './comparison.ts';

/** Gives an opinion: which of two things, or whether to do something. */
export const ADVICE: Intent = {
  name: 'advice',
  fits: (brief) => findOptions(brief) !== undefined || DECIDING.test(brief.task),
  write: (brief) => {
    const options = findOptions(brief);
    const [first, second] = options ?? ['', ''];
    const settled = brief.facts.find(({ overlap, isInstruction }) => isInstruction && overlap >= 1);
    if (options === undefined) return { text: writeWhether(brief), manner: 'inform' };
    const text =
      settled === undefined ? writeChoice(first, second, brief) : writeSettled(settled.content, [first, second], brief);
    return { text, manner: 'inform' };
  },
};

/** Returns whether a text names something that there is a list of checks for, such as a signature. */
export function isMatter(text: string): boolean {
  return DECISIONS.some(({ words }) => words.test(text));
}

/** Returns the two options of a question: `tabs` and `spaces`. Others than known things must be asked for. */
function findOptions({ task, signs, persona }: Brief): readonly [string, string] | undefined {
  // Which of its own verdicts an agent gives is no matter of opinion.
  if (offersChoices(task, findChoices(persona.instruction))) return undefined;
  const asks = signs.all.has('advise') || /\?|\b(?:which|better|rather|prefer)\b/i.test(task);
  const options = splitClauses(task)
    .map(readOptions)
    .find((found) => found !== undefined);
  if (options !== undefined && (asks || options.every((name) => findTraits(name, '') !== undefined))) return options;
  return signs.all.has('advise') && !signs.all.has('email') ? readNamed(task) : undefined;
}

function readOptions(clause: string): readonly [string, string] | undefined {
  const [, left = '', right = ''] =
    OPTIONS.exec(trimEnd(clause).replace(/^(\w{2,20}) ?(?:\/|vs\.?) ?(?=\w{2,20}\b)/i, '$1 or ')) ?? [];
  const last = left.split(', ').at(-1) ?? left;
  const bare = withoutPreposition(
    last.replace(VERB, '').replace(/^(?:.{0,40}: |which (?:is|one is) better[,:]? |.{0,30}\bbetter[,:]? )/i, ''),
  );
  const other = withoutPreposition(right.replace(/(?:,| [-–—])? (?:what|which|and why|in your)\b.{0,60}$/i, ''));
  return bare === '' ||
    other === '' ||
    /^(?:not|no|never|so|else|not yet|what|is it|should we wait)$/i.test(other) ||
    /^(?:one|two|three|\d+)$/i.test(bare) ||
    bare.split(' ').length > 5 ||
    other.split(' ').length > 6
    ? undefined
    : [bare, other];
}

/** `Indent with tabs` is about tabs. */
function withoutPreposition(name: string): string {
  return trimEnd(name).replace(/^(?:\w{1,12} )?(?:with|by|for|on) /i, '');
}

/** Says the rule that settles a question. What it tells the agent to do is not said. */
function writeSettled(rule: string, [left, right]: readonly [string, string], { chance }: Brief): string {
  const [first = rule] = splitSentences(rule);
  const lead = chance.pick('settled', ['That is settled here', 'We have a rule for that']);
  return `${lead}: ${toLowerStart(first)} So there is nothing left to argue about between ${toLowerStart(left)} and ${toLowerStart(right)}: set it once, let the machine apply it, and keep the review for what can break.`.replace(
    ': set it once, let the machine apply it, and keep the review for what can break',
    /formatter|machine|automatic/i.test(rule) ? ': set it once, and keep the review for what can break' : '',
  );
}

function writeChoice(left: string, right: string, { chance }: Brief): string {
  const [first, second] = [findTraits(left, right), findTraits(right, left)];
  if (first === undefined || second === undefined)
    return `Between ${left} and ${right} I would take the one that is easier to undo, try it for two weeks, and decide on what you see. Tell me what matters most to you, such as cost, time or quality, and I can be more definite.`;
  const [a, b] =
    chance.pick('order', ['left', 'right']) === 'left'
      ? [
          { name: left, of: first },
          { name: right, of: second },
        ]
      : [
          { name: right, of: second },
          { name: left, of: first },
        ];
  return `Both work, and being consistent matters more than the choice. What speaks for ${toLowerStart(a.name)}: ${a.of.strength}. What speaks for ${toLowerStart(b.name)}: ${b.of.strength}. I would take ${toLowerStart(a.name)} for ${a.of.suits}, and ${toLowerStart(b.name)} for ${b.of.suits}.`;
}

/** Answers whether to do something: what has to be true first. */
function writeWhether({ task, text, subject, chance }: Brief): string {
  const matter = DECISIONS.find(({ words }) => words.test(`${task} ${text}`));
  const action = toSecondPerson(toLowerStart(subject)).replace(/ (?:right now|now|today|this week|at once)$/i, '');
  if (matter !== undefined)
    return `${chance.pick('lead', matter.leads)}\n\n${toBullets(matter.checks)}\n\n${matter.end}`;
  const about = action === '' ? 'it' : action;
  const isVerb = /^(?:should|shall|do) (?:i|we)\b/i.test(task);
  return `${isVerb ? toCapitalised(toGerund(about)) : toCapitalised(about)} makes sense if three things hold:\n\n${toBullets(
    [
      'You can say in one sentence what will be better afterwards.',
      'You can undo it, or bear the cost if it fails.',
      'It is more urgent than what it will keep you from.',
    ],
  )}\n\nIf one of them does not hold, I would wait. Tell me how it stands with them, and I will give you a clear yes or no.`;
}

interface Decision {
  readonly words: RegExp;
  readonly leads: readonly [string, ...string[]];
  readonly checks: readonly string[];
  readonly end: string;
}

const DECISIONS: readonly Decision[] = [
  {
    words: /\bsign(?:ing|ed|ature)?\b/i,
    leads: [
      'I have not seen the text, so I cannot say yes. A signature is hard to take back, so these points come first:',
      'Not before the text answers each of these questions, however short the time is:',
    ],
    checks: [
      '**Term and renewal:** when does it end, and does it renew by itself?',
      '**Notice:** by when, and in which form, can you cancel?',
      '**Liability:** is it capped, and at which sum?',
      '**Price:** may it rise during the term?',
      '**Annexes:** have you read everything that the text refers to?',
    ],
    end: 'Paste the text here, and I will look for the answers and name the clauses. Whether you sign is then your decision.',
  },
  {
    words: /\b(?:hire|hiring|candidate)\b/i,
    leads: ['Decide by evidence rather than by impression:'],
    checks: [
      '**Work:** have you seen something that the person has done?',
      '**Questions:** did every candidate get the same ones?',
      '**Notes:** did two people write down their view before they talked about it?',
    ],
    end: 'With three times yes, I would go ahead; otherwise one more talk costs less than a wrong decision.',
  },
  {
    words: /\b(?:merge|deploy|release|ship)\b/i,
    leads: ['Only if you can answer each of these with yes:'],
    checks: [
      '**Tests:** are they green, and does one of them fail without the change?',
      '**Way back:** can you undo it within minutes?',
      '**Data:** does it survive being run twice?',
      '**People:** is someone there to watch it for an hour?',
    ],
    end: 'On a Friday afternoon I would wait until Monday.',
  },
  {
    words: /\b(?:buy|purchase|invest|spend|subscribe|upgrade)\b/i,
    leads: ['It depends on three things:'],
    checks: [
      '**Use:** who will use it every week?',
      '**Total:** what does it cost in a year, with the time to set it up?',
      '**Exit:** how do you get out, and with which data?',
    ],
    end: 'If no one can name a person for the first point, I would leave it.',
  },
];

const OPTIONS = /^(.{2,60}?) or (.{2,60})$/i;
const VERB =
  /^(?:.{0,20}\b)?(?:should|shall|do|would|could|can|is|are) (?:i|we|you|it|one)(?: better)? (?:use|take|choose|pick|prefer|recommend|go (?:for|with|by)|buy|get|have|send|offer|be|do|write|make)?\s?/i;
const DECIDING =
  /(?:^|[.!?,] )(?:so |and |ok,? )?(?:should|shall) (?:i|we)\b(?! do\b)|\bis it (?:a good idea|wise|worth|smart|sensible|okay|ok|safe|time)\b|\bwould you (?:recommend|advise|suggest|sign|do|take|buy)\b|\bdo you (?:think|recommend|advise)\b.{0,30}\b(?:should|we|i)\b|\bwhat would you do\b|\b(?:good|bad|wise|smart) (?:idea|move|choice)\b|\byes or no\b|\bor (?:rather )?not\?|\bany reason not to\b|(?:^|[.!?] )would you\?$/i;
