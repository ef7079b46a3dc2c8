import type { CompiledContract, Operation, SecurityScheme } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import type { StageName } from '../../pipeline/exchange/evidence.ts';
import { hideSegments } from '../traffic/redact-body.ts';
import { secretSegmentsOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { correctInput, type CorrectedInput } from './correct-input.ts';
import { decidingRules, type ToldExchange } from './told-exchange.ts';

/** The valid call that is nearest to a rejected request. */
export type NearestCall = NonNullable<WireSchema<'Explanation'>['nearest_call']> & { readonly body?: JsonValue };

/** What a call is found by. */
export interface CallDeps {
  readonly contract: CompiledContract;
  /** Returns whether the world has a record now. The key is text. */
  readonly hasRecord: (collection: string, key: string) => boolean;
}

/**
 * Returns the valid call that is nearest to a rejected request. It has the parameters and the fields of the body that
 * were sent, where they are valid and not secret, otherwise those of the examples of the contract; and a user who may
 * send it. A body with more than `maxBody` bytes is replaced by an example. Undefined where another request is no
 * remedy, such as for a conflict.
 */
export function findCall(told: ToldExchange, deps: CallDeps, maxBody = Infinity): NearestCall | undefined {
  const { exchange, rejectedAt } = told;
  const { error } = exchange;
  if (error === undefined || !CORRECTABLE.has(error)) return undefined;
  if (rejectedAt === undefined || !CORRECTABLE_STAGES.has(rejectedAt)) return undefined;
  const operation = findOperation(exchange, deps.contract);
  const user = findUser(told);
  if (operation === undefined || !takesToken(operation) || (needsUser(told) && user === undefined)) return undefined;
  const input = correctInput(operation, exchange, { contract: deps.contract, isAbsent: isAbsent(told), maxBody });
  if (input === undefined || !isPromising(told, operation, input, deps)) return undefined;
  const { parameters, body } = input;
  const call = {
    operation_id: operation.id,
    parameters,
    ...(body === undefined ? {} : { body }),
    ...(user === undefined ? {} : { user }),
  };
  return hideSegments(call, secretSegmentsOf(exchange)) as NearestCall;
}

/**
 * Returns whether a call may succeed where the state has rejected the request: it differs in what was rejected, and
 * names a record that is there.
 */
function isPromising(
  told: ToldExchange,
  { parameters }: Operation,
  input: CorrectedInput,
  { hasRecord }: CallDeps,
): boolean {
  const { exchange, evidence, rejectedAt } = told;
  if (!isAbsent(told)) return rejectedAt !== 'source' || input.isChanged;
  const { access, operation } = evidence;
  const collection = access?.collection ?? operation?.collection;
  const isKey = ([, value]: [string, string]): boolean => value.toLowerCase() === access?.key.toLowerCase();
  const names = parameters.flatMap(({ in: place, name }) => (place === 'path' ? [name] : []));
  const name = Object.entries(exchange.pathParameters).find(isKey)?.[0] ?? names.at(-1) ?? '';
  return input.isChanged && collection !== undefined && hasRecord(collection, String(input.parameters[name]));
}

function findOperation(exchange: RecordedExchange, { operations, match }: CompiledContract): Operation | undefined {
  const { error, evidence, hints, operationId, path, requestHeaders } = exchange;
  if (error === 'ROUTE_NOT_FOUND') {
    const [best] = hints.nearest;
    return operations.find((each) => each.method === best?.method && each.path === best.path);
  }
  if (error !== 'METHOD_NOT_ALLOWED') return operations.find(({ id }) => id === operationId);
  const others = (evidence?.methods ?? []).flatMap((method) => {
    const found = match(method, path);
    return found.kind === 'operation' ? [found.operation] : [];
  });
  // A request with a body is nearer to an operation that takes one. The body itself was not read.
  const hasBody = requestHeaders['content-type'] !== undefined;
  return others.find(({ body }) => (body !== undefined) === hasBody) ?? others[0];
}

/** Returns whether the command can authenticate: it sends its token as a bearer token, or as an API key. */
function takesToken({ security }: Operation): boolean {
  return security.length === 0 || security.some((schemes) => schemes.length < 2 && schemes.every(isSent));
}

function isSent({ type, scheme, in: place }: SecurityScheme): boolean {
  if (type === 'http') return scheme === 'bearer';
  return type === 'apiKey' ? place !== 'cookie' : type !== 'mutualTLS';
}

/** Returns whether the request names a record that its world did not have. */
function isAbsent({ exchange: { error }, evidence: { access } }: ToldExchange): boolean {
  return error === 'RECORD_NOT_FOUND' && access?.exists !== true;
}

/** Returns whether another user would not get the rejection. */
function needsUser(told: ToldExchange): boolean {
  const { error } = told.exchange;
  return error === 'FORBIDDEN' || (error === 'RECORD_NOT_FOUND' && !isAbsent(told));
}

/** Returns the user who may send it: the first whom an access rule allows if one rejected it, otherwise who sent it. */
function findUser(told: ToldExchange): string | number | undefined {
  const { access, caller } = told.evidence;
  // The examples are records of the demo user.
  if (isAbsent(told)) return undefined;
  if (!needsUser(told)) return caller === undefined || IS_DEFAULT.has(caller.credential.kind) ? undefined : caller.key;
  return access && decidingRules(access).flatMap(({ users }) => users)[0];
}

/** The credentials that the command has without a user. */
const IS_DEFAULT: ReadonlySet<string> = new Set(['fixed', 'none']);
/** Rejections that a request of another form, or of another user, would not get. */
const CORRECTABLE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'FORBIDDEN',
  'RECORD_NOT_FOUND',
  'MALFORMED_BODY',
  'INVALID_PREFERENCE',
  'UNAUTHENTICATED',
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
]);
/** The stages that reject by the request itself, or by the records that it names. */
const CORRECTABLE_STAGES: ReadonlySet<StageName> = new Set<StageName>([
  'match',
  'authenticate',
  'validate',
  'negotiate',
  'prefer',
  'access',
  'source',
]);
