import type { Rule } from '../behaviour/behaviour.ts';
import type { AuthenticationSettings, Platform } from '../behaviour/platform.ts';
import type { Settle } from '../behaviour/settle.ts';
import type { CompiledContract, Operation } from '../contract/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { StoreError } from '../store/store-error.ts';
import type { World } from '../store/world.ts';
import { createAuthenticate } from './authenticate.ts';
import { createBehave } from './behave.ts';
import { findResponse, type Check } from './check.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from './exchange.ts';
import { createForce } from './force.ts';
import { createMatch } from './match.ts';
import { createNegotiate } from './negotiate.ts';
import type { ExchangeTrace, ObserveExchange } from './observe.ts';
import type { Represented } from './passage.ts';
import { toDeclaredHeaders } from './declared-headers.ts';
import { prefer } from './prefer.ts';
import { toProvenance } from './provenance.ts';
import { createRefuse, type Refusal, type Refuse } from './refuse.ts';
import { createRepresent, type SampleResponse } from './represent.ts';
import { send, type Outgoing } from './send.ts';
import { isXmlMediaType, writeXml } from './write-xml.ts';
import { createValidate, type ValidateSettings } from './validate.ts';

/** What a pipeline is made of. */
export interface PipelineParts {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly settle: Settle;
  /** The world that a request reads and changes. */
  readonly findWorld: (request: ExchangeRequest) => World;
  readonly check: Check;
  readonly sample: SampleResponse;
  readonly settings: ValidateSettings & AuthenticationSettings;
  readonly logger: Logger;
  /** How a refusal is written; as the platform writes it, unless said. */
  readonly refuse?: Refuse;
  /** Hears of every exchange whose world is known. */
  readonly observe?: ObserveExchange | undefined;
}

/** The way of every request: match ► authenticate ► validate ► negotiate ► prefer ► behave ► represent ► check ► send. What is preferred needs no behaviour. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const match = createMatch(parts.contract);
  const authenticate = createAuthenticate(parts.platform, parts.settings);
  const validate = createValidate(parts.settings, parts.contract);
  const negotiate = createNegotiate(parts.contract);
  const behave = createBehave(parts.rules, parts.settle);
  const represent = createRepresent(parts.sample);
  const force = createForce(parts.sample);

  const refuse = parts.refuse ?? createRefuse(parts.sample);

  const answer = async (request: ExchangeRequest, passage: MutableTrace): Promise<ExchangeResponse> => {
    try {
      passage.world = parts.findWorld(request);
      const found = match(request, passage.world);
      if (found.kind === 'answered') return withRequestId(found.response, request);
      passage.operation = found.matched.operation;
      const negotiated = negotiate(await validate(authenticate(found.matched)));
      const operation = (passage.operation = negotiated.operation);
      const preferred = prefer(negotiated);
      const represented = (await force(preferred)) ?? (await represent(await behave(preferred)));
      checkAnswer(operation, represented, parts, request);
      const headers = { ...toDeclaredHeaders(operation, represented), ...toProvenance(operation, represented.status) };
      return send({ ...represented, headers, ...toContent(operation, represented, parts.contract) }, request);
    } catch (error) {
      const problem = error instanceof Problem ? error : toProblem(error, request, parts.logger);
      passage.problem = problem;
      return send(await refuseSafely(refuse, { problem, operation: passage.operation, request }, parts.logger), request);
    }
  };

  return async function answerRequest(request) {
    const end = parts.observe?.(request);
    const passage: MutableTrace = { world: undefined, operation: undefined, problem: undefined };
    const response = await answer(request, passage);
    end?.({ ...passage, request, response });
    return response;
  };
}

/** What an operation declares for a refusal may be what cannot be compiled: then it is refused in a shape of our own. */
async function refuseSafely(refuse: Refuse, refusal: Refusal, logger: Logger): Promise<Outgoing> {
  try {
    return await refuse(refusal);
  } catch (error) {
    logger.error({ requestId: refusal.request.id, operationId: refusal.operation?.id, error }, 'The declared refusal cannot be made.');
    return refuse({ ...refusal, operation: undefined });
  }
}

/** An answer that breaks the contract is our bug and never leaves; what a foreign document makes of itself does, logged and counted. */
function checkAnswer(
  operation: Operation,
  answer: Represented,
  { check, contract, logger }: PipelineParts,
  request: ExchangeRequest,
): void {
  const violations = check.check(operation, answer);
  if (violations.length === 0) return;
  logger.error(
    { requestId: request.id, operationId: operation.id, status: answer.status, violations, body: answer.body },
    'The answer breaks the contract.',
  );
  if (!contract.isForeign && !(contract.platform === undefined && answer.isExample)) throw new Problem('SERVER_ERROR');
}

/** A write that could not be kept changed nothing and may be tried again; anything else is a bug of ours. */
function toProblem(error: unknown, request: ExchangeRequest, logger: Logger): Problem {
  const isRefusedWrite = error instanceof StoreError && error.code === 'WRITE_FAILED';
  const message = isRefusedWrite ? 'A write could not be kept; nothing was changed.' : 'A request failed unexpectedly.';
  logger.error({ requestId: request.id, method: request.method, path: request.path, error }, message);
  return new Problem(isRefusedWrite ? 'STORE_UNAVAILABLE' : 'SERVER_ERROR', isRefusedWrite ? { headers: { 'retry-after': '1' } } : {});
}

function toContent(
  operation: Operation,
  { status, body }: Represented,
  { document }: CompiledContract,
): Pick<Outgoing, 'body' | 'mediaType'> {
  const mediaType = (findResponse(operation, status) ?? operation.success).mediaTypes[0];
  if (mediaType === undefined) return { body, mediaType: 'application/json' };
  const isStructured = typeof body === 'object' && body !== null && isXmlMediaType(mediaType.name);
  return { body: isStructured ? writeXml(body, mediaType.pointer, document) : body, mediaType: mediaType.name };
}

function withRequestId(response: ExchangeResponse, { id }: ExchangeRequest): ExchangeResponse {
  return { ...response, headers: { ...response.headers, 'x-request-id': id } };
}

/** Filled in on the way. */
type MutableTrace = { -readonly [Name in keyof ExchangeTrace]: ExchangeTrace[Name] };
