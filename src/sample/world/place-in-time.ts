import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Picker } from './picker.ts';

/** The time in which a bundle's records were created and changed, in milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
  /** Whether the bundle is still in progress: it changed within the last hour, or something in it is due after now. */
  readonly isLive: boolean;
}

/** Maps a time of the template to a time of the copy. Keeps the order of times. */
export type TimeMap = (time: number) => number;

/** Returns the span of all times in the records. A time after `now` is one at which something is due. */
export function findTimeSpan(values: readonly JsonValue[], now: number): TimeSpan {
  const times: number[] = [];
  for (const value of values) collectTimes(value, times);
  const past = times.filter((time) => time <= now);
  const to = Math.max(...(past.length > 0 ? past : [now]));
  return { from: Math.min(to, ...past), to, isLive: past.length < times.length || to > now - HOUR };
}

/**
 * Chooses when a copy happened: within the sixty days before `now`, and after `earliest`. Bundles that may get children
 * come early, so that the children fit after them.
 */
export function placeInTime(
  span: TimeSpan,
  around: { now: number; earliest: number; mayGetChildren: boolean },
  picker: Picker,
): TimeMap {
  const { now, earliest, mayGetChildren } = around;
  if (span.isLive) {
    const back = picker.below(HOUR / 2 / SECOND) * SECOND;
    return (time) => time - back;
  }
  const floor = Math.min(Math.max(earliest, now - WINDOW), now);
  const length = span.to - span.from;
  const room = now - floor;
  const scale = length > room ? room / length : 1;
  const free = Math.max(0, room - length) * (mayGetChildren ? EARLY_SHARE : 1);
  const start = floor + picker.below(Math.floor(free / SECOND) + 1) * SECOND;
  return (time) =>
    time > now
      ? time
      : Math.min(now, Math.max(start, start + Math.floor(((time - span.from) * scale) / SECOND) * SECOND));
}

/** Maps a text that is a timestamp; returns undefined for any other text. */
export function moveTime(text: string, map: TimeMap): string | undefined {
  const time = TIMESTAMP.test(text) ? parseTimestamp(text) : undefined;
  return time === undefined ? undefined : toTimestamp(map(time));
}

function collectTimes(value: JsonValue, times: number[]): void {
  if (typeof value === 'string') {
    const time = TIMESTAMP.test(value) ? parseTimestamp(value) : undefined;
    if (time !== undefined) times.push(time);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) collectTimes(child, times);
  }
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const SECOND = 1000;
const HOUR = 3_600_000;
const WINDOW = 60 * 24 * HOUR;
/** Parents are placed in this share of the available time, at its start. */
const EARLY_SHARE = 0.6;
