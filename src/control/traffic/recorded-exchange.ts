import type { Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { FaultHit } from '../../pipeline/faults/model/fault.ts';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import { redactPath } from '../../kernel/secrets/redaction.ts';
import type { World } from '../../store/port/world.ts';

/** One exchange, as the log keeps it: as little work as can be, until somebody looks. */
export interface RecordedExchange {
  readonly id: string;
  /** Its place among all that its world has seen, from 1. */
  readonly number: number;
  readonly world: string;
  /** By the world's clock, in milliseconds since 1970. */
  readonly time: number;
  /** In milliseconds; 0 where the world's time does not flow. */
  readonly duration: number;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly operationId: string | undefined;
  /** The path of its operation, with its parameters in braces. */
  readonly pathTemplate: string | undefined;
  /** What the operation asks of who calls: where secrets are sent. */
  readonly security: Operation['security'];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: RecordedBody | undefined;
  readonly status: number;
  /** Without the request's id. */
  readonly responseHeaders: Readonly<Record<string, string | readonly string[]>>;
  readonly responseBody: RecordedBody | undefined;
  /** The code of the problem that it was refused with. */
  readonly error: string | undefined;
  readonly violations: readonly FieldViolation[];
  readonly breaches: readonly SchemaViolation[];
  readonly fault: FaultHit | undefined;
}

/** A body, or as much of it as is kept. */
export interface RecordedBody {
  readonly content: string | Uint8Array;
  /** Of all of it, in bytes (of a text: in UTF-16 units, which is what can be told without looking). */
  readonly size: number;
  readonly isComplete: boolean;
}

/**
 * Keeps of an exchange what may be asked for later. Of what it was made from nothing stays alive but immutable texts.
 */
export function recordExchange(observation: Observation, world: World, number: number): RecordedExchange {
  const { request, response, operation, problem, validated } = observation;
  return {
    id: request.id,
    number,
    world: world.name,
    time: observation.time,
    duration: world.clock.flows ? observation.duration : 0,
    method: request.method,
    origin: request.origin,
    path: request.path,
    query: request.query,
    operationId: operation?.id,
    pathTemplate: operation?.path,
    security: operation?.security ?? NONE,
    pathParameters: validated?.pathParameters ?? NOTHING,
    requestHeaders: request.headers,
    requestBody: keepBody(observation.body),
    status: response.status,
    responseHeaders: response.headers,
    responseBody: keepAnswered(response),
    error: problem?.code,
    violations: problem?.violations ?? NONE,
    breaches: observation.checked?.violations ?? NONE,
    fault: observation.faultHit,
  };
}

/** Names of headers and query parameters that carry secrets, in lower case. */
export function secretNamesOf({ security }: RecordedExchange): readonly string[] {
  return security.flat().flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter.toLowerCase()]));
}

/** Its path without secrets. */
export function redactedPathOf({ path, pathTemplate }: RecordedExchange): string {
  return redactPath(path, pathTemplate);
}

/** The segments of its path that are secrets. */
export function secretSegmentsOf(exchange: RecordedExchange): readonly string[] {
  const shown = redactedPathOf(exchange).split('/');
  return exchange.path.split('/').filter((segment, index) => segment !== shown[index] && URL_SAFE.test(segment));
}

/** The media type that headers name. */
export function contentTypeOf(headers: RecordedExchange['responseHeaders']): string | undefined {
  const line = headers['content-type'];
  return typeof line === 'string' ? line : line?.[0];
}

/** The headers of its answer, as they were sent. */
export function sentHeadersOf({ id, responseHeaders }: RecordedExchange): RecordedExchange['responseHeaders'] {
  return { ...responseHeaders, 'x-request-id': id };
}

/** About how many bytes it takes, everything that a client can make long included. */
export function sizeOf(exchange: RecordedExchange): number {
  const {
    origin,
    id,
    path,
    query,
    requestBody,
    responseBody,
    requestHeaders,
    responseHeaders,
    pathParameters,
    violations,
    breaches,
  } = exchange;
  const texts = [origin, id, path, query].reduce((sum, text) => sum + text.length, 0);
  const tables = sizeOfTable(requestHeaders) + sizeOfTable(responseHeaders) + sizeOfTable(pathParameters);
  const lists = violations.reduce((sum, { field, message }) => sum + VIOLATION_SIZE + field.length + message.length, 0);
  return (
    ENTRY_SIZE +
    texts +
    tables +
    lists +
    breaches.length * VIOLATION_SIZE +
    lengthOf(requestBody) +
    lengthOf(responseBody)
  );
}

function sizeOfTable(table: Readonly<Record<string, string | readonly string[]>>): number {
  let size = 0;
  for (const name in table) size += FIELD_SIZE + name.length + lengthOfAll(table[name]);
  return size;
}

function lengthOfAll(value: string | readonly string[] | undefined): number {
  if (typeof value === 'string' || value === undefined) return value?.length ?? 0;
  return value.reduce((sum, line) => sum + FIELD_SIZE + line.length, 0);
}

/** A text that Latin-1 cannot write takes two bytes a character. */
function lengthOf(body: RecordedBody | undefined): number {
  if (body === undefined) return 0;
  const { content } = body;
  return typeof content === 'string' && WIDE.test(content) ? content.length * 2 : content.length;
}

function keepBody(content: string | Uint8Array | undefined): RecordedBody | undefined {
  if (content === undefined || content.length === 0) return undefined;
  const isWhole = content.length <= MAX_BODY;
  if (typeof content === 'string') {
    // A slice of a text would keep all of it alive.
    return {
      content: isWhole ? content : Buffer.from(content.slice(0, MAX_BODY)).toString(),
      size: content.length,
      isComplete: isWhole,
    };
  }
  // So would a view of bytes: a small body shares its memory with all that came in the same read, headers included.
  return { content: new Uint8Array(content.subarray(0, MAX_BODY)), size: content.length, isComplete: isWhole };
}

/**
 * Of a text whose bytes are there already those are copied, which takes far less; once, though it may be sent again and
 * again.
 */
function keepAnswered({ body, prepared }: ExchangeResponse): RecordedBody | undefined {
  if (prepared === undefined || prepared.text !== body || body.length <= MAX_BODY) return keepBody(body);
  const part = parts.get(prepared) ?? { content: cut(prepared.bytes), size: prepared.bytes.length, isComplete: false };
  parts.set(prepared, part);
  return part;
}

/** Not in the middle of a character. */
function cut(bytes: Uint8Array): Uint8Array {
  let end = MAX_BODY;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new Uint8Array(bytes.subarray(0, end));
}

const parts = new WeakMap<object, RecordedBody>();
const NONE: readonly never[] = [];
const NOTHING: Readonly<Record<string, string>> = {};
/** Of each body, in bytes. */
const MAX_BODY = 65_536;
/** Of a segment that JSON writes as it is; short ones would be found in other words. */
const URL_SAFE = /^[\w.~%!$&'()*+,;=:@|-]{4,}$/;
const WIDE = /[\u0100-\uffff]/;
/** Of what every exchange has: an estimate, and so are those below. */
const ENTRY_SIZE = 1000;
const VIOLATION_SIZE = 200;
const FIELD_SIZE = 32;
