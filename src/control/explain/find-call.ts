import type { CompiledContract, Operation, SecurityScheme } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import type { StageName } from '../../pipeline/exchange/evidence.ts';
import { countLostSegments } from '../hints/near-paths.ts';
import { hideSegments } from '../traffic/redact-body.ts';
import { secretSegmentsOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import type { LostBody } from '../correction/correct-body.ts';
import { correctInput, type CorrectedInput } from '../correction/correct-input.ts';
import { toMissingRemedy, type MissingRecord } from './missing-record.ts';
import { decidingRules, type ToldExchange } from './told-exchange.ts';

/** The valid call that is nearest to a rejected request. */
export type NearestCall = NonNullable<WireSchema<'Explanation'>['nearest_call']> & { readonly body?: JsonValue };

/** A call, and how it differs from the request; or why nothing is left of what the request was to write. */
export type FoundCall =
  | { readonly kind: 'call'; readonly call: NearestCall; readonly input: CorrectedInput }
  | { readonly kind: 'lost'; readonly lost: LostBody };

/** What a call is found by. */
export interface CallDeps {
  readonly contract: CompiledContract;
  /** Returns whether the world has a record now. The key is text. */
  readonly hasRecord: (collection: string, key: string) => boolean;
  /** Returns the user whose credential a request has that no stage has looked at; undefined for the demo user. */
  readonly findSender: (exchange: RecordedExchange, operation: Operation) => string | number | undefined;
  /** What became of the record that the request did not find. */
  readonly missing: MissingRecord | undefined;
}

/**
 * Returns the valid call that is nearest to a rejected request, and does nothing more: it has what was sent and is
 * valid, examples only for what is required, the same record, and the same user unless another one is the remedy.
 * Undefined where another request is no remedy, such as for a conflict.
 */
export function findCall(told: ToldExchange, deps: CallDeps): FoundCall | undefined {
  const { exchange, rejectedAt } = told;
  const { error } = exchange;
  if (error === undefined || !CORRECTABLE.has(error)) return undefined;
  if (rejectedAt === undefined || !CORRECTABLE_STAGES.has(rejectedAt)) return undefined;
  const operation = findOperation(exchange, deps.contract);
  if (operation === undefined || !takesToken(operation)) return undefined;
  const user = needsUser(told) ? findAllowed(told) : findSender(told, operation, deps);
  if ((needsUser(told) && user === undefined) || !isSameRecord(told, operation, { ...deps, user })) return undefined;
  const isElsewhere = isAbsent(told) && deps.missing?.isBack !== true;
  const input = correctInput(operation, exchange, { contract: deps.contract, isAbsent: isElsewhere });
  if (typeof input === 'string') return { kind: 'lost', lost: input };
  // What is written is what the path has named: an example may be any other record.
  if (input.hasExampleKey && !READS.has(operation.method)) return undefined;
  if (!isPromising(told, operation, { ...deps, input })) return undefined;
  const { parameters, body } = input;
  const call = {
    operation_id: operation.id,
    parameters,
    ...(body === undefined ? {} : { body }),
    ...(user === undefined ? {} : { user }),
  };
  return { kind: 'call', call: hideSegments(call, secretSegmentsOf(exchange)) as NearestCall, input };
}

/**
 * Returns whether a call is of the record that the request has named. Only a read may have the key of an example
 * instead, which is a record of the demo user, if nothing is known of the other record.
 */
function isSameRecord(
  told: ToldExchange,
  { method, path }: Operation,
  { missing, user }: CallDeps & { readonly user: string | number | undefined },
): boolean {
  const { exchange } = told;
  const isRead = READS.has(method);
  if (isAbsent(told)) {
    if (missing?.isBack === true) return true;
    return isRead && user === undefined && (missing === undefined || toMissingRemedy(missing) === undefined);
  }
  if (isRead || told.rejectedAt !== 'match') return true;
  // A read was not meant as a write, nor anything else as a deletion.
  const isSameKind = method === exchange.method || (WRITES.has(method) && WRITES.has(exchange.method));
  return isSameKind && (exchange.error !== 'ROUTE_NOT_FOUND' || countLostSegments(exchange.path, path) === 0);
}

/**
 * Returns whether a call may succeed where the state has rejected the request: it differs in what was rejected, and
 * names a record that is there.
 */
function isPromising(
  told: ToldExchange,
  { parameters }: Operation,
  { hasRecord, missing, input }: CallDeps & { readonly input: CorrectedInput },
): boolean {
  const { exchange, evidence, rejectedAt } = told;
  if (!isAbsent(told)) return rejectedAt !== 'source' || input.isChanged;
  if (missing?.isBack === true) return true;
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
  // A request with a body is nearer to an operation that takes one.
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

/** Returns the first user whom an access rule allows what the request would do. */
function findAllowed({ evidence: { access } }: ToldExchange): string | number | undefined {
  return access && decidingRules(access).flatMap(({ users }) => users)[0];
}

/** Returns the user who sent a request; undefined for the one whom the command has without a user. */
function findSender(
  { exchange, rejectedAt, evidence: { caller } }: ToldExchange,
  operation: Operation,
  deps: CallDeps,
): string | number | undefined {
  if (rejectedAt === 'match') return deps.findSender(exchange, operation);
  return caller === undefined || IS_DEFAULT.has(caller.credential.kind) ? undefined : caller.key;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Methods that are taken for each other. */
const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
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
