import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { toPreciseTimestamp } from '../kernel/clock.ts';
import { toPointer } from '../kernel/pointer.ts';
import { secretsOf, sentHeadersOf, type KeptBody, type KeptExchange } from './kept-exchange.ts';
import { REDACTED, redactHeaders, redactQuery, redactUrls, redactValue } from './redaction.ts';

/** An exchange as the control plane shows it: without secrets. */
export function toExchangeRecord(exchange: KeptExchange): JsonObject {
  const secrets = secretsOf(exchange);
  return {
    id: exchange.id,
    number: exchange.number,
    world: exchange.world,
    time: toPreciseTimestamp(exchange.time),
    duration_ms: Math.round(exchange.duration * 10) / 10,
    method: exchange.method,
    path: exchange.path,
    query: redactQuery(exchange.query, secrets),
    operation_id: exchange.operationId ?? null,
    request: toMessage(exchange.requestHeaders, exchange.requestBody, secrets),
    status: exchange.status,
    response: toMessage(sentHeadersOf(exchange), exchange.responseBody, secrets),
    error: exchange.error ?? null,
    violations: exchange.violations.map((violation) => ({ ...violation })),
    breaches: exchange.breaches.map(({ path, keyword }) => ({ pointer: toPointer(path), keyword })),
    fault: exchange.fault === undefined ? null : { ...exchange.fault },
  };
}

/** What a body says: JSON as a value, anything else as text. Undefined where there is none. */
export function readKeptBody(body: KeptBody | undefined): JsonValue | undefined {
  if (body === undefined) return undefined;
  const text = toText(body);
  if (!body.isWhole) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** A body as text, without secrets where it can be read. */
export function toShownText(body: KeptBody | undefined): string {
  if (body === undefined) return '';
  const value = readKeptBody(body);
  return typeof value === 'string' || value === undefined ? redactText(toText(body)) : JSON.stringify(redactValue(value));
}

function toMessage(headers: KeptExchange['responseHeaders'], body: KeptBody | undefined, secrets: readonly string[]): JsonObject {
  const value = readKeptBody(body);
  return {
    headers: redactHeaders(headers, secrets),
    ...(value === undefined ? {} : { body: typeof value === 'string' ? redactText(value) : redactValue(value) }),
    ...(body === undefined || body.isWhole ? {} : { body_cut_at: body.content.length }),
  };
}

function toText({ content }: KeptBody): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** What cannot be read as JSON may be the beginning of some, or a form. */
function redactText(text: string): string {
  return redactUrls(text)
    .replaceAll(/("[^"]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi, `$1"${REDACTED}"`)
    .replaceAll(/((?:^|&)[^=&]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^=&]*=)[^&]*/gi, `$1${REDACTED}`);
}
