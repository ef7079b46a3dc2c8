import { mapTimes, type MapTime } from '../../behaviour/time/map-times.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { WorldRecords } from '../../sample/world/world-records.ts';
import { planMoves, toWeeksDown, type PresentOptions } from './plan-moves.ts';

/**
 * Moves the times of a world's records to the present, so that it looks alive at any time of any weekday. Records that
 * belong together (a conversation and its messages) move by the same amount:
 *
 * - What is in progress, and what happened in the last hour, keeps its distance from now.
 * - What else happened in the last day keeps its time of day, and happens in the last day again.
 * - All else keeps its weekday and time of day. Records that others refer to move by whole weeks, rounded down, so that
 *   they stay older than those. The others fill the weeks up to now.
 *
 * Pinned records stay.
 */
export function moveToPresent(records: WorldRecords, options: PresentOptions): WorldRecords {
  const { start, now, keys, pinned } = options;
  if (now <= start) return records;
  const moves = planMoves(records, options);
  const weeks = toWeeksDown(start, now);
  const byWeeks: MapTime = (time) => time + weeks;
  const move = (collection: string): ((record: JsonObject) => JsonObject) => {
    const key = keys.get(collection) ?? 'id';
    const fixed = new Set<unknown>(Object.hasOwn(pinned, collection) ? pinned[collection] : []);
    return (record) =>
      fixed.has(record[key]) ? record : mapTimes(record, moves.find(collection, record[key], record) ?? byWeeks);
  };
  return new Map([...records].map(([collection, list]) => [collection, list.map(move(collection))]));
}
