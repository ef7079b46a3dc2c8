import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitClauses } from '../english/requests.ts';
import { isClause } from '../english/noun-phrase.ts';
import { countWords, toTable, trimEnd } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { toCapitalised } from '../../model/words.ts';
import { findTerm, findTwoTerms } from './definition.ts';
import { sayFact } from './fact.ts';
import type { Traits } from './traits/define-traits.ts';
import { TRAITS } from './traits/traits.ts';

/** Compares two things, as a table if asked or if there is much to say. */
export const COMPARISON: Intent = {
  name: 'comparison',
  fits: ({ task, format }) =>
    (COMPARING.test(task) && findPair(task) !== undefined) ||
    (TELLING_APART.test(task) && findTwoTerms(task)?.every((name) => findTraits(name, '') !== undefined) === true) ||
    (format.shape === 'table' && (readTwo(task) ?? readNamed(task)) !== undefined),
  write: (brief) => {
    const [left, right] = findPair(brief.task) ?? ['A', 'B'];
    const known = [findTraits(left, right), findTraits(right, left)] as const;
    const [first, second] = known;
    if (first === undefined || second === undefined) return { text: writeOpen(left, right), manner: 'work' };
    const things = [toThing(left, first), toThing(right, second)] as const;
    const body =
      brief.format.shape === 'table' || /\bcompar/i.test(brief.task) ? writeTable(things) : writeText(things);
    return { text: `${defineBoth(left, right)}${body}\n\n${writeVerdict(things, brief)}`, manner: 'inform' };
  },
};

interface Thing {
  readonly name: string;
  readonly traits: Traits;
}

/** Calls a thing as the message does, if that is a name. Of a longer phrase, only the words that are known. */
function toThing(name: string, traits: Traits): Thing {
  const isName = countWords(name) <= MAX_NAME && !isClause(name) && !SPOKEN.test(name);
  return { name: isName ? name : (traits.words.exec(name)?.[0].toLowerCase() ?? name), traits };
}

/** Returns the two things that a task compares. */
export function findPair(task: string): readonly [string, string] | undefined {
  for (const clause of [...splitClauses(task), task.replaceAll(/[.?!]\s/g, ', ')]) {
    const pair = readPair(clause);
    if (pair !== undefined) return pair;
  }
  // `How do the two differ?` names neither: another sentence does.
  const isBeside = /\b(?:the two|they|these|those|both|them)\b|\bthe difference\b.{0,3}$/i.test(task);
  const named = (isBeside ? findTwoTerms(task) : undefined) ?? readTwo(task);
  if (named !== undefined) return named;
  if (TELLING_APART.test(task)) {
    const terms = findTwoTerms(task);
    if (terms !== undefined) return terms;
  }
  const pair = COMPARING.test(task) || /\btable\b|\bside\b/i.test(task) ? readNamed(task) : undefined;
  if (pair !== undefined) return pair;
  // `Compare the two carriers` names neither.
  const [, kind] = /\bcompar(?:e|ing) (?:the |our |both |these )?(?:two |both )?(\w{3,20})s\b/i.exec(task) ?? [];
  return kind === undefined ? undefined : [`${kind} A`, `${kind} B`];
}

/** Returns the two things that a text names, of those that there are traits of, in its order. */
export function readNamed(text: string): readonly [string, string] | undefined {
  const named = TRAITS.flatMap(({ words }) => {
    const found = words.exec(text);
    return found === null ? [] : [{ name: found[0], at: found.index }];
  }).toSorted((one, other) => one.at - other.at);
  const [first, second] = named;
  return first === undefined || second === undefined ? undefined : [first.name, second.name];
}

