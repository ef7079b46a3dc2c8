import { toCapitalised, toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import { splitSentences } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { readAmounts, type Amount } from '../grounding/amounts.ts';
import { findChoices } from '../grounding/choices.ts';
import { findCap, findRulings, type Cap, type Ruling } from '../grounding/ruling.ts';
import { sayFact, toKnown } from '../informing/fact.ts';

/** A decision on a request: one of the words that the agent may answer with, and the reply to the customer. */
export interface Verdict {
  readonly word: string;
  readonly reason: string;
  readonly reply: string;
  /** What the reply depends on: `, if it is 200 euros or less`. */
  readonly condition?: string;
}

/** Applies the limits of the guardrails first, then the policy that the agent remembers. */
export function decide(brief: Brief): Verdict {
  const { persona, text } = brief;
  const choices = findChoices(persona.instruction);
  const choose = (pattern: RegExp): string => choices.find((choice) => pattern.test(choice)) ?? choices[0] ?? 'yes';
  const ruling = findPolicy(brief);
  const share = ruling?.kind === 'tier' && /^half\b/i.test(ruling.outcome) ? 0.5 : 1;
  const price = readAmounts(text).find(({ unit }) => unit === 'euro');
  const cap = findCap(persona.guardrails, 'euro');
  const limit = findRulings(persona.guardrails, text).find(
    ({ kind, amount }) =>
      kind === 'beyond' && !(amount.unit === 'euro' && cap !== undefined && amount.value * share <= cap.value),
  );
  if (limit !== undefined)
    return {
      word: choose(/^escal/i),
      reason: `${toCapitalised(limit.amount.text)} is above the limit of ${limit.limit}. ${limit.rule}`,
      reply: WAITING,
    };
  if (ruling !== undefined) {
    const isDefect =
      /\b(?:defect\w{0,3}|broken|faulty|damaged)\b/i.test(text) && !/\bnot (?:defective|broken)\b/i.test(text);
    const verdict = decideBy(ruling, choose, { isDefect, share, price });
    return price === undefined && verdict.word === choose(/^approve/i) ? withCap(verdict, cap) : verdict;
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

/** An approval without a price holds only up to the sum that another person must decide on. */
function withCap(verdict: Verdict, cap: Cap | undefined): Verdict {
  if (cap === undefined) return verdict;
  return {
    ...verdict,
    reason: `${verdict.reason}\n\nThat holds if no more than ${cap.limit} is paid back: what did the article cost? ${cap.rule}`,
    condition: `, if it is ${cap.limit} or less`,
  };
}

/** Escalates a request that the policy cannot be applied to, and asks for what it lacks. */
function askForMissing(word: string, text: string): Verdict {
  const saysPrice = readAmounts(text).some(({ unit }) => unit === 'euro');
  const price = saysPrice ? '' : ' what it cost,';
  return {
    word,
    reason: `The request does not say when the article was delivered${saysPrice ? '' : ' or what it cost'}, so the policy cannot be applied yet.`,
    reply: `Thank you for your message. Could you tell us when the article was delivered,${price} and why you would like to return it?`,
  };
}

/** What a request says beside the time that the policy is about. */
interface Case {
  readonly isDefect: boolean;
  /** The part of the price that the policy grants. */
  readonly share: number;
  readonly price: Amount | undefined;
}

function decideBy(
  { kind, amount, limit, outcome, rule }: Ruling,
  choose: (pattern: RegExp) => string,
  { isDefect, share, price }: Case,
): Verdict {
  if (isDefect && /\bdefect/i.test(rule))
    return {
      word: choose(/^approve/i),
      reason: `The article is defective, and for that the policy sets no time. ${sayFact(rule)}`,
      reply: 'We are sorry that the article was faulty. You get your money back in full.',
    };
  if (kind === 'beyond')
    return {
      word: choose(/^declin/i),
      reason: `${toCapitalised(amount.text)} is past ${limit}. ${sayFact(rule)}`,
      reply:
        'Thank you for your message. I am sorry, but the time in which we can refund an order is over. If the article turns out to be faulty, please write again.',
    };
  const granted = outcome === '' ? 'the full price' : outcome;
  const sum = price === undefined || share === 1 ? '' : `, which is ${toSum(price.value * share)} euros`;
  const said = share === 1 ? toCapitalised(granted) : `Only **${granted}**${sum}`;
  return {
    word: choose(/^approve/i),
    reason: `${said}: it is ${toLowerStart(amount.text)} after delivery, and the limit for that is ${limit}. ${sayFact(rule)}`,
    reply: `Thank you for your message. By our policy you get ${/^full/i.test(granted) ? 'a full refund' : `${granted} back`}. [How the article comes back, and when the money is paid.]`,
  };
}

function toSum(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function toLastSentence(text: string): string {
  return `It rests on this: “${toSnippet(splitSentences(text).at(-1) ?? text, 140)}”`;
}

const WAITING =
  'Thank you for your message. Because of the amount, a colleague has to decide. You will hear from us as soon as it is settled.';
