import type { CompiledContract, Operation, Parameter, SecurityScheme } from '../../contract/model/contract.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { REDACTED_IN_URL, redactQuery } from '../../kernel/secrets/redaction.ts';
import { toCallLine } from '../../kernel/text/call-line.ts';
import type { StageName } from '../../pipeline/exchange/evidence.ts';
import { hideSegments, redactBody } from '../traffic/redact-body.ts';
import {
  contentTypeOf,
  redactedPathOf,
  secretNamesOf,
  secretSegmentsOf,
  type RecordedExchange,
} from '../traffic/recorded-exchange.ts';
import type { ToldExchange } from './told-exchange.ts';

/**
 * Returns the command line of the valid call that is nearest to a rejected request. It has the parameters and the body
 * that were sent, where they are valid and not secret, otherwise the examples of `contract`; and a user who may send
 * it. Undefined where another request is no remedy, such as for a conflict.
 */
export function findCall(told: ToldExchange, contract: CompiledContract): string | undefined {
  const { exchange, rejectedAt } = told;
  const { error, world } = exchange;
  if (error === undefined || !CORRECTABLE.has(error)) return undefined;
  if (rejectedAt === undefined || !CORRECTABLE_STAGES.has(rejectedAt)) return undefined;
  const operation = findOperation(exchange, contract);
  const user = findUser(told);
  if (operation === undefined || !takesToken(operation) || (NEEDS_USER.has(error) && user === undefined))
    return undefined;
  const parameters = findParameters(operation, exchange, contract.document);
  const body = findBody(operation, exchange);
  if (parameters === undefined || (body === undefined && operation.body?.required === true)) return undefined;
  const sandbox = world === BASELINE ? undefined : world;
  const line = toCallLine({ operationId: operation.id, parameters, body, user, sandbox });
  return String(hideSegments(line, secretSegmentsOf(exchange)));
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

/** Returns the parameters that are valid as they were sent, and examples of the others that are required. */
function findParameters(
  operation: Operation,
  exchange: RecordedExchange,
  document: JsonObject,
): Readonly<Record<string, JsonValue>> | undefined {
  const sent = { path: readPath(operation, exchange), query: readQuery(exchange), headers: {}, cookies: {} };
  const found = operation.parameters.flatMap((parameter): readonly (readonly [string, JsonValue | undefined])[] => {
    const { name, in: place, required } = parameter;
    const texts = sent.query.flatMap(([key, text]) => (key === name ? [text] : []));
    const text = place === 'path' ? sent.path[name] : place === 'query' && texts.length === 1 ? texts[0] : undefined;
    const value = text === undefined ? undefined : parameter.decode(sent);
    if (text !== undefined && value !== undefined && parameter.validate(value).length === 0) return [[name, text]];
    return required ? [[name, findExample(parameter, document)]] : [];
  });
  const known = found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known.length < found.length ? undefined : Object.fromEntries(known);
}

/** Returns the segments of a path that are parameters, without secrets. What precedes the template is skipped. */
function readPath({ path }: Operation, exchange: RecordedExchange): Readonly<Record<string, string>> {
  const segments = redactedPathOf(exchange).split('/');
  const names = path.split('/');
  const offset = segments.length - names.length;
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const segment = segments[index + offset] ?? '';
      const isKnown = PARAMETER.test(name) && segment !== '' && segment !== REDACTED_IN_URL;
      return isKnown ? [[name.slice(1, -1), decode(segment)]] : [];
    }),
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Returns the pairs of the query without secrets. */
function readQuery(exchange: RecordedExchange): readonly (readonly [string, string])[] {
  const names = secretNamesOf(exchange);
  const isShown = (pair: string): boolean => redactQuery(pair, names) === pair;
  return [...new URLSearchParams(exchange.query.replace(/^\?/, '').split('&').filter(isShown).join('&'))];
}

/** Returns the example of a parameter, or of its schema. */
function findExample({ schema, pointer }: Parameter, document: JsonObject): JsonValue | undefined {
  const reader = createSchemaReader(document);
  const { example, examples } = reader.at(pointer.replace(/\/schema$/, ''));
  const [first] = isJsonObject(examples) ? Object.values(examples) : [];
  const named = isJsonObject(first) ? reader.resolve(first)['value'] : undefined;
  return example ?? named ?? schema['example'] ?? schema['default'];
}

/** Returns the JSON body that was sent, if it is valid and has no secret, otherwise the example. */
function findBody({ method, body }: Operation, exchange: RecordedExchange): JsonValue | undefined {
  const type = body?.mediaTypes.find(({ name }) => name === SENT_TYPE);
  // A request that `fetch` sends with these methods has no body.
  if (type === undefined || method === 'GET' || method === 'HEAD') return undefined;
  const sent = readBody(exchange);
  const isValid = (value: JsonValue | undefined): boolean => value !== undefined && type.validate(value).length === 0;
  return [sent, type.example].find(isValid);
}

function readBody(exchange: RecordedExchange): JsonValue | undefined {
  const { requestBody, requestHeaders } = exchange;
  if (requestBody?.isComplete !== true || requestBody.size > MAX_BODY) return undefined;
  const { content } = requestBody;
  const text = typeof content === 'string' ? content : Buffer.from(content).toString();
  const contentType = contentTypeOf(requestHeaders);
  try {
    const value = JSON.parse(text) as JsonValue;
    const shown = redactBody(requestBody, { contentType, secretNames: secretNamesOf(exchange) });
    return JSON.stringify(shown) === JSON.stringify(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the user who may send it: for a 403 the first whom a rule allows, otherwise who has sent it. */
function findUser({ exchange: { error }, evidence }: ToldExchange): string | number | undefined {
  const { access, caller, operation } = evidence;
  if (error === undefined || !NEEDS_USER.has(error))
    return caller === undefined || IS_DEFAULT.has(caller.credential.kind) ? undefined : caller.key;
  // Who may see a record may not always change it: its owner may.
  const isRead = error === 'FORBIDDEN' || operation?.method === 'GET';
  return access?.tried.filter(({ rule }) => isRead || rule === 'owner').flatMap(({ users }) => users)[0];
}

const PARAMETER = /^\{[^{}]+\}$/;
/** The media type that the command sends. */
const SENT_TYPE = 'application/json';
/** Longer bodies do not fit in a command line that is read. */
const MAX_BODY = 2000;
/** The credentials that the command has without a user. */
const IS_DEFAULT: ReadonlySet<string> = new Set(['fixed', 'none']);
/** Rejections that another user would not get. */
const NEEDS_USER: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['FORBIDDEN', 'RECORD_NOT_FOUND']);
/** Rejections that a request of another form, or of another user, would not get. */
const CORRECTABLE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...NEEDS_USER,
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
/** The stages that reject by the request itself. What the state rejects, another example may not get either. */
const CORRECTABLE_STAGES: ReadonlySet<StageName> = new Set<StageName>([
  'match',
  'authenticate',
  'validate',
  'negotiate',
  'prefer',
  'access',
]);