/** Returns the two things that a sentence puts side by side: `We work with shops and with carriers.` */
function readTwo(task: string): readonly [string, string] | undefined {
  for (const clause of splitClauses(task)) {
    const [, left = '', right = ''] =
      /\b(?:to|with|for|between|from|both) (.{3,40}?) and (?:to |with |for |from )?(.{3,40})$/i.exec(trimEnd(clause)) ??
      /^(.{3,40}?) or (.{3,40})$/i.exec(trimEnd(clause)) ??
      [];
    if (left !== '' && findTraits(left, right) !== undefined && findTraits(right, left) !== undefined)
      return [clean(left), clean(right)];
  }
  return undefined;
}

function readPair(clause: string): readonly [string, string] | undefined {
  for (const pattern of PAIRS) {
    const [, left = '', right = ''] = pattern.exec(trimEnd(clause)) ?? [];
    const pair = [clean(left.split(/[,;] /).at(-1) ?? ''), clean(right.split(/[,;] /)[0] ?? '')] as const;
    if (pair[0] !== '' && pair[1] !== '') return pair;
  }
  return undefined;
}

/** Returns what is known of a thing. Traits that fit the other thing as well tell nothing. */
export function findTraits(name: string, other: string): Traits | undefined {
  return (
    TRAITS.find(({ words }) => words.test(name) && !words.test(other)) ?? TRAITS.find(({ words }) => words.test(name))
  );
}

function clean(name: string): string {
  return trimEnd(
    name
      .replace(/ ?\([^()]{0,60}\)/g, '')
      .replace(TAIL, '')
      .replace(LEAD, '')
      .replace(/^(?:(?:selling|sales|sell) )?(?:to|with|for) /i, '')
      .replace(/^(?:an? |the |two |both |our )/i, ''),
  ).trim();
}

function writeTable([left, right]: readonly [Thing, Thing]): string {
  const head = ['', `**${toCapitalised(left.name)}**`, `**${toCapitalised(right.name)}**`];
  // The verdict below the table says what a thing suits, unless it says when to choose it.
  const shown = isChosen([left, right]) ? ROWS : ROWS.slice(0, -1);
  const rows = shown.map(({ label, read }) => [
    label,
    toCapitalised(read(left.traits)),
    toCapitalised(read(right.traits)),
  ]);
  return toTable([head, ...rows]);
}

function writeText([left, right]: readonly [Thing, Thing]): string {
  const say = ({ name, traits }: Thing): string =>
    `- **${toCapitalised(name)}**: ${traits.strength}, but ${traits.weakness}.`;
  return [say(left), say(right)].join('\n');
}

/** Says which to choose, and for what. Who asks for the better one is told what that depends on. */
function writeVerdict(things: readonly [Thing, Thing], { chance, facts, task }: Brief): string {
  const [known] = facts.filter(({ overlap, isInstruction }) => !isInstruction && overlap >= 2);
  const lead = asksWhich(task)
    ? 'It depends on what you need'
    : chance.pick('verdict', ['In short', 'As a rule of thumb', 'So']);
  const [left, right] = things.map(
    ({ name, traits }) =>
      `${toLowerStart(name)} ${isChosen(things) ? `if ${traits.choose ?? ''}` : `for ${traits.suits}`}`,
  );
  const verdict = `${lead}: ${left ?? ''}; ${right ?? ''}.`;
  return known === undefined ? verdict : `${verdict}\n\nMy notes say: “${sayFact(known.content)}”`;
}

function isChosen(things: readonly [Thing, Thing]): boolean {
  return things.every(({ traits }) => traits.choose !== undefined);
}

/** Says what the two things are, if both are terms of the glossary. */
function defineBoth(left: string, right: string): string {
  const [first, second] = [findTerm(left), findTerm(right)];
  if (first === undefined || second === undefined || first === second) return '';
  return `**${first.name}** ${first.meaning} **${second.name}** ${second.meaning}\n\n`;
}

