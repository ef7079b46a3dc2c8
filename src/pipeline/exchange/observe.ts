import type { Operation } from '../../contract/model/contract.ts';
import type { AnsweredBy } from '../../kernel/outcome.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { CheckedResponse } from './stages.ts';
import type { Evidence } from './evidence.ts';
import type { ExchangeRequest, ExchangeResponse } from './exchange.ts';
import type { Upload } from '../uploads/upload.ts';
import type { FaultHit } from '../faults/model/fault.ts';
import type { Validated } from './stages.ts';

/**
 * One request and its response. Nothing in it is copied: an observer copies what it needs and must not keep a reference
 * to the request.
 */
export interface Observation extends Readonly<Trace> {
  /** The response before a fault altered it. */
  readonly response: ExchangeResponse;
}

/** A validated request without the references that would keep its world alive. */
export type ValidatedRequest = Omit<Validated, 'request' | 'world' | 'viewedWorld'>;

/** What the stages record about a request. */
export interface Trace {
  readonly request: ExchangeRequest;
  world: World | undefined;
  /** When the request began, by its world's clock. */
  time: number;
  operation: Operation | undefined;
  /** Undefined when the request was rejected before or by validation. */
  validated: ValidatedRequest | undefined;
  problem: Problem | undefined;
  /** The form that the body was read from, when it may have files. */
  upload?: Upload | undefined;
  /** The result of the response check; undefined when the response was not checked. */
  checked: CheckedResponse | undefined;
  /** What the response says of the caller's rate limit; undefined without one. */
  rateHeaders?: Readonly<Record<string, string>> | undefined;
  faultHit: FaultHit | undefined;
  /** What decided the answer of a model; undefined when no model answered. */
  answeredBy: AnsweredBy | undefined;
  /** What the stages decided; undefined when the request was rejected before it was matched. */
  evidence?: Evidence | undefined;
  /** The bytes of the request body, when a stage has read them. */
  body: Uint8Array | undefined;
  response: ExchangeResponse | undefined;
  /** Wall-clock time in milliseconds. */
  duration: number;
}

/**
 * Called with every exchange before its response leaves. The response waits for the returned promise, so it must be
 * quick. It may not throw.
 */
export type Observe = (observation: Observation) => Promise<void> | undefined;

/** Returns an empty trace. */
export function createTrace(request: ExchangeRequest): Trace {
  return {
    request,
    world: undefined,
    time: 0,
    operation: undefined,
    validated: undefined,
    problem: undefined,
    upload: undefined,
    checked: undefined,
    rateHeaders: undefined,
    faultHit: undefined,
    answeredBy: undefined,
    evidence: undefined,
    body: undefined,
    response: undefined,
    duration: 0,
  };
}

/** Adds the response to a trace and returns it as an observation. */
export function completeTrace(
  trace: Trace,
  { response, duration }: Pick<Observation, 'response' | 'duration'>,
): Observation {
  trace.response = response;
  trace.duration = duration;
  return trace as Observation;
}

/**
 * Returns the body that a stage has read, or undefined when none was. Reading a body again returns the same bytes; of a
 * form with files it is the outline.
 */
export async function findReadBody(
  { request, operation, validated, problem, upload }: Trace,
  limit: number,
): Promise<Uint8Array | undefined> {
  if (upload !== undefined) return upload.outline;
  const wasRead = validated !== undefined || (problem !== undefined && AFTER_BODY.has(problem.code));
  return operation?.body !== undefined && wasRead ? request.body(limit) : undefined;
}

/** The problems that are found after the complete body has been read. */
const AFTER_BODY: ReadonlySet<string> = new Set(['VALIDATION_FAILED', 'MALFORMED_BODY']);
