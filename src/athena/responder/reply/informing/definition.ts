import { refersBack } from '../english/requests.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toKnown } from './fact.ts';
import { GLOSSARY } from './glossary/glossary.ts';
import type { Term } from './glossary/term.ts';

/** Explains a term of everyday business. */
export const DEFINITION: Intent = {
  name: 'definition',
  fits: (brief) => isDefining(brief) && !OWN.test(brief.request) && !isOfKnown(brief) && findAsked(brief) !== undefined,
  write: (brief) => {
    const { chance } = brief;
    const found = findAsked(brief) ?? findTerm(brief.task);
    if (found === undefined) return { text: '', manner: 'inform' };
    const { name, meaning, example } = found;
    const link = chance.pick('example', ['For example:', 'An example:', 'In practice:']);
    return { text: `**${name}** ${meaning}\n\n${link} ${example}`, manner: 'inform' };
  },
};

/** Returns whether a term is asked of a thing that the agent knows: `the notice period for the carrier contract`. */
function isOfKnown(brief: Brief): boolean {
  return (
    /\b(?:for|of|in|with) (?:the|our) \w/i.test(brief.request) && toKnown(brief).some(({ overlap }) => overlap >= 2)
  );
}

/** A request that only refers to another sentence asks what that one asks. */
function isDefining(brief: Brief): boolean {
  const { request, task } = brief;
  return DEFINING.test(request) || (refersBack(request) && DEFINING.test(task)) || isDefinedBeside(brief);
}

/** Returns whether another sentence asks what a term means, and the request asks for no other work. */
function isDefinedBeside({ context, task, signs }: Brief): boolean {
  return (
    !WORK.some((sign) => signs.request.has(sign)) &&
    context.some((clause) => DEFINING.test(clause) && (refersBack(clause) || findTerm(clause) !== undefined)) &&
    findTerm(task) !== undefined
  );
}

/** Returns the term that the request names, or that the sentence names to which it refers. */
function findAsked(brief: Brief): Term | undefined {
  const { request, task } = brief;
  // `What do they mean?` does not ask for the mean.
  const bare = request.replaceAll(/\b((?:does|do|did)\b.{1,60}?)\bmeans?\b/gi, '$1').replaceAll(/\bto mean\b/gi, '');
  return (
    findTerm(bare) ??
    (refersBack(request) || BARE.test(request) || isDefinedBeside(brief)
      ? findTerm(task.replace(request, ''))
      : undefined)
  );
}

/** Returns the names of two terms of the glossary that a text holds. */
export function findTwoTerms(text: string): readonly [string, string] | undefined {
  const [first, second] = GLOSSARY.filter(({ words }) => words.test(text)).map(({ name }) =>
    name.replace(/^(?:the|an?) /i, ''),
  );
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** Returns the longest term of the glossary that a task names. */
export function findTerm(task: string): Term | undefined {
  const bare = task.replaceAll(/["“”„]|(?<!\w)['‘]|['’](?!\w)/g, '');
  const found = GLOSSARY.map((term) => ({ term, length: term.words.exec(bare)?.[0].length ?? 0 }));
  return found.filter(({ length }) => length > 0).toSorted((left, right) => right.length - left.length)[0]?.term;
}

/** A question that names nothing: what it means stands in another sentence. */
const BARE =
  /^(?:(?:can|could|would) (?:you|some(?:body|one)) )?(?:please )?(?:what|huh|meaning|explain|clarify|help)\b.{0,20}\??$/i;
/** Signs of a request for something else than an explanation. */
const WORK = ['write', 'plan', 'email', 'poem', 'function', 'count', 'compare', 'checklist', 'signing'] as const;
const DEFINING =
  /\bwhat(?:['’]s| is| are| was) (?!the (?:deadline|price|status)|wrong)|\b(?:explain|define|definition|meaning|means?|understand|stands? for|clarify)\b|\bwhen (?:is|are|does|do) .{0,40}\b(?:considered|called|counts?|qualif\w{1,5})\b|\bdon['’]t get\b|\bwhat do you call\b|\bwhat an? .{2,40}? (?:is|are|means?)\b|\btell me what\b|\bnever (?:heard|understood)\b|\bwhat does .{2,60} mean\b|\bat what point\b|\bwhat (?:that|this|it) (?:is|means?)\b/i;
/** A question about one's own things is about facts, not about a word. */
const OWN =
  /\b(?:our|my|your|this|these|in the contract)\b(?! (?:words|colleagues?|boss|team|manager|friend|coworker|lawyer)\b)|\b(?:last|this|past|previous) (?:week|month|quarter|year)\b|\bhow many\b/i;