/** Without knowledge of the things, says what to compare rather than inventing it. */
function writeOpen(left: string, right: string): string {
  const rows = [
    ['What it costs in a year', 'open', 'open'],
    ['What it does well', 'open', 'open'],
    ['What it lacks', 'open', 'open'],
    ['How long the start takes', 'open', 'open'],
  ];
  const table = toTable([['', `**${toCapitalised(left)}**`, `**${toCapitalised(right)}**`], ...rows]);
  return `I have no figures on ${left} or ${right}, so I have set up the comparison and left the cells open rather than guess:\n\n${table}\n\nSend me what you know about each, and I will fill it in and say which one I would take.`;
}

/** Returns whether a task asks which of two things is the better one. */
function asksWhich(task: string): boolean {
  return (/\b(?:which|who|what|whom)\b/i.test(task) && BETTER.test(task)) || UNDECIDED.test(task);
}

const BETTER =
  /\b(?:better|best|choose|easier|pick|target|prefer|buys|go for|take|first)\b|\bwhich (?:one )?(?:is|are|should|would|makes?)\b/i;
const UNDECIDED = /\b(?:can(?:no|['’])t decide|torn|(?:choose|decide|pick) (?:between|a|one|whom)|deciding)\b/i;
/** What someone says rather than calls a thing by. */
const SPOKEN = /\b(?:I|my|me|we|you|your|don['’]?t|not|get|keeps?|always|whether|going|teacher|boss|colleague)\b/i;
const MAX_NAME = 5;
const ROWS: readonly { readonly label: string; readonly read: (traits: Traits) => string }[] = [
  { label: 'Strength', read: ({ strength }) => strength },
  { label: 'Weakness', read: ({ weakness }) => weakness },
  { label: 'Suits', read: ({ suits }) => suits },
];
const COMPARING =
  /\bcompar(?:e|es|ing|ison)\b|\bdiffer(?:s|ent|ence|ences)?\b|\bversus\b|\bvs\b|\bagainst\b|\bnext to\b|\balongside\b|\bdistinguish(?:es)?\b|\bapart from\b|\bpros and cons\b|\bside by side\b/i;
/** What asks how two terms of the glossary differ, in words that mean other things as well. */
const TELLING_APART =
  /\b(?:diffs?|same|equal|unequal|each|both|confus\w{1,4}|muddled?|mix\w{0,3} up|which\b.{0,8}\bwhich)\b|\btell .{2,40} from\b/i;
const PAIRS: readonly RegExp[] = [
  /\bhow (?:do|does|is|are) (.{2,60}?) and (.{2,60}?) (?:differ|different)\b/i,
  /\b(?:distinguishes|sets|separates) (.{2,60}?) (?:apart )?from (.{2,80})$/i,
  /\bbetween (.{2,60}?) and (.{2,80})$/i,
  /\bcompar(?:e|es|ing) (.{2,60}?) (?:and|with|to|against|versus|vs\.?) (.{2,80})$/i,
  /\bcomparison (?:of|between) (.{2,60}?) (?:and|with|to|against|versus|vs\.?) (.{2,80})$/i,
  /\b(?:sets?|puts?|explain|describe|show|weigh) (.{2,60}?) (?:against|versus|vs\.?|beside|next to|alongside) (.{2,80})$/i,
  /^(?:.{0,30}: )?(.{2,60}?) (?:versus|vs\.?) (.{2,80})$/i,
  /\bhow (?:do|does|is|are) (.{2,60}?) (?:different from|differ from|compare (?:with|to)) (.{2,80})$/i,
  /\b(?:pros and cons|advantages) of (.{2,60}?) (?:and|versus|or|over|vs\.?) (.{2,80})$/i,
];
/** What asks for a view, before the first thing. */
const LEAD =
  /^(?:what(?:['’]s| is) )?(?:your |the )?(?:take|view|opinion|thoughts|pros and cons|advantages|differences?|comparison) (?:on|of|about|between) /i;
const TAIL =
  / (?:as (?:\w{1,15} )?(?:customers|buyers|clients|options|channels|partners)|in (?:an? |one )?(?:table|list)|as a table|for (?:us|me|our|my)\b.{0,40}|to (?:me|us)|please|side by side|with each other)\b.{0,40}$/i;
