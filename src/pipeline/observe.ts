import type { Operation } from '../contract/contract.ts';
import type { Problem } from '../kernel/problem.ts';
import type { World } from '../store/world.ts';
import type { CheckedAnswer } from './check.ts';
import type { ExchangeRequest, ExchangeResponse } from './exchange.ts';
import type { FaultStrike } from './faults/fault.ts';
import type { Validated } from './passage.ts';

/** What became of one request. Nothing in it is copied: whoever watches keeps what it needs, and must not keep the request itself. */
export interface Observation extends Readonly<Trace> {
  readonly request: ExchangeRequest;
  /** Before a fault altered it. */
  readonly response: ExchangeResponse;
  /** The bytes of its body, where they were read. */
  readonly body: Uint8Array | undefined;
  /** Of the machine's time, in milliseconds. */
  readonly duration: number;
}

/** What is learnt of a request on its way. */
export interface Trace {
  world: World | undefined;
  /** When it began, by its world's clock. */
  time: number;
  operation: Operation | undefined;
  /** Undefined where the request was refused before, or broke the contract. */
  validated: Validated | undefined;
  problem: Problem | undefined;
  /** What the check of the answer found; undefined where it was not checked. */
  checked: CheckedAnswer | undefined;
  strike: FaultStrike | undefined;
}

/** Called with every exchange, before its answer leaves; the answer waits for what is given back. It must be quick and may not throw. */
export type Observe = (observation: Observation) => Promise<void> | undefined;

/** Nothing is known yet. */
export function createTrace(): Trace {
  return {
    world: undefined,
    time: 0,
    operation: undefined,
    validated: undefined,
    problem: undefined,
    checked: undefined,
    strike: undefined,
  };
}

/** The bytes that a stage has read: whoever asks again gets the same. */
export async function findReadBody(
  request: ExchangeRequest,
  { operation, validated, problem }: Trace,
  limit: number,
): Promise<Uint8Array | undefined> {
  const wasRead = validated !== undefined || (problem !== undefined && AFTER_BODY.has(problem.code));
  return operation?.body !== undefined && wasRead ? request.body(limit) : undefined;
}

/** Refusals by which the body has been read whole. */
const AFTER_BODY: ReadonlySet<string> = new Set(['VALIDATION_FAILED', 'MALFORMED_BODY']);
