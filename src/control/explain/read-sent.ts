import type { Operation, Parameter } from '../../contract/model/contract.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED_IN_URL, redactQuery } from '../../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { redactBody } from '../traffic/redact-body.ts';
import { contentTypeOf, redactedPathOf, secretNamesOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';

/** The JSON body of a recorded request. */
export interface SentBody {
  readonly value: JsonValue;
  /** The top-level fields that have secrets. */
  readonly secrets: readonly string[];
}

/**
 * Returns the texts of a parameter in a recorded request, decoded and without secrets. Cookies are not read: the
 * command sends none.
 */
export function readSentTexts(
  { name, in: place }: Parameter,
  operation: Operation,
  exchange: RecordedExchange,
): readonly string[] {
  if (place === 'path') return readPath(name, operation, exchange);
  if (place === 'query') return readQuery(exchange).flatMap(([key, text]) => (key === name ? [text] : []));
  const text = place === 'header' ? exchange.requestHeaders[name.toLowerCase()] : undefined;
  return text === undefined || isSecretParameter(name, secretNamesOf(exchange)) ? [] : [text];
}

/** Returns a segment of the path that is a parameter. What precedes the template is skipped. */
function readPath(name: string, { path }: Operation, exchange: RecordedExchange): readonly string[] {
  const segments = redactedPathOf(exchange).split('/');
  const names = path.split('/');
  const index = names.indexOf(`{${name}}`);
  const segment = index === -1 ? undefined : segments[index + segments.length - names.length];
  return segment === undefined || segment === '' || segment === REDACTED_IN_URL ? [] : [decode(segment)];
}

/** Returns the pairs of the query without secrets. */
function readQuery(exchange: RecordedExchange): readonly (readonly [string, string])[] {
  const names = secretNamesOf(exchange);
  const isShown = (pair: string): boolean => redactQuery(pair, names) === pair;
  return [...new URLSearchParams(exchange.query.replace(/^\?/, '').split('&').filter(isShown).join('&'))];
}

/**
 * Returns the JSON body of a recorded request. Undefined when it is not JSON, is longer than `maxBody`, or has secrets
 * that are no fields of it.
 */
export function readSentBody(exchange: RecordedExchange, maxBody: number): SentBody | undefined {
  const { requestBody, requestHeaders } = exchange;
  if (requestBody?.isComplete !== true || requestBody.size > maxBody) return undefined;
  const { content } = requestBody;
  const text = typeof content === 'string' ? content : Buffer.from(content).toString();
  const contentType = contentTypeOf(requestHeaders);
  try {
    const value = JSON.parse(text) as JsonValue;
    const shown = redactBody(requestBody, { contentType, secretNames: secretNamesOf(exchange) });
    if (JSON.stringify(shown) === JSON.stringify(value)) return { value, secrets: [] };
    return isJsonObject(value) && isJsonObject(shown) ? { value, secrets: listDifferent(value, shown) } : undefined;
  } catch {
    return undefined;
  }
}

function listDifferent(value: JsonObject, shown: JsonObject): readonly string[] {
  return Object.keys(value).filter((name) => JSON.stringify(value[name]) !== JSON.stringify(findOwn(shown, name)));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
