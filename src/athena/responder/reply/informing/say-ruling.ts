import type { Brief } from '../brief/brief.ts';
import { toLowerStart } from '../english/words.ts';
import type { Ruling } from '../grounding/ruling.ts';
import { isFromCustomer } from './reader.ts';

/** Says what a rule means for the amount that the message names. `said` is the rule as a sentence. */
export function sayRuling(ruling: Ruling, said: string, brief: Brief): string {
  const beside =
    !isOpen(ruling, brief.text) || !OPENED.test(brief.text) ? '' : 'The day on which it was opened does not matter.';
  const answer = [sayOutcome(ruling, brief), said, beside].filter((part) => part !== '').join(' ');
  const next = sayReturn(ruling, brief);
  return next === '' ? answer : `${answer}\n\n${next}`;
}

/** Says that the time of a rule is over: `it has been 75 days since the delivery, and we can refund …`. */
export function sayOver({ amount, limit }: Pick<Ruling, 'amount' | 'limit'>): string {
  return `it has been ${toLowerStart(amount.text)} since the delivery, and we can refund an order only ${toPeriod(limit)}`;
}

/** Says a limit as a period: `until day 60`, `within 30 days`. */
export function toPeriod(limit: string): string {
  return /^day\b/.test(limit) ? `until ${limit}` : `within ${limit}`;
}

function sayOutcome(ruling: Ruling, { task, text }: Brief): string {
  const { kind, amount, limit, outcome } = ruling;
  if (kind === 'tier') return `After ${toLowerStart(amount.text)} it is ${outcome}: the limit for that is ${limit}.`;
  const isNegative = /\btoo (?:late|long)\b|\bexpired?\b|\bover\b\?/i.test(task);
  if (isOpen(ruling, text)) {
    const lead = kind === 'beyond' ? 'Only' : isNegative ? 'No, you are in time' : 'Yes,';
    return `${lead} if it was delivered no more than ${limit} ago.`;
  }
  const isYes = (kind === 'within') !== isNegative;
  const comparison = `${toLowerStart(amount.text)} is ${kind === 'within' ? 'within' : 'past'} the ${limit}`;
  return `${isYes ? 'Yes' : kind === 'within' ? 'No, you are in time' : 'I am afraid not'}: ${comparison}.`;
}

/** Returns whether the time since delivery, which a rule counts, differs from the time that the message names. */
function isOpen({ kind, rule }: Ruling, text: string): boolean {
  if (!/\b(?:of|from|after) delivery\b/i.test(rule) || DELIVERED.test(text)) return false;
  return kind === 'within' || (kind === 'beyond' && BOUGHT.test(text) && !OPENED.test(text));
}

/** Says how to return an article, to the customer who may. */
function sayReturn(ruling: Ruling, brief: Brief): string {
  if (ruling.kind !== 'within' || !/\breturn/i.test(ruling.rule) || !isFromCustomer(brief)) return '';
  const day = isOpen(ruling, brief.text) ? ' and the day of delivery' : '';
  return `To send it back, pack it well, and keep the receipt for the parcel. But first, please give me the order number${day}.`;
}

/** What says when an article came. */
const DELIVERED =
  /\b(?:delivered|delivery|arriv\w{1,3}|received|came (?!back)|got (?:an?|the|my|it|her|his|their|our|one)\b|reached|been here|owner)\b/i;
const BOUGHT = /\b(?:bought|ordered|purchased|paid)\b/i;
const OPENED = /\b(?:open(?:ed)?|unpacked|unbox\w{0,3}|out of (?:the|its) (?:box|packaging|carton)|not closed)\b/i;
