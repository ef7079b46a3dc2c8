import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { RecordKey, StoreReader } from '../../store/port/store.ts';
import type { Measurement } from './measurements.ts';
import { MAX_PERIODS } from './metrics.ts';
import { listPeriods, toPeriodStart, type Granularity } from '../../kernel/time/periods.ts';

/** A group of measurements: the fields that the response shows for it, and its count. */
export interface Group {
  readonly shown: JsonObject;
  readonly value: number;
}

/** Groups measurements by user, the largest group first. */
export function groupByUser(measurements: readonly Measurement[], reader: StoreReader): readonly Group[] {
  const counts = new Map<RecordKey, number>();
  for (const { user } of measurements) if (user !== undefined) counts.set(user, (counts.get(user) ?? 0) + 1);
  const groups = [...counts].map(([key, value]) => {
    return { shown: { user_id: String(key), user_name: String(reader.get('users', key)?.['name'] ?? '') }, value };
  });
  return groups.toSorted((one, other) => other.value - one.value);
}

/** Groups measurements by period, empty periods included. Returns undefined for more than MAX_PERIODS. */
export function groupByDate(
  measurements: readonly Measurement[],
  {
    from,
    to,
    granularity,
  }: { readonly from: number | undefined; readonly to: number; readonly granularity: Granularity },
): readonly Group[] | undefined {
  const first = from ?? measurements.reduce((earliest, { time }) => Math.min(earliest, time), to);
  const last = measurements.reduce((latest, { time }) => Math.max(latest, time), to);
  const counts = new Map<number, number>();
  for (const { time } of measurements) {
    const start = toPeriodStart(time, granularity);
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  return listPeriods(first, last, { granularity, limit: MAX_PERIODS })?.map((start) => {
    const time = toTimestamp(start);
    return { shown: { date: granularity === 'hourly' ? time : time.slice(0, 10) }, value: counts.get(start) ?? 0 };
  });
}

/** Sorts groups as the request asks. Equal groups keep their order. */
export function sortGroups(
  groups: readonly Group[],
  { order_by: order, order_dir: direction }: { readonly order_by?: string; readonly order_dir?: string },
): readonly Group[] {
  if (order === undefined && direction === undefined) return groups;
  const field = order ?? (groups[0]?.shown['date'] === undefined ? 'value' : 'date');
  const sign = (direction ?? (field === 'value' ? 'desc' : 'asc')) === 'asc' ? 1 : -1;
  return groups.toSorted((one, other) => {
    if (field === 'value') return sign * (one.value - other.value);
    return sign * String(one.shown[field]).localeCompare(String(other.shown[field]), 'en');
  });
}
