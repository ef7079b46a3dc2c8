import type { Operation } from '../../contract/model/contract.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { CheckedResponse } from './stages.ts';
import type { ExchangeRequest, ExchangeResponse } from './exchange.ts';
import type { FaultHit } from '../faults/model/fault.ts';
import type { Validated } from './stages.ts';

/**
 * What became of one request. Nothing in it is copied: whoever watches keeps what it needs, and must not keep the
 * request itself.
 */
export interface Observation extends Readonly<Trace> {
  /** Before a fault altered it. */
  readonly response: ExchangeResponse;
}

/** What a request asks for. */
export type ValidatedRequest = Omit<Validated, 'request' | 'world'>;

/** What is learnt of a request on its way. */
export interface Trace {
  readonly request: ExchangeRequest;
  world: World | undefined;
  /** When it began, by its world's clock. */
  time: number;
  operation: Operation | undefined;
  /** Undefined where the request was refused before, or broke the contract. */
  validated: ValidatedRequest | undefined;
  problem: Problem | undefined;
  /** What the check of the answer found; undefined where it was not checked. */
  checked: CheckedResponse | undefined;
  faultHit: FaultHit | undefined;
  /** The bytes of its body, where they were read. */
  body: Uint8Array | undefined;
  response: ExchangeResponse | undefined;
  /** Of the machine's time, in milliseconds. */
  duration: number;
}

/**
 * Called with every exchange, before its answer leaves; the answer waits for what is given back. It must be quick and
 * may not throw.
 */
export type Observe = (observation: Observation) => Promise<void> | undefined;

/** Nothing is known yet. */
export function createTrace(request: ExchangeRequest): Trace {
  return {
    request,
    world: undefined,
    time: 0,
    operation: undefined,
    validated: undefined,
    problem: undefined,
    checked: undefined,
    faultHit: undefined,
    body: undefined,
    response: undefined,
    duration: 0,
  };
}

/** The same trace, at its end. */
export function completeTrace(
  trace: Trace,
  { response, duration }: Pick<Observation, 'response' | 'duration'>,
): Observation {
  trace.response = response;
  trace.duration = duration;
  return trace as Observation;
}

/** The bytes that a stage has read: whoever asks again gets the same. */
export async function findReadBody(
  { request, operation, validated, problem }: Trace,
  limit: number,
): Promise<Uint8Array | undefined> {
  const wasRead = validated !== undefined || (problem !== undefined && AFTER_BODY.has(problem.code));
  return operation?.body !== undefined && wasRead ? request.body(limit) : undefined;
}

/** Refusals by which the body has been read whole. */
const AFTER_BODY: ReadonlySet<string> = new Set(['VALIDATION_FAILED', 'MALFORMED_BODY']);
