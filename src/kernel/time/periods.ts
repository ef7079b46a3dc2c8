/** How long the periods of a time series are. They begin as UTC has it, weeks on Mondays. */
export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

/** The beginning of the period that a moment lies in, in milliseconds. */
export function toPeriodStart(time: number, granularity: Granularity): number {
  if (granularity === 'monthly') return toMonthStart(time, 0);
  const { length, offset } = LENGTHS[granularity];
  return Math.floor((time - offset) / length) * length + offset;
}

/**
 * The beginnings of all periods from one moment to another, first and last included; undefined where they are more than
 * `most`.
 */
export function listPeriods(
  from: number,
  to: number,
  { granularity, limit: most }: PeriodOptions,
): readonly number[] | undefined {
  const periods: number[] = [];
  for (let start = toPeriodStart(from, granularity); start <= to; start = toNext(start, granularity)) {
    if (periods.length === most) return undefined;
    periods.push(start);
  }
  return periods;
}

/** What to list of periods. */
export interface PeriodOptions {
  readonly granularity: Granularity;
  readonly limit: number;
}

/**
 * The beginning of the first of the days that `30d`, `2w`, `6m` or `1y` stands for, the day of `now` being the last.
 */
export function toSpanStart(span: string, now: number): number {
  const [, count = '1', unit = 'd'] = /^(\d+)([dwmy])$/.exec(span) ?? [];
  const today = toPeriodStart(now, 'daily');
  const number = Number(count);
  if (unit === 'd') return today - (number - 1) * DAY;
  if (unit === 'w') return today - (number * 7 - 1) * DAY;
  const month = toMonthStart(today, unit === 'm' ? -number : -12 * number);
  // The 31st of a month without one is its last day.
  const date = Math.min(new Date(today).getUTCDate(), Math.round((toMonthStart(month, 1) - month) / DAY));
  return month + date * DAY;
}

function toNext(start: number, granularity: Granularity): number {
  return granularity === 'monthly' ? toMonthStart(start, 1) : start + LENGTHS[granularity].length;
}

/**
 * The beginning of the month so many months after the one that a moment lies in. The first years would be taken for
 * 19xx by Date.UTC.
 */
function toMonthStart(time: number, months: number): number {
  const date = new Date(time);
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTHS = {
  hourly: { length: HOUR, offset: 0 },
  daily: { length: DAY, offset: 0 },
  // 1970-01-05 was a Monday.
  weekly: { length: 7 * DAY, offset: 4 * DAY },
} as const;
