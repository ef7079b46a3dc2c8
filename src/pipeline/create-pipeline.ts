import type { Rule } from '../behaviour/rule/behaviour.ts';
import type { AuthenticationSettings, Platform } from '../behaviour/platform.ts';
import type { DueWorkRunner } from '../behaviour/due-work-runner.ts';
import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { PRODUCT } from '../kernel/product.ts';
import { redactPath } from '../kernel/secrets/redaction.ts';
import { isStoreFailure, isWriteFailure } from '../store/port/store-error.ts';
import type { World } from '../store/port/world.ts';
import type { ResponseChecker } from './response/check.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from './exchange/exchange.ts';
import { createEvidence } from './exchange/evidence.ts';
import { createInjectFaults, type FaultEffect } from './faults/inject-faults.ts';
import type { FaultBook } from './faults/model/fault-set.ts';
import { createResponseCache, replay, type CachedResponse, type FindCacheSlot } from './response/response-cache.ts';
import { match } from './request/match.ts';
import { parseCookies } from './sandbox/cookies.ts';
import { completeTrace, createTrace, findReadBody, type Observe, type Trace } from './exchange/observe.ts';
import { createExecutor } from './response/execute.ts';
import type { PrepareCallbacks } from './outgoing/create-callbacks.ts';
import { createPass } from './request/pass.ts';
import type { RateLimit } from './request/rate-limit.ts';
import { createReject, type Rejection, type Reject } from './response/reject.ts';
import { send, type Outgoing } from './response/send.ts';
import type { SampleResponse } from './sources/represent.ts';
import type { PrepareResponseSource } from './sources/response-source.ts';
import type { Matched, Validated } from './exchange/stages.ts';
import type { UploadTarget } from './uploads/upload.ts';
import type { ValidateSettings } from './request/validate.ts';

/** The collaborators and settings of a pipeline. */
export interface PipelineDeps {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly dueWork: DueWorkRunner;
  /** Returns the world that a request reads and changes. */
  readonly findWorld: (request: ExchangeRequest) => World;
  /**
   * Returns whether a valid request creates its sandbox. By default a request does when it is authenticated or its
   * response is a success.
   */
  readonly usesSandbox?: (validated: Validated) => boolean;
  readonly checker: ResponseChecker;
  readonly sample: SampleResponse;
  /** Where the files of forms are stored. */
  readonly uploads?: UploadTarget | undefined;
  /** The fault rules of each world. */
  readonly faults?: FaultBook | undefined;
  /** Called with every exchange. */
  readonly observe?: Observe | undefined;
  readonly settings: ValidateSettings & AuthenticationSettings;
  readonly logger: Logger;
  /** Builds the response to a rejected request; the platform's own form by default. */
  readonly reject?: Reject;
  /** The response sources in the order in which they are tried; RESPONSE_SOURCES by default. */
  readonly sources?: readonly PrepareResponseSource[] | undefined;
  /** Prepares the callbacks of operations, by operationId; undefined when none may be sent. */
  readonly callbacks?: ReadonlyMap<string, PrepareCallbacks> | undefined;
  /** Limits how many requests each caller may send; undefined limits nothing. */
  readonly rateLimit?: RateLimit | undefined;
  /** Turns the response cache on; off by default. */
  readonly cache?: boolean | undefined;
}

/**
 * Runs every request through the stages: match ► identify ► validate ► negotiate ► prefer ► inject faults ► response
 * sources ► check ► send. The first response source that responds makes the response. A cached response skips all
 * stages after match. `observe` is called before the response leaves.
 */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const respond = createRespond(deps);
  const reject = deps.reject ?? createReject(deps.sample);

  return async function runPipeline(request) {
    const started = deps.observe === undefined ? 0 : performance.now();
    const trace = createTrace(request);
    const { response: made, effect } = await respondSafely(respond, request, { trace, deps, reject });
    const { rateHeaders } = trace;
    const response = rateHeaders === undefined ? made : { ...made, headers: { ...made.headers, ...rateHeaders } };
    const sent = effect === undefined ? response : effect.alter(response);
    trace.upload?.release(response.status < 400 && response.headers[PRODUCT.simulatedHeader] === undefined);
    if (deps.observe !== undefined) {
      if (trace.operation?.body !== undefined) trace.body = await findReadBody(trace, deps.settings.maxBody);
      const observed = deps.observe(
        completeTrace(trace, {
          // A response that a fault damages is observed undamaged; a response that is not sent is observed as such.
          response: sent.isDropped === true ? sent : response,
          duration: performance.now() - started,
        }),
      );
      if (observed !== undefined) await observed;
    }
    return sent;
  };
}

/** A response, and the effect of faults that is still to be applied to it. */
interface FaultableResponse {
  readonly response: ExchangeResponse;
  readonly effect?: FaultEffect | undefined;
}

type Respond = (request: ExchangeRequest, trace: Trace) => Promise<FaultableResponse>;

