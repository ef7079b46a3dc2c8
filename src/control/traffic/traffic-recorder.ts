import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { redactPath } from '../../kernel/secrets/redaction.ts';
import {
  createViolationCounter,
  type ViolationCounter,
  type ResponseCheckReport,
} from '../../pipeline/response/check.ts';
import type { CheckedResponse } from '../../pipeline/exchange/stages.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import type { World } from '../../store/port/world.ts';
import { createCoverageCollector, type CoverageCollector } from '../coverage/collect-coverage.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts';
import { toExchangeRecord } from './exchange-record.ts';
import { createFindHints, type Hints } from '../hints/find-hints.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** An event of `/__admin/events`. */
export interface ControlEvent {
  readonly type: 'exchange' | 'state' | 'fault' | 'replica';
  readonly world: string;
  readonly data: JsonObject;
}

/** Records the traffic of the pipeline: the log of exchanges, the coverage and the response checks. */
export interface TrafficRecorder {
  readonly observe: (observation: Observation) => void;
  readonly log: ExchangeLog;
  readonly coverage: CoverageCollector;
  /** Returns the response checks of one world. */
  checksOf(world: World): ResponseCheckReport;
  /** Returns the response checks of all worlds. */
  allChecks(): ResponseCheckReport;
  /** Adds a check outside of a request. `id` is the operationId. */
  recordCheck(world: World, id: string, checked: CheckedResponse): void;
  /** The parts that a recorder of a reloaded contract continues with. */
  readonly memory: RecorderMemory;
  publish(event: ControlEvent): void;
  /** Calls the listener for each event. Returns a function that unsubscribes it. */
  subscribe(listener: (event: ControlEvent) => void): () => void;
}

/** The parts of a recorder that outlive its contract: all but the coverage. */
export interface RecorderMemory {
  readonly log: ExchangeLog;
  readonly allChecks: ViolationCounter;
  readonly checksByWorld: WeakMap<World, ViolationCounter>;
  readonly hub: Hub;
}

/** Creates a recorder, empty or with the memory of another. */
export function createTrafficRecorder(
  contract: CompiledContract,
  logger: Logger,
  memory: RecorderMemory = createRecorderMemory(),
): TrafficRecorder {
  const { log, allChecks, checksByWorld, hub } = memory;
  const coverage = createCoverageCollector(contract);
  const findHints = createFindHints(contract);
  const { publish, subscribe, publishExchange, hasSubscribers } = hub;
  const findChecks = (world: World): ViolationCounter => getOrCreate(checksByWorld, world, createViolationCounter);

  const count = (world: World, id: string, checked: CheckedResponse): void => {
    allChecks.add({ id }, checked);
    findChecks(world).add({ id }, checked);
  };

  return {
    log,
    coverage,
    memory,
    recordCheck: count,
    checksOf: (world) => findChecks(world).report(),
    allChecks: allChecks.report,
    publish,
    subscribe,
    observe: (observation) => {
      const { world, operation, checked } = observation;
      if (world === undefined) return;
      coverage.add(observation);
      const hints = findHints(observation);
      const exchange = log.record(observation, world, hints);
      if (operation !== undefined && checked !== undefined) count(world, operation.id, checked);
      if (hints.nearest.length > 0) logNearPaths(observation, hints, logger);
      if (hasSubscribers()) publishExchange(exchange, world);
    },
  };
}

/** Creates an empty memory. `now` is the machine's time, which orders the exchanges of replicas. */
export function createRecorderMemory(now?: () => number): RecorderMemory {
  return {
    log: createExchangeLog(undefined, now),
    allChecks: createViolationCounter(),
    checksByWorld: new WeakMap(),
    hub: createHub(),
  };
}

interface Hub extends Pick<TrafficRecorder, 'publish' | 'subscribe'> {
  hasSubscribers(): boolean;
  /** Publishes an exchange, the fault that hit it, and the change of the state when there is one. */
  publishExchange(exchange: RecordedExchange, world: World): void;
}

function createHub(): Hub {
  const listeners = new Set<(event: ControlEvent) => void>();
  const positions = new WeakMap<World, number>();
  const publish = (event: ControlEvent): void => listeners.forEach((listener) => listener(event));
  return {
    publish,
    hasSubscribers: () => listeners.size > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publishExchange: (exchange, world) => {
      const { name, store } = world;
      publish({ type: 'exchange', world: name, data: toExchangeRecord(exchange) });
      if (exchange.fault !== undefined) publish({ type: 'fault', world: name, data: { hit: { ...exchange.fault } } });
      // The position before the first published exchange is unknown, but a read has not changed it.
      const known = positions.get(world) ?? (READING.has(exchange.method) ? store.position : undefined);
      positions.set(world, store.position);
      if (known !== store.position) publish({ type: 'state', world: name, data: { position: store.position } });
    },
  };
}

/** Logs similar paths when a request has an unknown path, in one line beside that of the request. */
function logNearPaths({ request: { method, path } }: Observation, { nearest }: Hints, logger: Logger): void {
  const near = nearest.map((each) => `${each.method} ${each.path}`).join(', or ');
  logger.info({}, `No operation has the path ${method} ${redactPath(path)}. Did you mean ${near}?`);
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
