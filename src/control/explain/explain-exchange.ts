import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { toCallLine } from '../../kernel/text/call-line.ts';
import { STAGES, type StageName } from '../../pipeline/exchange/evidence.ts';
import { hideSegments } from '../traffic/redact-body.ts';
import {
  redactedPathOf,
  secretNamesOf,
  secretSegmentsOf,
  type RecordedExchange,
} from '../traffic/recorded-exchange.ts';
import { redactValue } from '../traffic/redact-value.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { findCall, type CallDeps, type FoundCall } from './find-call.ts';
import { findRemedy } from './find-remedy.ts';
import { tellCall, tellLost } from './tell-call.ts';
import { tellAuthenticate, tellMatch, tellNegotiate, tellPrefer, tellValidate } from './tell-request.ts';
import { tellInvalidKey } from './tell-invalid-key.ts';
import { tellAccess, tellCache, tellCheck, tellCommit, tellFaults, tellSource } from './tell-response.ts';
import {
  findRejectingStage,
  isAnsweredByFault,
  isReached,
  tell,
  type Tell,
  type ToldExchange,
} from './told-exchange.ts';
import { findUndeclared } from '../undeclared/find-undeclared.ts';
import { tellUndeclared } from '../undeclared/tell-undeclared.ts';

/** What the stages did with a request, and why. */
export type Explanation = WireSchema<'Explanation'>;

/** What an explanation says of the present. */
export type Present = CallDeps;

/**
 * Explains an exchange by what its stages recorded, without secrets: the state may have changed since. What to do, and
 * the nearest valid call, are of the present.
 */
export function explainExchange(exchange: RecordedExchange, present: Present): Explanation {
  const { evidence } = exchange;
  const told = evidence && { exchange, evidence, rejectedAt: findRejectingStage(exchange, evidence) };
  const stages = STAGES.map((stage) => ({
    stage,
    ...(told === undefined ? NOT_RECORDED : tellStage(stage, told, present.contract)),
  }));
  const found = told && findCall(told, present);
  const nearestCall = found?.kind === 'call' ? found.call : undefined;
  const line = found?.kind === 'call' ? toLine(found, exchange, present.contract) : undefined;
  const explained = {
    summary: toSummary(exchange, stages),
    stages,
    remedy: (told && findRemedy(told, present.missing)) ?? null,
    call_note: toNote(found, line),
    nearest: toNearest(exchange),
  };
  return {
    request_id: exchange.id,
    number: exchange.number,
    world: exchange.world,
    method: exchange.method,
    path: redactedPathOf(exchange),
    operation_id: exchange.operationId ?? null,
    status: exchange.status,
    ...redact(explained, exchange),
    call: typeof line === 'string' ? line : null,
    nearest_call: nearestCall ?? null,
  };
}

/** Tells how the nearest call differs from the request, or why there is none. */
function toNote(found: FoundCall | undefined, line: ReturnType<typeof toLine> | undefined): string | null {
  if (found === undefined) return null;
  if (found.kind === 'lost') return tellLost(found.lost);
  const notes = [...tellCall(found.input), ...(line === TOO_LONG ? ['It is too long for a command line.'] : [])];
  return notes.length === 0 ? null : notes.join(' ');
}

/** Returns the command line of the nearest call; undefined where no command line can make the call. */
function toLine(
  { call, input: { files } }: Extract<FoundCall, { kind: 'call' }>,
  { world }: RecordedExchange,
  { operations }: CompiledContract,
): string | typeof TOO_LONG | undefined {
  const isLong = call.body !== undefined && Buffer.byteLength(JSON.stringify(call.body)) > MAX_BODY_OF_LINE;
  if (isLong) return TOO_LONG;
  const { operation_id: operationId, ...rest } = call;
  const declared = operations.find(({ id }) => id === operationId)?.parameters ?? [];
  return toCallLine({
    operationId,
    ...rest,
    declared: declared.map(({ name }) => name),
    files,
    sandbox: world === BASELINE ? undefined : world,
  });
}

function tellStage(stage: StageName, told: ToldExchange, contract: CompiledContract): ReturnType<Tell> {
  if (!isReached(stage, told)) return tell('skipped', SKIPPED[stage] ?? 'It was not reached.');
  if (stage === 'validate' && told.rejectedAt === stage && told.exchange.error === 'RECORD_NOT_FOUND')
    return tellInvalidKey(told.exchange, contract);
  const telling = TELLERS[stage](told);
  if (stage === 'validate') return tellUndeclared(telling, findUndeclared(told.exchange, contract));
  return told.rejectedAt === stage && telling.verdict !== 'rejected'
    ? tell('rejected', told.exchange.message ?? '', telling.details)
    : telling;
}

/** Returns the operations that a request may have meant. */
function toNearest(exchange: RecordedExchange): Explanation['nearest'] {
  const { error, evidence, hints } = exchange;
  if (error !== 'METHOD_NOT_ALLOWED') return hints.nearest;
  const path = redactedPathOf(exchange);
  return (evidence?.methods ?? []).slice(0, MAX_NEAREST).map((method) => ({ method, path }));
}

/** Returns a sentence that begins with the status: what rejected the request, or what was special about it. */
function toSummary(exchange: RecordedExchange, stages: Explanation['stages']): string {
  const { status, evidence } = exchange;
  const shown = status === 0 ? 'No response' : String(status);
  const rejected = stages.find(({ verdict }) => verdict === 'rejected');
  if (rejected !== undefined) return `${shown}: ${rejected.text}`;
  const special = stages.filter(({ verdict }) => verdict === 'applied').map(({ text }) => text);
  const isByFault = evidence !== undefined && isAnsweredByFault({ exchange, evidence });
  return `${shown}: ${[...(isByFault ? [] : [toResult(exchange)]), ...special].join(' ')}`;
}

/** Tells what came of a request that nothing rejected. */
function toResult({ status, operationId = 'The request' }: RecordedExchange): string {
  return status >= 200 && status < 300 ? `${operationId} succeeded.` : `${operationId} was rejected by no stage.`;
}

/** Redacts as the request log does: by secret names, and the secret segments of the path wherever they are repeated. */
function redact<Value extends JsonValue>(value: Value, exchange: RecordedExchange): Value {
  const names = secretNamesOf(exchange);
  return hideSegments(redactValue(value, names), secretSegmentsOf(exchange)) as Value;
}

const NOT_RECORDED = tell('skipped', 'It was not recorded.');
/** Why a stage was not reached although nothing rejected the request. */
const SKIPPED: Partial<Record<StageName, string>> = {
  source: 'No rule ran.',
  access: 'No record was looked up by the path.',
  check: 'No response of a rule was checked.',
  commit: 'Nothing was stored.',
};
const TELLERS: Readonly<Record<StageName, Tell>> = {
  match: tellMatch,
  authenticate: tellAuthenticate,
  validate: tellValidate,
  negotiate: tellNegotiate,
  prefer: tellPrefer,
  faults: tellFaults,
  source: tellSource,
  access: tellAccess,
  cache: tellCache,
  check: tellCheck,
  commit: tellCommit,
};
/** Operations listed for a method that the path lacks. */
const MAX_NEAREST = 3;
/** Bytes. Longer bodies do not fit in a command line that is read. */
const MAX_BODY_OF_LINE = 2000;
/** The command line would be too long to be read. */
const TOO_LONG = Symbol('too long');
