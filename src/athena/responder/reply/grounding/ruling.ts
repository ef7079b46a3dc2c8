import { trimEnd } from '../english/sentences.ts';
import { readAmounts, type Amount, type Unit } from './amounts.ts';

/** What a written rule says about the amounts of a request. */
export interface Ruling {
  /** `within` and `beyond` a limit; `tier` is one of several outcomes by amount. */
  readonly kind: 'within' | 'beyond' | 'tier';
  readonly amount: Amount;
  /** The limit as the rule says it: `30 days`. */
  readonly limit: string;
  /** What the rule provides: `half of the price`. Empty when it only sets a limit. */
  readonly outcome: string;
  /** The tier before it, whose time is over. */
  readonly passed?: { readonly outcome: string; readonly limit: string };
  /** The rule, as one sentence. */
  readonly rule: string;
}

/** Applies rules (`within 30 days`, `above 200 euros`) to the amounts of a text. Rules without a limit say nothing. */
export function findRulings(rules: readonly string[], text: string): readonly Ruling[] {
  const amounts = readAmounts(text);
  return rules.flatMap((rule) => amounts.flatMap((amount) => applyTiers(rule, amount) ?? applyLimit(rule, amount)));
}

/** The sum or time above which a rule wants something else to happen. */
export interface Cap {
  readonly value: number;
  /** The limit as the rule says it: `200 euros`. */
  readonly limit: string;
  readonly rule: string;
}

/** Returns the first rule that begins above an amount of a unit: `Refunds above 200 euros are escalated.` */
export function findCap(rules: readonly string[], unit: Unit): Cap | undefined {
  for (const rule of rules) {
    const [, word = '', rest = ''] = LIMIT.exec(rule) ?? [];
    const [amount] = readAmounts(rest);
    if (amount?.unit === unit && /above|over|more than/i.test(word))
      return { value: amount.value, limit: amount.text, rule };
  }
  return undefined;
}

/** A rule of several tiers: `full refund within 30 days, half of the price until day 60, nothing after that`. */
function applyTiers(rule: string, amount: Amount): readonly Ruling[] | undefined {
  if (amount.unit !== 'day') return undefined;
  const clauses = rule.replace(/^[\w ]{1,40}: /, '').split(', ');
  const tiers = clauses.flatMap((clause) => {
    const [, outcome = '', days, more] =
      /^(.{1,80}?) (?:within|until|up to)(?: day)? (\d{1,4})( days)?\.?$/.exec(clause) ?? [];
    return days === undefined
      ? []
      : [{ outcome, days: Number(days), limit: more === undefined ? `day ${days}` : `${days} days` }];
  });
  if (tiers.length < 2) return undefined;
  const index = tiers.findIndex(({ days }) => amount.value <= days);
  const [tier, passed] = [tiers[index], tiers[index - 1]];
  if (tier !== undefined)
    return [
      {
        kind: 'tier',
        amount,
        limit: tier.limit,
        outcome: tier.outcome,
        rule,
        ...(passed === undefined ? {} : { passed }),
      },
    ];
  const last = clauses.find((clause) => /after that/.test(clause));
  const { limit } = tiers.at(-1) ?? { limit: '' };
  return [{ kind: 'beyond', amount, limit, outcome: trimEnd(last ?? 'nothing after that'), rule }];
}

/** A rule with one limit: `within 30 days`, `above 200 euros`. */
function applyLimit(rule: string, amount: Amount): readonly Ruling[] {
  const [, word = '', rest = ''] = LIMIT.exec(rule) ?? [];
  const [limit] = readAmounts(rest);
  if (limit === undefined || limit.unit !== amount.unit) return [];
  const isOver = amount.value > limit.value;
  const isUpper = /within|at most|up to|until|under|below/i.test(word);
  if (!isUpper && !isOver) return [];
  return [{ kind: isUpper && !isOver ? 'within' : 'beyond', amount, limit: limit.text, outcome: '', rule }];
}

const LIMIT = /\b(within|at most|up to|until|under|below|above|over|more than)\s(.{1,40})/i;
