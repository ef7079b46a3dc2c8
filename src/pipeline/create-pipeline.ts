import type { Rule } from '../behaviour/rule/behaviour.ts';
import type { AuthenticationSettings, Platform } from '../behaviour/platform.ts';
import type { RunDueWork } from '../behaviour/run-due-work.ts';
import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { redactPath } from '../kernel/secrets/redaction.ts';
import { isStoreFailure, isWriteFailure } from '../store/port/store-error.ts';
import type { World } from '../store/port/world.ts';
import { createAuthenticate, isAuthenticated } from './request/authenticate.ts';
import type { ResponseChecker } from './response/check.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from './exchange/exchange.ts';
import { createInjectFaults, type FaultEffect } from './faults/inject-faults.ts';
import type { FaultBook } from './faults/model/fault-set.ts';
import { createResponseCache, replay, type FindCacheSlot } from './response/response-cache.ts';
import { createMatch } from './request/match.ts';
import { createNegotiate } from './request/negotiate.ts';
import { completeTrace, createTrace, findReadBody, type Observe, type Trace } from './exchange/observe.ts';
import { createExecute } from './response/execute.ts';
import { prefer } from './request/prefer.ts';
import type { SampleResponse } from './response/represent.ts';
import { createReject, type Rejection, type Reject } from './response/reject.ts';
import { send, type Outgoing } from './response/send.ts';
import type { Validated } from './exchange/stages.ts';
import { createValidate, type ValidateSettings } from './request/validate.ts';

/** What a pipeline is made of. */
export interface PipelineDeps {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly runDueWork: RunDueWork;
  /** The world that a request reads and changes. */
  readonly findWorld: (request: ExchangeRequest) => World;
  /**
   * Whether a valid request uses its sandbox, so that it is made; unless said, one does that has shown credentials, or
   * succeeds.
   */
  readonly usesSandbox?: (validated: Validated) => boolean;
  readonly checker: ResponseChecker;
  readonly sample: SampleResponse;
  /** What is to go wrong, on order. */
  readonly faults?: FaultBook<World> | undefined;
  /** Told of every exchange. */
  readonly observe?: Observe | undefined;
  readonly settings: ValidateSettings & AuthenticationSettings;
  readonly logger: Logger;
  /** How a refusal is written; as the platform writes it, unless said. */
  readonly reject?: Reject;
  /** Whether answers to reads are kept for as long as nothing changes; by default they are not. */
  readonly cache?: boolean | undefined;
}

/**
 * The way of every request: match ► authenticate ► validate ► negotiate ► prefer ► disturb ► behave ► represent ► check
 * ► send. What is preferred needs no behaviour. A read that has passed them passes them again as long as nothing has
 * changed. Whoever observes is told before the answer leaves.
 */
export function createPipeline(parts: PipelineDeps): Pipeline {
  const respond = createRespond(parts);
  const refuse = parts.reject ?? createReject(parts.sample);

  return async function answer(request) {
    const started = parts.observe === undefined ? 0 : performance.now();
    const trace = createTrace(request);
    const { response, disturbance } = await respondSafely(respond, request, { trace, parts, refuse });
    if (parts.observe !== undefined) {
      if (trace.operation?.body !== undefined) trace.body = await findReadBody(trace, parts.settings.maxBody);
      const following = parts.observe(completeTrace(trace, { response, duration: performance.now() - started }));
      if (following !== undefined) await following;
    }
    return disturbance === undefined ? response : disturbance.alter(response);
  };
}

/** An answer, and what is still to become of it. */
interface Responded {
  readonly response: ExchangeResponse;
  readonly disturbance?: FaultEffect | undefined;
}

type Respond = (request: ExchangeRequest, trace: Trace) => Promise<Responded>;

