import type { Gathered } from '../context/replicas.ts';
import type { ExchangeLog } from '../traffic/exchange-log.ts';
import type { World } from '../../store/port/world.ts';

/** The exchanges of one replica: how many it has seen, and the number and the time of each that it still has. */
export type ExchangeIndex = {
  readonly seen: number;
  readonly entries: readonly (readonly [number: number, at: number])[];
};

/** An exchange among those of all replicas. */
export interface OrderedExchange {
  readonly replica: string;
  /** Its number in the log of that replica. */
  readonly ownNumber: number;
  /** Its number among the exchanges of all replicas, from 1. */
  readonly number: number;
}

/** Returns the index of this replica's log. */
export function toIndex(log: ExchangeLog, world: World): ExchangeIndex {
  return { seen: log.count(world), entries: log.list(world).map(({ number, at }) => [number, at]) };
}

/**
 * Puts the exchanges of all replicas in the order of their machines' times and numbers them. Like in one log, exchanges
 * that were evicted or deleted count.
 */
export function orderExchanges(parts: Gathered<ExchangeIndex>['parts']): readonly OrderedExchange[] {
  const all = parts.flatMap(({ replica, value }) =>
    value.entries.map(([ownNumber, at]) => ({ replica, ownNumber, at })),
  );
  const gone = countSeen(parts) - all.length;
  return all
    .toSorted(
      (left, right) =>
        left.at - right.at ||
        (left.replica < right.replica ? -1 : 1) * Number(left.replica !== right.replica) ||
        left.ownNumber - right.ownNumber,
    )
    .map(({ replica, ownNumber }, index) => ({ replica, ownNumber, number: gone + index + 1 }));
}

/** Returns how many exchanges all replicas have seen. */
export function countSeen(parts: Gathered<ExchangeIndex>['parts']): number {
  return parts.reduce((sum, { value }) => sum + value.seen, 0);
}

/** Identifies an exchange among those of all replicas. */
export function toExchangeKey(replica: string, ownNumber: number): string {
  return `${replica} ${ownNumber}`;
}
