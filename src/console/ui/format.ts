/** Returns a time as people of this machine's time zone read it: with the date unless it is of the given day. */
export function toLocalTime(iso: string | null | undefined, day?: string): string {
  if (iso === null || iso === undefined) return '–';
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const isSameDay = day !== undefined && new Date(day).toDateString() === time.toDateString();
  return isSameDay ? CLOCK.format(time) : DATE.format(time);
}

/** Returns a time in few characters: its day, without the year, and its hours and minutes. */
export function toShortTime(iso: string | undefined): string {
  if (iso === undefined) return '–';
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : SHORT.format(time);
}

/** Whether a text is a date with a time, as JSON has it: `2030-01-01T09:00:00Z`. */
export function isDateTime(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text));
}

/** Returns the time of day to the millisecond; one of another day than the given one to the second, after its date. */
export function toPreciseTime(iso: string, day = iso): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const isSameDay = new Date(day).toDateString() === time.toDateString();
  return isSameDay ? PRECISE.format(time) : `${DAY.format(time)} ${CLOCK.format(time)}`;
}

/** Returns a length of time in its largest unit: `3 min`. */
export function toDuration(milliseconds: number): string {
  const [size, unit] = UNITS.find(([limit]) => Math.abs(milliseconds) >= limit) ?? [1, 'ms'];
  const amount = milliseconds / size;
  return `${amount < 10 && unit !== 'ms' ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}

/** Returns an age in seconds in its largest unit: `3 min`; nothing when it is not known. */
export function toAge(seconds: number | null | undefined): string {
  if (typeof seconds !== 'number') return '';
  return seconds === 0 ? '0 s' : toDuration(seconds * 1000);
}

/** Returns how many things there are: `1 record`, `2 records`. */
export function toCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${NUMBER.format(count)} ${count === 1 ? singular : plural}`;
}

/** Returns a number with separators between thousands. */
export function toNumber(value: number): string {
  return NUMBER.format(value);
}

/**
 * Returns a covered share as the server has rounded it down to a tenth: `99.9 %` are not all. What is covered a little
 * is not `0 %`.
 */
export function toPercent({ covered, percent }: { readonly covered: number; readonly percent: number }): string {
  return covered > 0 && percent === 0 ? '<0.1 %' : `${percent} %`;
}

/** Returns a JSON value in one line of a table cell. */
export function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const SHORT = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short' });
const PRECISE = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const NUMBER = new Intl.NumberFormat('en-GB');
const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];
const DATE_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const MAX_CELL = 160;
