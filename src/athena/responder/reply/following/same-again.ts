import { findUserTurns, withText, type Brief } from '../brief/brief.ts';
import type { AnswerBrief } from '../brief/intent.ts';
import { countWords } from '../english/sentences.ts';
import type { Sign } from '../reading/lexicon.ts';
import { findItems } from './last-answer.ts';
import { followPattern } from './pattern.ts';
import { findNewSubject, replaces } from './replacement.ts';

/** Returns whether a message wants the last task done again for something else. */
export function asksForSame(brief: Brief): boolean {
  const { text, persona } = brief;
  return (
    countWords(text) <= MAX_WORDS &&
    (replaces(text) || !ASKED.test(text)) &&
    !persona.isStepwise &&
    findNewSubject(text) !== '' &&
    findLastTask(brief) !== ''
  );
}

/** Answers the last task again, with one thing replaced. */
export function writeSame(brief: Brief, answer: AnswerBrief): string {
  const request = findLastTask(brief);
  const subject = findNewSubject(brief.text);
  const before = withText(brief, request);
  const alike = HEADED.some((sign) => before.signs.all.has(sign))
    ? followLast(brief, before.subject, subject)
    : undefined;
  if (alike !== undefined) return alike;
  const text =
    before.subject !== '' && request.includes(before.subject)
      ? request.replace(before.subject, subject)
      : `${request.replace(/[?.!]{1,5}$/, '')} about ${subject}`;
  return answer(withText(brief, text)).text;
}

/** Follows the last answer, unless another number of items is asked for. */
function followLast({ last = '', format: { count } }: Brief, before: string, after: string): string | undefined {
  const items = findItems(last);
  return before === '' || (count !== undefined && count !== items.length)
    ? undefined
    : followPattern(items, before, after);
}

/** Returns the latest message of the user that asked for something to be made or explained; empty when none did. */
function findLastTask(brief: Brief): string {
  return (
    findUserTurns(brief).find((request) => {
      const { signs, subject } = withText(brief, request);
      return subject !== '' && TASKS.some((sign) => signs.all.has(sign));
    }) ?? ''
  );
}

/** A question of its own. */
const ASKED = /^(?:(?:and|so|but|ok(?:ay)?),? )?(?:what|how|who|when|why|where|which|is|are|do|does|did|will)\b/i;
const MAX_WORDS = 16;
const HEADED: readonly Sign[] = ['headline', 'entitle'];
/** Signs of a task that can be done again for another subject. */
const TASKS: readonly Sign[] = [
  'write',
  'give',
  'headline',
  'entitle',
  'poem',
  'post',
  'email',
  'plan',
  'ideas',
  'function',
  'count',
  'explain',
];
