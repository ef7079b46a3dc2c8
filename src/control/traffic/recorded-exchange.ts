import type { Caller } from '../../behaviour/representation/caller.ts';
import type { Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { JsonText } from '../../kernel/json/json-text.ts';
import { memoize } from '../../kernel/memoize.ts';
import type { AnsweredBy } from '../../kernel/outcome.ts';
import type { FieldViolation, ProblemCode } from '../../kernel/problem.ts';
import type { FaultHit } from '../../pipeline/faults/model/fault.ts';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import type { Evidence } from '../../pipeline/exchange/evidence.ts';
import type { Observation } from '../../pipeline/exchange/observe.ts';
import { redactPath } from '../../kernel/secrets/redaction.ts';
import type { Hints } from '../hints/find-hints.ts';
import type { World } from '../../store/port/world.ts';

/** One exchange in the log. Conversion and redaction wait until it is read. */
export interface RecordedExchange {
  readonly id: string;
  /** Its number among all exchanges of its world, from 1. */
  readonly number: number;
  readonly world: string;
  /** Milliseconds since 1970 by the world's clock. */
  readonly time: number;
  /** When it ended, in milliseconds by the machine's clock. It orders the exchanges of replicas, and is 0 without. */
  readonly at: number;
  /** In milliseconds; 0 when the world's time does not flow. */
  readonly duration: number;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly operationId: string | undefined;
  /** The path of its operation, with parameters in braces. */
  readonly pathTemplate: string | undefined;
  /** The security requirements of its operation. They name the headers and parameters that carry secrets. */
  readonly security: Operation['security'];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: RecordedBody | undefined;
  readonly status: number;
  /** Without the request id. */
  readonly responseHeaders: Readonly<Record<string, string | readonly string[]>>;
  readonly responseBody: RecordedBody | undefined;
  /** The code of the problem that rejected it. */
  readonly error: ProblemCode | undefined;
  readonly violations: readonly FieldViolation[];
  readonly breaches: readonly SchemaViolation[];
  readonly fault: FaultHit | undefined;
  readonly answeredBy: AnsweredBy | undefined;
  /** The id of the request that this one was sent again for; undefined when a client has sent it. */
  readonly replayOf: string | undefined;
  /** Whose request it was; undefined when it was anonymous, rejected, or served from the cache. */
  readonly caller: Caller | undefined;
  /** What the problem that rejected it says, and what it adds for the log. */
  readonly message: string | undefined;
  readonly reason: string | undefined;
  /** The response was checked against the contract. */
  readonly isChecked: boolean;
  readonly evidence: Evidence | undefined;
  readonly hints: Hints;
}

/** A body, possibly truncated. */
export interface RecordedBody {
  readonly content: string | Uint8Array;
  /** The full size: in bytes, or in UTF-16 units for a text. */
  readonly size: number;
  readonly isComplete: boolean;
  /** The bytes that it takes, where they are not those of its content. */
  readonly memory?: number;
}

/**
 * Creates a function that records an exchange, with its number in its world and the time of `now`. The result holds no
 * references to the observation other than immutable strings, texts and the caller. A large prepared body is truncated
 * once, however often it is sent.
 */
export function createRecordExchange(
  now: () => number,
): (
  observation: Observation,
  world: World,
  place: { readonly number: number; readonly hints: Hints },
) => RecordedExchange {
  const truncateOnce = memoize(({ bytes }: JsonText): RecordedBody => ({
    content: truncate(bytes),
    size: bytes.length,
    isComplete: false,
  }));
  return (observation, world, { number, hints }) =>
    recordExchange(observation, world, { number, hints, at: now(), truncateOnce });
}

interface Recording {
  readonly number: number;
  readonly hints: Hints;
  readonly at: number;
  readonly truncateOnce: (prepared: JsonText) => RecordedBody;
}

function recordExchange(
  observation: Observation,
  world: World,
  { number, hints, at, truncateOnce }: Recording,
): RecordedExchange {
  const { request, response, operation, problem, validated } = observation;
  return {
    id: request.id,
    number,
    world: world.name,
    time: observation.time,
    at,
    duration: world.clock.flows ? observation.duration : 0,
    method: request.method,
    origin: request.origin,
    path: request.path,
    query: request.query,
    operationId: operation?.id,
    pathTemplate: operation?.path,
    security: operation?.security ?? NONE,
    pathParameters: validated?.pathParameters ?? EMPTY,
    requestHeaders: request.headers,
    requestBody: recordBody(observation.body),
    status: response.status,
    responseHeaders: response.headers,
    responseBody: recordResponseBody(response, truncateOnce),
    error: problem?.code,
    violations: problem?.violations ?? NONE,
    breaches: observation.checked?.violations ?? NONE,
    fault: observation.faultHit,
    answeredBy: observation.answeredBy,
    replayOf: request.replay?.of,
    caller: validated?.caller,
    message: problem?.message,
    reason: problem?.reason,
    isChecked: observation.checked !== undefined,
    evidence: observation.evidence,
    hints,
  };
}

/** Returns the names of headers and query parameters that carry secrets, in lower case. */
export function secretNamesOf({ security }: RecordedExchange): readonly string[] {
  return security.flat().flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter.toLowerCase()]));
}

