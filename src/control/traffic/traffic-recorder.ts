import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { redactPath } from '../../kernel/secrets/redaction.ts';
import { createResponseChecks, type ResponseChecks, type ResponseCheckReport } from '../../pipeline/response/check.ts';
import type { CheckedResponse } from '../../pipeline/exchange/stages.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import type { World } from '../../store/port/world.ts';
import { createCoverageCollector, type CoverageCollector } from '../coverage/collect-coverage.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { createExchangeLog, type ExchangeLog } from './exchange-log.ts';
import { toExchangeRecord } from './exchange-record.ts';
import { findNearPaths } from './near-paths.ts';

/** Something that happened, as it is told to whoever listens. */
export interface ControlEvent {
  readonly type: 'exchange' | 'state' | 'fault';
  readonly world: string;
  readonly data: JsonObject;
}

/**
 * Whoever looks at what passes through the pipeline: the log of exchanges, what they exercise, and the account of
 * broken answers.
 */
export interface TrafficRecorder {
  readonly observe: (observation: Observation) => void;
  readonly log: ExchangeLog;
  readonly coverage: CoverageCollector;
  /** Of one world. */
  checksOf(world: World): ResponseCheckReport;
  allChecks(): ResponseCheckReport;
  /** Takes into account what was checked outside of any request. `id` stands for the operation. */
  recordCheck(world: World, id: string, checked: CheckedResponse): void;
  /** What it has seen, for a watch over another contract to go on with. */
  readonly memory: RecorderMemory;
  publish(event: ControlEvent): void;
  /** Gives back what ends it. */
  subscribe(listener: (event: ControlEvent) => void): () => void;
}

/** What of a watch outlives its contract: all but the coverage. */
export interface RecorderMemory {
  readonly log: ExchangeLog;
  readonly allChecks: ResponseChecks;
  readonly checksByWorld: WeakMap<World, ResponseChecks>;
  readonly hub: Hub;
}

/** A watch that has seen nothing, or what another has. */
export function createTrafficRecorder(
  contract: CompiledContract,
  logger: Logger,
  memory: RecorderMemory = createMemory(),
): TrafficRecorder {
  const { log, allChecks: all, checksByWorld: ledgers, hub } = memory;
  const coverage = createCoverageCollector(contract);
  const { publish, subscribe, publishExchange, isHeard } = hub;
  const ledgerOf = (world: World): ResponseChecks => {
    const known = ledgers.get(world) ?? createResponseChecks();
    ledgers.set(world, known);
    return known;
  };

  const count = (world: World, id: string, checked: CheckedResponse): void => {
    all.add({ id }, checked);
    ledgerOf(world).add({ id }, checked);
  };

  return {
    log,
    coverage,
    memory,
    recordCheck: count,
    checksOf: (world) => ledgerOf(world).report(),
    allChecks: all.report,
    publish,
    subscribe,
    observe: (observation) => {
      const { world, operation, checked } = observation;
      if (world === undefined) return;
      coverage.add(observation);
      const exchange = log.record(observation, world);
      if (operation !== undefined && checked !== undefined) count(world, operation.id, checked);
      if (observation.problem?.code === 'ROUTE_NOT_FOUND') sayNearPaths(observation, contract, logger);
      if (isHeard()) publishExchange(exchange, world);
    },
  };
}

function createMemory(): RecorderMemory {
  return {
    log: createExchangeLog(),
    allChecks: createResponseChecks(),
    checksByWorld: new WeakMap(),
    hub: createHub(),
  };
}

interface Hub extends Pick<TrafficRecorder, 'publish' | 'subscribe'> {
  isHeard(): boolean;
  /** Tells of an exchange, of the fault that struck it, and of the state where that has changed. */
  publishExchange(exchange: RecordedExchange, world: World): void;
}

function createHub(): Hub {
  const listeners = new Set<(event: ControlEvent) => void>();
  const positions = new WeakMap<World, number>();
  const publish = (event: ControlEvent): void => listeners.forEach((listener) => listener(event));
  return {
    publish,
    isHeard: () => listeners.size > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publishExchange: (exchange, world) => {
      const { name, store } = world;
      publish({ type: 'exchange', world: name, data: toExchangeRecord(exchange) });
      if (exchange.fault !== undefined) publish({ type: 'fault', world: name, data: { hit: { ...exchange.fault } } });
      // What was before the first exchange that somebody heard of is not known: reading has changed nothing.
      const known = positions.get(world) ?? (READING.has(exchange.method) ? store.position : undefined);
      positions.set(world, store.position);
      if (known !== store.position) publish({ type: 'state', world: name, data: { position: store.position } });
    },
  };
}

/** Whoever mistypes a path sees in the log which ones there are. */
function sayNearPaths(
  { request: { id, method, path } }: Observation,
  contract: CompiledContract,
  logger: Logger,
): void {
  const near = findNearPaths(contract, path);
  if (near.length > 0)
    logger.info(
      { requestId: id, method, path: redactPath(path), near },
      'No operation has this path; these are near it.',
    );
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
