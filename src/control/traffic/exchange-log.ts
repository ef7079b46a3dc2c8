import { createQueue, type Queue } from './queue.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import type { World } from '../../store/port/world.ts';
import { recordExchange, sizeOf, type RecordedExchange } from './recorded-exchange.ts';

/**
 * What the worlds of a simulator were asked: the newest of each, bounded in number and, all of them together, in bytes.
 */
export interface ExchangeLog {
  record(observation: Observation, world: World): RecordedExchange;
  /** In the order in which they ended. */
  list(world: World): readonly RecordedExchange[];
  /** How many there were, those that are kept no more included. */
  count(world: World): number;
  clear(world: World): void;
}

/** What one log may hold. */
export interface LogLimits {
  /** Exchanges of one world. */
  readonly entries: number;
  /** Of all worlds together. */
  readonly bytes: number;
}

/** An empty log. */
export function createExchangeLog({ entries: most, bytes: budget }: LogLimits = LIMITS): ExchangeLog {
  const logs = new WeakMap<World, WorldLog>();
  const shelf = createShelf();
  return {
    record: (observation, world) => {
      const log = logs.get(world) ?? beginLog(logs, world);
      log.count += 1;
      const exchange = recordExchange(observation, world, log.count);
      shelf.put({ exchange, log, size: sizeOf(exchange), isGone: false });
      if (log.kept.size() > most) shelf.drop(log.kept.first());
      shelf.shrink(budget);
      return exchange;
    },
    list: (world) => (logs.get(world)?.kept.all() ?? []).map(({ exchange }) => exchange),
    count: (world) => logs.get(world)?.count ?? 0,
    clear: (world) => (logs.get(world)?.kept.all() ?? []).forEach(shelf.drop),
  };
}

function beginLog(logs: WeakMap<World, WorldLog>, world: World): WorldLog {
  const log = { kept: createQueue<LogEntry>(), count: 0 };
  logs.set(world, log);
  return log;
}

interface WorldLog {
  readonly kept: Queue<LogEntry>;
  count: number;
}

interface LogEntry {
  readonly exchange: RecordedExchange;
  readonly log: WorldLog;
  readonly size: number;
  isGone: boolean;
}

/** What all worlds have been asked. The oldest goes first, so that no world keeps another from being seen. */
function createShelf(): {
  put(kept: LogEntry): void;
  drop(kept: LogEntry | undefined): void;
  shrink(budget: number): void;
} {
  let order = createQueue<LogEntry>();
  let held = 0;
  let bytes = 0;
  const drop = (kept: LogEntry | undefined): void => {
    if (kept === undefined || kept.isGone) return;
    // Of its world, too, it is the oldest.
    kept.log.kept.shift();
    held -= 1;
    bytes -= kept.size;
    kept.isGone = true;
  };
  return {
    put: (kept) => {
      kept.log.kept.push(kept);
      order.push(kept);
      held += 1;
      bytes += kept.size;
    },
    drop,
    shrink: (budget) => {
      const isOver = (): boolean => bytes > budget;
      while (isOver()) {
        drop(order.first());
        order.shift();
      }
      // Behind an old exchange of a quiet world lie many that are gone.
      if (order.size() > held * 2 + SPARE) order = withoutGone(order);
    },
  };
}

function withoutGone(order: Queue<LogEntry>): Queue<LogEntry> {
  const fresh = createQueue<LogEntry>();
  for (const kept of order.all()) if (!kept.isGone) fresh.push(kept);
  return fresh;
}

const SPARE = 1024;
const LIMITS: LogLimits = { entries: 1000, bytes: 32 * 1024 * 1024 };
