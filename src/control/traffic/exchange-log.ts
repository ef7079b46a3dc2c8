import { createQueue, type Queue } from './queue.ts';
import { createChangeBudget, type ChangeBudget } from '../../pipeline/exchange/change-budget.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import type { World } from '../../store/port/world.ts';
import { NO_HINTS, type Hints } from '../hints/find-hints.ts';
import { sizeOf } from './exchange-size.ts';
import { createRecordExchange, type RecordedExchange } from './recorded-exchange.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** The log of exchanges: the newest of each world. The number per world and the total size are limited. */
export interface ExchangeLog {
  record(observation: Observation, world: World, hints?: Hints): RecordedExchange;
  /** Returns the recorded exchanges of a world in the order in which they ended. */
  list(world: World): readonly RecordedExchange[];
  /** Returns the number of exchanges of a world since its start, evicted ones included. */
  count(world: World): number;
  clear(world: World): void;
}

/** Limits of a log. */
export interface LogLimits {
  /** Exchanges per world. */
  readonly entries: number;
  /** Bytes of all worlds together, without what the requests have changed. */
  readonly bytes: number;
  /** Bytes of what the requests of all worlds have changed. */
  readonly changes: number;
}

/** Creates an empty log. `now` is the machine's time of each exchange; by default none is taken. */
export function createExchangeLog(
  { entries: maxEntries, bytes: maxBytes, changes: maxChanges }: LogLimits = LIMITS,
  now: () => number = noTime,
): ExchangeLog {
  const logs = new WeakMap<World, WorldLog>();
  const changes = createChangeBudget(maxChanges);
  const retention = createRetention(changes);
  const recordExchange = createRecordExchange(now);
  return {
    record: (observation, world, hints = NO_HINTS) => {
      const log = getOrCreate(logs, world, createLog);
      log.count += 1;
      const exchange = recordExchange(observation, world, { number: log.count, hints });
      const entry: LogEntry = { exchange, log, size: sizeOf(exchange) };
      retention.add(entry);
      const { writes } = exchange.evidence ?? {};
      if (writes !== undefined) {
        changes.count(writes);
        // A streamed response writes after it was recorded.
        writes.onGrowth = () => (entry.exchange === undefined ? writes.drop() : changes.count(writes));
      }
      if (log.entries.size() > maxEntries) retention.evict(log.entries.first());
      retention.shrinkTo(maxBytes);
      return exchange;
    },
    list: (world) => (logs.get(world)?.entries.all() ?? []).flatMap(({ exchange }) => exchange ?? []),
    count: (world) => logs.get(world)?.count ?? 0,
    clear: (world) => (logs.get(world)?.entries.all() ?? []).forEach(retention.evict),
  };
}

function noTime(): number {
  return 0;
}

function createLog(): WorldLog {
  return { entries: createQueue(), count: 0 };
}

interface WorldLog {
  readonly entries: Queue<LogEntry>;
  count: number;
}

interface LogEntry {
  /** Undefined when it was evicted: the entry may stay in a queue for longer. */
  exchange: RecordedExchange | undefined;
  readonly log: WorldLog;
  readonly size: number;
}

/** Holds the exchanges of all worlds and evicts the oldest first, so that no world crowds out another. */
interface Retention {
  add(entry: LogEntry): void;
  evict(entry: LogEntry | undefined): void;
  shrinkTo(maxBytes: number): void;
}

function createRetention(changes: ChangeBudget): Retention {
  let order = createQueue<LogEntry>();
  let count = 0;
  let bytes = 0;
  const evict = (entry: LogEntry | undefined): void => {
    if (entry?.exchange === undefined) return;
    // The oldest of all worlds is also the oldest of its own.
    entry.log.entries.shift();
    count -= 1;
    bytes -= entry.size;
    const { writes } = entry.exchange.evidence ?? {};
    if (writes !== undefined) changes.release(writes);
    entry.exchange = undefined;
  };
  const shrinkTo = (maxBytes: number): void => {
    const isOver = (): boolean => bytes > maxBytes;
    while (isOver()) {
      evict(order.first());
      order.shift();
    }
    // Evicted entries stay in the queue behind an old exchange of an idle world.
    if (order.size() > count * 2 + SPARE) order = withoutEvicted(order);
  };
  return {
    add: (entry) => {
      entry.log.entries.push(entry);
      order.push(entry);
      count += 1;
      bytes += entry.size;
    },
    evict,
    shrinkTo,
  };
}

function withoutEvicted(order: Queue<LogEntry>): Queue<LogEntry> {
  const fresh = createQueue<LogEntry>();
  for (const entry of order.all()) if (entry.exchange !== undefined) fresh.push(entry);
  return fresh;
}

const SPARE = 1024;
const LIMITS: LogLimits = { entries: 1000, bytes: 32 * 1024 * 1024, changes: 16 * 1024 * 1024 };
