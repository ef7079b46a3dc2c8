import type { Intent } from '../brief/intent.ts';
import { readNumber as readWord } from '../english/words.ts';

/** Does sums: a percentage of a number, or a short expression. */
export const ARITHMETIC: Intent = {
  name: 'arithmetic',
  fits: ({ task }) => calculate(task) !== undefined,
  write: ({ task }) => ({ text: calculate(task) ?? '', manner: 'bare' }),
};

/** Returns the sentence with the result, or undefined when the task is not a sum. */
function calculate(task: string): string | undefined {
  if (task.length > 200) return undefined;
  const numeric = task.replaceAll(/\b[a-z]{3,7}(?= (?:percent|per cent|%))/gi, (word) =>
    String(readWord(word) ?? word),
  );
  const [, percent, currency = '', base, unit = ''] = PERCENT.exec(numeric) ?? findShare(numeric);
  if (percent !== undefined && base !== undefined) {
    const sign = currency || CURRENCIES[unit.toLowerCase()] || '';
    return `${toText(readNumber(percent))}% of ${sign}${toText(readNumber(base))} is **${sign}${toText((readNumber(percent) * readNumber(base)) / 100)}**.`;
  }
  const [, expression] = EXPRESSION.exec(task) ?? [];
  const value = expression === undefined ? undefined : evaluate(expression);
  return value === undefined ? undefined : `${expression?.trim().replaceAll('*', '×') ?? ''} = **${toText(value)}**`;
}

/** Finds one percentage and one sum that a question names apart: `90 dollars, and 10 percent of that`. */
function findShare(task: string): readonly (string | undefined)[] {
  const [share, another] = [...task.matchAll(SHARE)];
  if (share === undefined || another !== undefined || !ASKED.test(task)) return [];
  const [sum, second] = [...task.replace(share[0], ' ').matchAll(SUM)];
  if (sum === undefined || second !== undefined) return [];
  return ['', share[1], sum[1], sum[2], sum[3]];
}

/** Evaluates numbers joined by + - * and /, the last two first. */
function evaluate(expression: string): number | undefined {
  const parts = expression.match(/\d{1,12}(?:[.,]\d{1,6})?|[-+*/x×÷]/g) ?? [];
  const terms: number[] = [];
  let sign = 1;
  let pending: string | undefined;
  for (const part of parts) {
    if (/^\d/.test(part)) {
      const value = readNumber(part);
      const last = terms.pop();
      if (pending === undefined || last === undefined) terms.push(...(last === undefined ? [] : [last]), sign * value);
      else terms.push(pending === '/' ? last / value : last * value);
      pending = undefined;
    } else if (part === '+' || part === '-') sign = part === '+' ? 1 : -1;
    else pending = /[/÷]/.test(part) ? '/' : '*';
  }
  const sum = terms.reduce((total, term) => total + term, 0);
  return Number.isFinite(sum) && terms.length > 0 ? sum : undefined;
}

function readNumber(text: string): number {
  return Number(text.replace(/,(?=\d{3}\b)/g, '').replace(',', '.'));
}

/** Rounds to two decimals, with commas between thousands. */
function toText(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString('en-GB');
}

const PERCENT =
  /\b(\d{1,6}(?:[.,]\d{1,4})?) ?(?:%|percent|per cent) of ([€$£])? ?(\d{1,12}(?:[.,]\d{1,6})?) ?(euros?|eur|dollars?|pounds?)?/i;
const SHARE = /\b(\d{1,6}(?:[.,]\d{1,4})?) ?(?:%|percent\b|per cent\b)/gi;
const SUM = /([€$£])? ?\b(\d{1,12}(?:[.,]\d{1,6})?) ?(euros?|eur|€|dollars?|pounds?)?(?![\w%])/gi;
const ASKED = /\?|=|\b(?:how much|maths?|sum|calculat\w{1,3}|work out|what|of (?:it|that|this)|compute)\b/i;
const EXPRESSION = /(?:^|\s)(\d{1,12}(?:[.,]\d{1,6})?(?: ?[-+*/x×÷] ?\d{1,12}(?:[.,]\d{1,6})?){1,10})(?=[\s?.=!]|$)/;
const CURRENCIES: Readonly<Record<string, string | undefined>> = {
  '€': '€',
  euro: '€',
  euros: '€',
  eur: '€',
  dollar: '$',
  dollars: '$',
  pound: '£',
  pounds: '£',
};