/** Throws the problem of the stage that refuses. */
function createRespond(parts: PipelineDeps): Respond {
  const match = createMatch(parts.contract);
  const authenticate = createAuthenticate(parts.platform, parts.settings);
  const validate = createValidate(parts.settings, parts.contract);
  const negotiate = createNegotiate(parts.contract);
  const disturb = createInjectFaults(parts.faults, parts.sample);
  const perform = createExecute(parts);
  const findPlace = createFindPlace(parts);

  return async function respond(request, trace) {
    const world = parts.findWorld(request);
    trace.world = world;
    trace.time = world.clock.now();
    const place = findPlace?.(request, world);
    if (place?.cached !== undefined) {
      request.enterWorld?.();
      return { response: replay(place.cached, trace, parts.checker) };
    }
    const found = match(request, world);
    if (found.kind === 'answered') return { response: found.response };
    trace.operation = found.matched.operation;
    const authenticated = authenticate(found.matched);
    if (parts.usesSandbox === undefined && isAuthenticated(authenticated)) request.enterWorld?.();
    const validated = negotiate(await validate(authenticated));
    if (parts.usesSandbox?.(validated) === true) request.enterWorld?.();
    trace.validated = validated;
    trace.operation = validated.operation;
    const preferred = prefer(validated);
    const struck = disturb(preferred);
    const disturbance = struck === undefined ? undefined : await struck;
    trace.faultHit = disturbance?.hit;
    if (disturbance?.response === undefined) {
      const response = await perform(preferred, { trace, slot: place });
      if (parts.usesSandbox === undefined && response.status < 400) request.enterWorld?.();
      return { response, disturbance };
    }
    if (disturbance.takesEffect) await perform(preferred, { trace, slot: place });
    return { response: send(disturbance.response, request), disturbance };
  };
}

/**
 * Where nothing is to go wrong in a world, and nothing is due in it, what was answered before may be answered again.
 */
function createFindPlace({ cache, faults, runDueWork: settle, settings }: PipelineDeps): FindCacheSlot | undefined {
  if (cache !== true) return undefined;
  const findKept = createResponseCache(() => (settings.strict ? 'strict' : ''));
  return function findPlace(request, world) {
    const isQuiet = (faults?.find(world)?.active().length ?? 0) === 0 && !settle.isDue(world);
    return isQuiet ? findKept(request, world) : undefined;
  };
}

async function respondSafely(
  respond: Respond,
  request: ExchangeRequest,
  { trace, parts, refuse }: { readonly trace: Trace; readonly parts: PipelineDeps; readonly refuse: Reject },
): Promise<Responded> {
  try {
    return await respond(request, trace);
  } catch (error) {
    const problem = error instanceof Problem ? error : toProblem(error, request, parts.logger);
    trace.problem = problem;
    const refused = await refuseSafely(refuse, { problem, operation: trace.operation, request }, parts.logger);
    return { response: { ...send(refused, request), problem } };
  }
}

/**
 * What an operation declares for a refusal may be what cannot be compiled: then it is refused in a shape of our own.
 */
async function refuseSafely(refuse: Reject, refusal: Rejection, logger: Logger): Promise<Outgoing> {
  try {
    return await refuse(refusal);
  } catch (error) {
    logger.error(
      { requestId: refusal.request.id, operationId: refusal.operation?.id, error },
      'The declared refusal cannot be made.',
    );
    return refuse({ ...refusal, operation: undefined });
  }
}

/**
 * A write that could not be kept changed nothing and may be tried again, a full disk when there is room; anything else
 * is a bug of ours.
 */
function toProblem(error: unknown, request: ExchangeRequest, logger: Logger): Problem {
  const message = isWriteFailure(error)
    ? 'A write could not be kept; nothing was changed.'
    : 'A request failed unexpectedly.';
  logger.error({ requestId: request.id, method: request.method, path: redactPath(request.path), error }, message);
  if (!isStoreFailure(error)) return new Problem('SERVER_ERROR');
  if (error.code === 'STORE_FULL') return new Problem('STORE_FULL');
  const { advice } = error;
  return new Problem('STORE_UNAVAILABLE', {
    headers: { 'retry-after': '1' },
    ...(advice === undefined ? {} : { message: advice }),
  });
}
