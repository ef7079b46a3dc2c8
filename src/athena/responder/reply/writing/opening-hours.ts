import { toCapitalised } from '../../model/words.ts';
import { toList, withStop } from '../english/sentences.ts';

/** Says when a place is open, as a message tells it. Hours that it does not tell are gaps in brackets. */
export function sayOpeningHours(message: string, sentence: string): string {
  const hours = readHours(message);
  if (sentence === '') return toCapitalised(`${toDays(message)}we are open ${hours ?? GAP}.`);
  if (hours !== undefined || CLOSED.test(sentence)) return withStop(toCapitalised(sentence));
  const filled = sentence.replace(VAGUE, `$1 ${GAP}`);
  return filled === sentence
    ? `${withStop(toCapitalised(sentence))} The hours: ${GAP}.`
    : withStop(toCapitalised(filled));
}

/** Returns the hours that a text tells, such as `from 9 to 14 o'clock` or `until 8 pm`. */
function readHours(text: string): string | undefined {
  const [, from, to] = SPAN.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return `from ${from} to ${to}`;
  const [, word, hour] = LIMIT.exec(text) ?? [];
  return word === undefined || hour === undefined ? undefined : `${word.toLowerCase()} ${hour}`;
}

/** Returns the days that a text names: `on Saturdays and Sundays `, with a space behind them, or nothing. */
function toDays(text: string): string {
  if (/\bweekends?\b/i.test(text)) return 'at the weekend ';
  const days = [...text.matchAll(DAY)].map(([, day = '']) => `${toCapitalised(day.toLowerCase())}s`);
  return days.length === 0 ? '' : `on ${toList([...new Set(days)])} `;
}

const GAP = 'from [opening time] to [closing time]';
const CLOSED = /\bclos(?:ed|ing|e|es)\b/i;
/** What stands in the place of the hours: `open at different hours`. */
const VAGUE =
  /(\bopen(?: [\w']{1,12}){0,4}?) (?:at|with|for|during) (?:different|other|new|changed|longer|extended|shorter) (?:opening )?(?:hours|times)\b/i;
const DAY = /\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b/gi;
const HOUR = "(?:\\d{1,2}(?:[:.]\\d\\d)?(?: ?(?:am|pm|h|o['’]clock))?|noon|midnight)";
/** What makes a number a date or a time. */
const DATE = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|days|weeks|months)';
const SPAN = new RegExp(`\\b(${HOUR}) ?(?:to|until|till|-|–|and) ?(${HOUR})(?![\\d%])`, 'i');
const LIMIT = new RegExp(`\\b(until|till|from) (${HOUR})(?![\\d%]| ${DATE})`, 'i');
