import { toCapitalised, toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import { splitSentences } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { readAmounts, type Amount } from '../grounding/amounts.ts';
import { findChoices } from '../grounding/choices.ts';
import { findCap, findRulings, type Cap, type Ruling } from '../grounding/ruling.ts';
import { sayFact, toKnown } from '../informing/fact.ts';
import { sayOver, toPeriod } from '../informing/say-ruling.ts';

/** A decision on a request: one of the words that the agent may answer with, and the reply to the customer. */
export interface Verdict {
  readonly word: string;
  readonly reason: string;
  /** What the agent writes to the customer, who is told the reason and no rule of the house. */
  readonly reply: string;
  /** What has to be known before the reply is sent. */
  readonly checks?: string;
  /** What the reply depends on: `, if the refund is 200 euros or less`. */
  readonly condition?: string;
}

/** Applies the limits of the guardrails first, then the policy that the agent remembers. */
export function decide(brief: Brief): Verdict {
  const { persona, text } = brief;
  const choices = findChoices(persona.instruction);
  const choose = (pattern: RegExp): string => choices.find((choice) => pattern.test(choice)) ?? choices[0] ?? 'yes';
  const ruling = findPolicy(brief);
  const share = ruling === undefined ? 1 : toShare(ruling);
  const price = readAmounts(text).find(({ unit }) => unit === 'euro');
  const cap = findCap(persona.guardrails, 'euro');
  const limit = findRulings(persona.guardrails, text).find(
    ({ kind, amount }) =>
      kind === 'beyond' && !(amount.unit === 'euro' && cap !== undefined && amount.value * share <= cap.value),
  );
  if (limit !== undefined)
    return {
      word: choose(/^escal/i),
      reason: `${toCapitalised(limit.amount.text)} is above the limit of ${limit.limit}. ${limit.rule}${sayTime(ruling)}`,
      reply: WAITING,
    };
  if (ruling !== undefined) {
    const isDefect =
      /\b(?:defect\w{0,3}|broken|faulty|damaged)\b/i.test(text) && !/\bnot (?:defective|broken)\b/i.test(text);
    const verdict = decideBy(ruling, choose, { isDefect, share, price });
    const isApproved = verdict.word === choose(/^approve/i);
    const isLimited = !isDefect && (share < 1 || ruling.kind === 'beyond') && /\bdefect/i.test(ruling.rule);
    return withChecks(verdict, isApproved && price === undefined ? cap : undefined, isLimited);
  }
  if (brief.persona.isTerse) return { word: choose(/^escal/i), reason: toLastSentence(text), reply: '' };
  return askForMissing(choose(/^escal/i), text);
}

/** Returns what the policy says about the amounts of a request. */
function findPolicy(brief: Brief): Ruling | undefined {
  const policy = (brief.facts.length > 0 ? toKnown(brief) : []).map(({ content }) => content);
  const all = policy.length > 0 ? policy : brief.question.memories.map(({ content }) => content);
  return findRulings(all, brief.text)[0];
}

/** Asks for what the verdict depends on: the price, above which another person decides, and a defect. */
function withChecks(verdict: Verdict, cap: Cap | undefined, isLimited: boolean): Verdict {
  const checks = [
    ...(cap === undefined ? [] : [`What did the article cost? ${cap.rule}`]),
    ...(isLimited ? ['Is it defective? For that the policy sets no time.'] : []),
  ];
  if (checks.length === 0) return verdict;
  return {
    ...verdict,
    checks: `Before you send it: ${toLowerStart(checks.join(' '))}`,
    ...(cap === undefined ? {} : { condition: `, if the refund is ${cap.limit} or less` }),
  };
}

/** Escalates a request that the policy cannot be applied to, and asks for what it lacks. */
function askForMissing(word: string, text: string): Verdict {
  const saysPrice = readAmounts(text).some(({ unit }) => unit === 'euro');
  const price = saysPrice ? '' : ' what it cost,';
  return {
    word,
    reason: `The request does not say when the article was delivered${saysPrice ? '' : ' or what it cost'}, so the policy cannot be applied yet.`,
    reply: `Could you tell us when the article was delivered,${price} and why you would like to return it?`,
  };
}

/** What a request says beside the time that the policy is about. */
interface Case {
  readonly isDefect: boolean;
  /** The part of the price that the policy grants. */
  readonly share: number;
  readonly price: Amount | undefined;
}

function decideBy(ruling: Ruling, choose: (pattern: RegExp) => string, { isDefect, share, price }: Case): Verdict {
  const { kind, amount, limit, outcome, rule } = ruling;
  if (isDefect && /\bdefect/i.test(rule))
    return {
      word: choose(/^approve/i),
      reason: `The article is defective, and for that the policy sets no time. ${sayFact(rule)}`,
      reply: 'We are sorry that the article was faulty. We will pay the full price back.',
    };
  if (kind === 'beyond')
    return {
      word: choose(/^declin/i),
      reason: `${toCapitalised(amount.text)} is past ${limit}. ${sayFact(rule)}`,
      reply: `I am sorry that we cannot pay the money back: ${sayOver(ruling)}. If the article turns out to be faulty, please write again.`,
    };
  const granted = outcome === '' ? 'the full price' : outcome;
  const sum = price === undefined || share === 1 ? '' : `, which is ${toSum(price.value * share)} euros`;
  const said = share === 1 ? toCapitalised(granted) : `Only **${granted}**${sum}`;
  return {
    word: choose(/^approve/i),
    reason: `${said}: it is ${toLowerStart(amount.text)} after delivery${sayTier(ruling)}.`,
    reply: `It has been ${toLowerStart(amount.text)} since the delivery${sayGrant(ruling, granted)} [How the article comes back, and when the money is paid.]`,
  };
}

/** Says which tier an amount falls into, and which one is over. */
function sayTier({ limit, outcome, passed }: Ruling): string {
  return passed === undefined
    ? `, and the limit for that is ${limit}`
    : `, so the time for ${toNoun(passed.outcome)} (${passed.limit}) is over, and ${outcome} is possible until ${limit}`;
}

/** Says to the customer what is paid back, and why it is no more than that. */
function sayGrant({ limit, passed }: Ruling, granted: string): string {
  if (passed === undefined)
    return `, and ${toPeriod(limit)} we ${/\brefund$/.test(granted) ? `give ${toNoun(granted)}` : `pay ${granted} back`}.`;
  return `, so the time for ${toNoun(passed.outcome)} (${passed.limit}) is over. We can pay ${granted} back.`;
}

/** Says what the time alone would give. */
function sayTime(ruling: Ruling | undefined): string {
  if (ruling?.kind !== 'tier') return '';
  return ` By time alone, it would be ${toNoun(ruling.outcome)}: ${toLowerStart(ruling.amount.text)} is ${ruling.limit.startsWith('day') ? `before ${ruling.limit}` : `within ${ruling.limit}`}.`;
}

/** `full refund` is a full refund. */
function toNoun(outcome: string): string {
  return /\brefund$/.test(outcome) && !/^(?:an?|the|no) /.test(outcome) ? `a ${outcome}` : outcome;
}

/** Returns the part of the price that a rule grants. */
function toShare({ kind, outcome }: Ruling): number {
  return kind === 'tier' && /^half\b/i.test(outcome) ? 0.5 : 1;
}

function toSum(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function toLastSentence(text: string): string {
  return `It rests on this: “${toSnippet(splitSentences(text).at(-1) ?? text, 140)}”`;
}

const WAITING =
  'A colleague has to look at your request before we can decide. You will hear from us as soon as that is done.';