/** Returns the stages as one function, which throws the Problem of the stage that rejects. */
function createRespond(deps: PipelineDeps): Respond {
  const pass = createPass(deps);
  const injectFaults = createInjectFaults(deps.faults, deps.sample);
  const { execute, respondToUnmatched } = createExecutor(deps);
  const findSlot = createFindSlot(deps);
  const enters = deps.usesSandbox === undefined;
  return async function respond(request, trace) {
    const world = deps.findWorld(request);
    trace.world = world;
    trace.time = world.clock.now();
    const found = deps.contract.match(request.method, request.path);
    const slot = found.kind === 'operation' ? findSlot?.(request, found.operation, world) : undefined;
    if (slot?.cached !== undefined) {
      if (request.enterWorld !== undefined) await request.enterWorld();
      return { response: respondFromCache(slot.cached, trace, deps) };
    }
    const evidence = createEvidence(slot === undefined ? 'unused' : 'missed');
    trace.evidence = evidence;
    if (found.kind === 'method_not_allowed') evidence.methods = found.methods;
    const result = match({ ...(slot?.track() ?? withCookies(request, world)), world, found });
    if (result.kind !== 'matched') return { response: await respondToUnmatched(result) };
    const preferred = await pass(result.matched, trace, evidence);
    evidence.stage = 'faults';
    const injecting = injectFaults(preferred, evidence);
    const effect = injecting === undefined ? undefined : await injecting;
    trace.faultHit = effect?.hit;
    if (effect?.response === undefined) {
      const response = await execute(preferred, { trace, slot });
      if (enters && response.status < 400 && request.enterWorld !== undefined) await request.enterWorld();
      return { response, effect };
    }
    if (effect.takesEffect) await execute(preferred, { trace, slot });
    return { response: send(effect.response, request), effect };
  };
}

function respondFromCache(
  cached: CachedResponse,
  trace: Trace,
  { rateLimit, checker }: PipelineDeps,
): ExchangeResponse {
  trace.evidence = cached.evidence;
  if (rateLimit !== undefined && trace.world !== undefined) {
    const { operation, caller } = cached.validated;
    trace.operation = operation;
    trace.rateHeaders = rateLimit.count({ request: trace.request, world: trace.world, caller });
  }
  return replay(cached, trace, checker);
}

function withCookies(
  request: ExchangeRequest,
  viewedWorld: World,
): Pick<Matched, 'request' | 'cookies' | 'viewedWorld'> {
  return { request, cookies: parseCookies(request.headers['cookie']), viewedWorld };
}

/** Returns the lookup in the response cache, which is skipped while the world has active faults or due work. */
function createFindSlot({ cache, faults, dueWork, settings }: PipelineDeps): FindCacheSlot | undefined {
  if (cache !== true) return undefined;
  const findCached = createResponseCache(() => (settings.strict ? 'strict' : ''));
  return function findSlot(request, operation, world) {
    const isQuiet = faults?.hasActive(world) !== true && !dueWork.isDue(world);
    return isQuiet ? findCached(request, operation, world) : undefined;
  };
}

async function respondSafely(
  respond: Respond,
  request: ExchangeRequest,
  { trace, deps, reject }: { readonly trace: Trace; readonly deps: PipelineDeps; readonly reject: Reject },
): Promise<FaultableResponse> {
  try {
    return await respond(request, trace);
  } catch (error) {
    const problem = error instanceof Problem ? error : toProblem(error, request, deps.logger);
    trace.problem = problem;
    const rejected = await rejectSafely(reject, { problem, operation: trace.operation, request }, deps.logger);
    return { response: { ...send(rejected, request), problem } };
  }
}

/** Rejects in the default form when the error response that the operation declares cannot be built. */
async function rejectSafely(reject: Reject, rejection: Rejection, logger: Logger): Promise<Outgoing> {
  try {
    return await reject(rejection);
  } catch (error) {
    logger.error(
      { requestId: rejection.request.id, operationId: rejection.operation?.id, error },
      'Failed to build the error response that the operation declares. The default one was sent.',
    );
    return reject({ ...rejection, operation: undefined });
  }
}

/**
 * Converts an unexpected error to a Problem. A write that could not be stored changed nothing: the client may try again
 * (with a full disk, once there is space). An uncertain write has no `Retry-After`: it may have been stored. Anything
 * else is a bug of the simulator.
 */
function toProblem(error: unknown, request: ExchangeRequest, logger: Logger): Problem {
  const message = isWriteFailure(error)
    ? `Failed to store a write. ${error.code === 'WRITE_UNCERTAIN' ? 'It may have been stored.' : 'Nothing was changed.'}`
    : 'Failed to respond to a request: an unexpected error.';
  logger.error({ requestId: request.id, method: request.method, path: redactPath(request.path), error }, message);
  if (!isStoreFailure(error)) return new Problem('SERVER_ERROR');
  if (error.code === 'STORE_FULL' || error.code === 'WRITE_UNCERTAIN') return new Problem(error.code);
  const { advice } = error;
  return new Problem('STORE_UNAVAILABLE', {
    headers: { 'retry-after': '1' },
    ...(advice === undefined ? {} : { message: advice }),
  });
}
