import { Cron } from 'croner';
import { toDate } from '../../kernel/time/clock.ts';

/** A schedule: a cron expression, and the time zone that its times are in. */
export interface CronSchedule {
  readonly cron: string;
  /** As IANA names it (`Europe/Berlin`). */
  readonly timeZone: string;
}

/**
 * Returns the first time of a schedule after another time, both in milliseconds; undefined when there is none, or the
 * schedule is not valid. A time of day that a clock change skips is moved to the end of the gap. One that it repeats
 * counts once, the first time. What comes in intervals (`*` or `/`) comes in repeated hours, too.
 */
export function findNextTime({ cron, timeZone }: CronSchedule, after: number): number | undefined {
  if (findFormFault(cron) !== undefined || !ZONE_FORM.test(timeZone)) return undefined;
  try {
    const schedule = parse(cron, timeZone);
    const next = findNextRun(schedule, after);
    return next === undefined || next > after ? next : undefined;
  } catch {
    return undefined;
  }
}

/** Returns why a text is not a valid cron expression, or undefined when it is one. */
export function findCronFault(text: string): string | undefined {
  const fault = findFormFault(text);
  if (fault !== undefined) return fault;
  try {
    return findNextRun(parse(text, 'UTC'), 0) === undefined ? 'it names no time that ever comes' : undefined;
  } catch (error) {
    return error instanceof Error ? toReason(error) : 'it cannot be read';
  }
}

/** Finds what the parser would read as something else, such as a date. */
function findFormFault(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  return FORM.test(text)
    ? undefined
    : 'it needs five fields (minute, hour, day of month, month, day of week), or a name such as @daily';
}

/** Returns whether a text names a time zone, as IANA lists them. */
export function isTimeZone(name: string): boolean {
  if (!ZONE_FORM.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Parses an expression. Without a function to call, the parser sets no timer. */
function parse(cron: string, timezone: string): Cron {
  return new Cron(cron, { mode: '5-part', timezone, fixedTimeRule: 'no-wildcard' });
}

function findNextRun(schedule: Cron, after: number): number | undefined {
  return schedule.nextRun(toDate(after))?.getTime();
}

/** Returns the parser's message as part of a sentence, without the name of its class. */
function toReason({ message }: Error): string {
  const text = message.replace(/^\w+: /, '').replace(/\.$/, '');
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

const FORM = /^(?:@(?:hourly|daily|midnight|weekly|monthly|yearly|annually)|[\w*/,?#+-]+(?: +[\w*/,?#+-]+){4})$/i;
const ZONE_FORM = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;
const MAX_LENGTH = 200;