/** Returns the path without secrets. */
export function redactedPathOf({ path, pathTemplate }: RecordedExchange): string {
  return redactPath(path, pathTemplate);
}

/** Returns the segments of the path that are secrets. */
export function secretSegmentsOf(exchange: RecordedExchange): readonly string[] {
  const shown = redactedPathOf(exchange).split('/');
  return exchange.path.split('/').filter((segment, index) => segment !== shown[index] && URL_SAFE.test(segment));
}

/** Returns the `Content-Type` of headers. */
export function contentTypeOf(headers: RecordedExchange['responseHeaders']): string | undefined {
  const line = headers['content-type'];
  return typeof line === 'string' ? line : line?.[0];
}

/** Returns the response headers as they were sent. */
export function sentHeadersOf({ id, status, responseHeaders }: RecordedExchange): RecordedExchange['responseHeaders'] {
  return status === 0 ? {} : { ...responseHeaders, 'x-request-id': id };
}

function recordBody(content: string | Uint8Array | undefined): RecordedBody | undefined {
  if (content === undefined || content.length === 0) return undefined;
  const isComplete = content.length <= MAX_BODY;
  if (typeof content === 'string') {
    // A slice of a string would keep the complete string alive.
    return {
      content: isComplete ? content : Buffer.from(content.slice(0, MAX_BODY)).toString(),
      size: content.length,
      isComplete,
    };
  }
  // A view of bytes would too: a small body shares its buffer with everything received in the same read.
  return { content: new Uint8Array(content.subarray(0, MAX_BODY)), size: content.length, isComplete };
}

/** Records a response body. A large prepared body is truncated from its bytes. */
function recordResponseBody(
  { body, prepared }: ExchangeResponse,
  truncateOnce: (prepared: JsonText) => RecordedBody,
): RecordedBody | undefined {
  if (prepared === undefined || prepared.text !== body) return recordBody(body);
  if (body.length > MAX_BODY) return truncateOnce(prepared);
  return new PreparedBody(prepared);
}

/** A prepared body, whose text is assembled when it is read. */
class PreparedBody implements RecordedBody {
  readonly size: number;
  readonly isComplete = true;
  /** In bytes, at most: it shares most of its text with others. */
  readonly memory: number;
  readonly #text: JsonText;

  constructor(prepared: JsonText) {
    this.size = prepared.bytes.length;
    this.memory = this.size > prepared.text.length ? prepared.text.length * 2 : this.size;
    this.#text = prepared.detach();
  }

  get content(): string {
    return this.#text.text;
  }
}

/** Truncates UTF-8 between two characters. */
function truncate(bytes: Uint8Array): Uint8Array {
  let end = MAX_BODY;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new Uint8Array(bytes.subarray(0, end));
}

const NONE: readonly never[] = [];
const EMPTY: Readonly<Record<string, string>> = {};
/** Bytes recorded of each body. */
const MAX_BODY = 65_536;
/** A segment that JSON does not escape. Shorter ones would match parts of other words. */
const URL_SAFE = /^[\w.~%!$&'()*+,;=:@|-]{4,}$/;
