import type { Operation, SchemaViolation } from '../contract/contract.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { FaultStrike } from '../pipeline/faults/fault.ts';
import type { ExchangeResponse } from '../pipeline/exchange.ts';
import type { Observation } from '../pipeline/observe.ts';
import type { World } from '../store/world.ts';

/** One exchange, as the log keeps it: as little work as can be, until somebody looks. */
export interface KeptExchange {
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
  /** What the operation asks of who calls: where secrets are sent. */
  readonly security: Operation['security'];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: KeptBody | undefined;
  readonly status: number;
  /** Without the request's id. */
  readonly responseHeaders: Readonly<Record<string, string | readonly string[]>>;
  readonly responseBody: KeptBody | undefined;
  /** The code of the problem that it was refused with. */
  readonly error: string | undefined;
  readonly violations: readonly FieldViolation[];
  readonly breaches: readonly SchemaViolation[];
  readonly fault: FaultStrike | undefined;
}

/** A body, or as much of it as is kept. */
export interface KeptBody {
  readonly content: string | Uint8Array;
  /** Of all of it, in bytes (of a text: in UTF-16 units, which is what can be told without looking). */
  readonly size: number;
  readonly isWhole: boolean;
}

/** Keeps of an exchange what may be asked for later. Of what it was made from nothing stays alive but immutable texts. */
export function keepExchange(observation: Observation, world: World, number: number): KeptExchange {
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
    fault: observation.strike,
  };
}

/** Names of headers and query parameters that carry secrets, in lower case. */
export function secretsOf({ security }: KeptExchange): readonly string[] {
  return security.flat().flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter.toLowerCase()]));
}

/** The headers of its answer, as they were sent. */
export function sentHeadersOf({ id, responseHeaders }: KeptExchange): KeptExchange['responseHeaders'] {
  return { ...responseHeaders, 'x-request-id': id };
}

/** About how many bytes it takes. */
export function sizeOf({ requestBody, responseBody, path, query }: KeptExchange): number {
  return ENTRY_SIZE + path.length + query.length + lengthOf(requestBody) + lengthOf(responseBody);
}

function lengthOf(body: KeptBody | undefined): number {
  return body?.content.length ?? 0;
}

function keepBody(content: string | Uint8Array | undefined): KeptBody | undefined {
  if (content === undefined || content.length === 0) return undefined;
  if (content.length <= LARGEST_BODY) return { content, size: content.length, isWhole: true };
  // A slice of a text would keep all of it alive.
  const start = typeof content === 'string' ? Buffer.from(content.slice(0, LARGEST_BODY)).toString() : content.slice(0, LARGEST_BODY);
  return { content: start, size: content.length, isWhole: false };
}

/** Of a text whose bytes are there already those are copied, which takes far less; once, though it may be sent again and again. */
function keepAnswered({ body, prepared }: ExchangeResponse): KeptBody | undefined {
  if (prepared === undefined || prepared.text !== body || body.length <= LARGEST_BODY) return keepBody(body);
  const part = parts.get(prepared) ?? { content: cut(prepared.bytes), size: prepared.bytes.length, isWhole: false };
  parts.set(prepared, part);
  return part;
}

/** Not in the middle of a character. */
function cut(bytes: Uint8Array): Uint8Array {
  let end = LARGEST_BODY;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new Uint8Array(bytes.subarray(0, end));
}

const parts = new WeakMap<object, KeptBody>();
const NONE: readonly never[] = [];
const NOTHING: Readonly<Record<string, string>> = {};
/** Of each body, in bytes. */
const LARGEST_BODY = 65_536;
/** Of its headers and the rest: an estimate. */
const ENTRY_SIZE = 1200;
