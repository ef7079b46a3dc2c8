/** The length of a time series' periods. Periods begin in UTC, weeks on Mondays. */
export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

/** Returns the start of the period that contains a time, in milliseconds. */
export function toPeriodStart(time: number, granularity: Granularity): number {
  if (granularity === 'monthly') return toMonthStart(time, 0);
  const { length, offset } = LENGTHS[granularity];
  return Math.floor((time - offset) / length) * length + offset;
}

/** Returns the starts of all periods from one time to another, both included; undefined when they exceed `limit`. */
export function listPeriods(
  from: number,
  to: number,
  { granularity, limit }: PeriodOptions,
): readonly number[] | undefined {
  const periods: number[] = [];
  for (let start = toPeriodStart(from, granularity); start <= to; start = toNext(start, granularity)) {
    if (periods.length === limit) return undefined;
    periods.push(start);
  }
  return periods;
}

/** Which periods to list, and how many at most. */
export interface PeriodOptions {
  readonly granularity: Granularity;
  readonly limit: number;
}

/** Returns the start of the first day of a span (`30d`, `2w`, `6m` or `1y`) that ends with the day of `now`. */
export function toSpanStart(span: string, now: number): number {
  const [, count = '1', unit = 'd'] = /^(\d+)([dwmy])$/.exec(span) ?? [];
  const today = toPeriodStart(now, 'daily');
  const number = Number(count);
  if (unit === 'd') return today - (number - 1) * DAY;
  if (unit === 'w') return today - (number * 7 - 1) * DAY;
  const month = toMonthStart(today, unit === 'm' ? -number : -12 * number);
  // In a shorter month, the 31st becomes the last day.
  const date = Math.min(new Date(today).getUTCDate(), Math.round((toMonthStart(month, 1) - month) / DAY));
  return month + date * DAY;
}

function toNext(start: number, granularity: Granularity): number {
  return granularity === 'monthly' ? toMonthStart(start, 1) : start + LENGTHS[granularity].length;
}

/**
 * Returns the start of the month that is `months` after the month of a time. `Date.UTC` would read the years 0 to 99 as
 * 1900 to 1999.
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
