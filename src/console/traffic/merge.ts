import type { Exchange } from '../api/types.ts';
import { toExchangeKey } from './selection/to-exchange-key.ts';

/** Adds exchanges to a list whose newest is first. Each is in it once; the oldest beyond the limit are dropped. */
export function mergeExchanges(list: readonly Exchange[], added: readonly Exchange[]): readonly Exchange[] {
  const newest = list[0]?.number ?? 0;
  // What the server tells of is new and in order, so that the list need not be searched or sorted.
  if (added.every(({ number }, index) => number > (added[index - 1]?.number ?? newest)))
    return added.length === 0 ? list : [...added.toReversed(), ...list].slice(0, MAX_EXCHANGES);
  const known = new Set(list.map(toKey));
  const fresh = added.filter((exchange) => !known.has(toKey(exchange)));
  if (fresh.length === 0) return list;
  const merged = [...fresh, ...list].toSorted((left, right) => right.number - left.number);
  return merged.slice(0, MAX_EXCHANGES);
}

/** A log as the server has sent it: `seen` is the number of its newest exchange. */
interface LoadedLog {
  readonly requests: readonly Exchange[];
  readonly seen: number;
}

/**
 * Adds a loaded log to the list of a page. `before` is what the list had when the loading began: where the log has not
 * counted that far, the server was started again, and it is dropped. What arrived during the loading stays.
 */
export function mergeLog(
  list: readonly Exchange[],
  { requests, seen }: LoadedLog,
  before: readonly Exchange[],
): readonly Exchange[] {
  const isRestarted = (before[0]?.number ?? 0) > seen;
  const old = new Set(isRestarted ? before : []);
  return mergeExchanges(isRestarted ? list.filter((exchange) => !old.has(exchange)) : list, requests);
}

/**
 * Puts the end of the log of replicas in place of what the list has after a number. Events have other numbers than that
 * log, whose last ones may still move while requests end at several replicas. An exchange that the list has stays the
 * same object, so that the row of a reader keeps its place.
 */
export function replaceNewest(
  list: readonly Exchange[],
  { requests, seen }: LoadedLog,
  after: number,
): readonly Exchange[] {
  const replaced = new Map(list.filter(({ number }) => number > after).map((each) => [toExchangeKey(each), each]));
  const newest = requests.map((each) => replaced.get(toExchangeKey(each)) ?? each).toReversed();
  return [...newest, ...list.filter(({ number }) => number <= Math.min(after, seen))].slice(0, MAX_EXCHANGES);
}

/** Numbers begin again when the server does. */
function toKey({ id, number }: Exchange): string {
  return `${number} ${id}`;
}

const MAX_EXCHANGES = 10_000;
