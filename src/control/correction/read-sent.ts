import type { Operation, Parameter } from '../../contract/model/contract.ts';
import { toBaseName } from '../../contract/parameter/parse-query.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED_IN_URL, redactQuery } from '../../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { redactBody } from '../traffic/redact-body.ts';
import { contentTypeOf, redactedPathOf, secretNamesOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';
import { redactHeaders } from '../traffic/redact-value.ts';
import { readFormFields, type FormField } from './read-form.ts';

/** The body of a recorded request: JSON, or the fields of a form. */
export interface SentBody {
  readonly value: JsonValue;
  /** The top-level fields that have secrets. */
  readonly secrets: readonly string[];
  /** The names of the fields of a form that are files. They are not in its value. */
  readonly files: readonly string[];
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
  const names = secretNamesOf(exchange);
  if (text === undefined || isSecretParameter(name, names)) return [];
  // A value may have a secret, such as one in an address.
  return redactHeaders({ [name]: text }, names)[name] === text ? [text] : [];
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
 * Returns the body of a recorded request. Undefined when it is neither JSON nor a form, was recorded in part, or has
 * secrets that are no fields of it.
 */
export function readSentBody(exchange: RecordedExchange, operation: Operation): SentBody | undefined {
  const { requestBody, requestHeaders } = exchange;
  if (requestBody?.isComplete !== true) return undefined;
  const { content } = requestBody;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const contentType = contentTypeOf(requestHeaders) ?? '';
  const shown = redactBody(requestBody, { contentType, secretNames: secretNamesOf(exchange) });
  const form = readForm(text, shown, { contentType, operation });
  if (form !== undefined) return form;
  const value = parseJson(text);
  if (value === undefined) return undefined;
  const sent = { value, files: [] };
  if (JSON.stringify(shown) === JSON.stringify(value)) return { ...sent, secrets: [] };
  return isJsonObject(value) && isJsonObject(shown) ? { ...sent, secrets: listDifferent(value, shown) } : undefined;
}

interface SentForm {
  readonly contentType: string;
  readonly operation: Operation;
}

/** Returns the fields of a form by the schema of its media type. */
function readForm(
  text: string,
  shown: JsonValue | undefined,
  { contentType, operation: { body } }: SentForm,
): SentBody | undefined {
  const name = toMediaTypeName(contentType);
  const reader = body?.mediaTypes.find((each) => each.name === name)?.form;
  const fields = readFormFields(text, contentType);
  const safe = typeof shown === 'string' ? readFormFields(shown, contentType) : undefined;
  if (reader === undefined || fields === undefined || safe === undefined) return undefined;
  const read = (list: readonly FormField[]): JsonObject =>
    reader.readForm(list.flatMap((each) => (each.isFile ? [] : [[each.name, each.text] as const])));
  const value = read(fields);
  const files = new Set(fields.flatMap((each) => (each.isFile ? [toBaseName(each.name)] : [])));
  return { value, files: [...files], secrets: listDifferent(value, read(safe)) };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
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
