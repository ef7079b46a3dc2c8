import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { isJsonObject, setOwn, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED_IN_URL, redactQuery, redactUrls, REDACTED } from '../../kernel/secrets/redaction.ts';
import { mayHoldSecret } from '../../kernel/secrets/secret-names.ts';
import { form } from '../../pipeline/media-types/form.ts';
import { json } from '../../pipeline/media-types/json.ts';
import { isMultipart } from '../../pipeline/media-types/multipart.ts';
import { completeJson } from './complete-json.ts';
import type { RecordedBody, RecordedExchange } from './recorded-exchange.ts';
import { redactMultipart } from './redact-multipart.ts';
import { redactValue } from './redact-value.ts';

/** What the redaction of a body depends on. */
export interface BodyContext {
  /** The `Content-Type` of the body. */
  readonly contentType: string | undefined;
  /** Additional secret names, in lower case. */
  readonly secretNames: readonly string[];
  /** Secret segments of the path, which a response may repeat. */
  readonly secretSegments?: readonly string[];
}

/**
 * Returns a body without secrets: JSON as a value, anything else as text; undefined when there is no body. A body that
 * cannot be parsed and may hold a secret is withheld: a note replaces it. Takes linear time.
 */
export function redactBody(body: RecordedBody | undefined, context: BodyContext): JsonValue | undefined {
  if (body === undefined) return undefined;
  return hideSegments(redactByType(body, context), context.secretSegments);
}

/** Replaces secret path segments in the strings, names and numbers of a value. */
export function hideSegments(value: JsonValue, hidden: readonly string[] = []): JsonValue {
  if (hidden.length === 0 || value === null) return value;
  if (typeof value === 'string') return hideInText(value, hidden);
  if (Array.isArray(value)) return value.map((element: JsonValue) => hideSegments(element, hidden));
  if (!isJsonObject(value)) return hidden.includes(String(value)) ? REDACTED_IN_URL : value;
  const copy: Record<string, JsonValue> = {};
  for (const [name, property] of Object.entries(value))
    setOwn(copy, hideInText(name, hidden), hideSegments(property, hidden));
  return copy;
}

/** Replaces secret path segments in the names and values of headers. */
export function hideInHeaders(headers: Headers, hidden: readonly string[] = []): Headers {
  if (hidden.length === 0) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      hideInText(name, hidden),
      typeof value === 'string' ? hideInText(value, hidden) : value.map((line) => hideInText(line, hidden)),
    ]),
  );
}

type Headers = RecordedExchange['responseHeaders'];

/** Replaces secret path segments in a text. */
export function hideInText(text: string, hidden: readonly string[]): string {
  return hidden.reduce((shown, segment) => shown.replaceAll(segment, REDACTED_IN_URL), text);
}

function redactByType(body: RecordedBody, context: BodyContext): JsonValue {
  const text = toText(body);
  const mediaType = toMediaTypeName(context.contentType ?? '');
  if (form.matches(mediaType)) return redactQuery(text, context.secretNames, REDACTED);
  if (isMultipart(mediaType)) return redactMultipartBody(text, body, context);
  const value = body.isComplete ? parseJson(text) : undefined;
  if (value !== undefined) return redactValue(value, context.secretNames);
  if (json.matches(mediaType) || LIKE_JSON.test(text)) return redactBrokenJson(text, body, context);
  return mayHoldSecret(text)
    ? withhold(body, 'that may hold a secret and cannot be read')
    : redactUrls(text, context.secretNames);
}

/** Returns a body with its secrets: JSON as a value, anything else as text; undefined when there is no body. */
export function readRecordedBody(body: RecordedBody | undefined): JsonValue | undefined {
  if (body === undefined) return undefined;
  const text = toText(body);
  return (body.isComplete ? parseJson(text) : undefined) ?? text;
}

/** Returns a body as text without secrets. */
export function toRedactedText(body: RecordedBody | undefined, context: BodyContext): string {
  const value = redactBody(body, context) ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Redacts truncated JSON after completing it. Withholds a body that is not JSON. */
function redactBrokenJson(text: string, body: RecordedBody, { secretNames }: BodyContext): string {
  const completed = body.isComplete ? undefined : parseJson(completeJson(text));
  if (completed === undefined) return withhold(body, 'that are not valid JSON');
  return JSON.stringify(redactValue(completed, secretNames));
}

function redactMultipartBody(text: string, body: RecordedBody, { contentType = '', secretNames }: BodyContext): string {
  // Nested multipart bodies are not parsed: each level would scan the complete text again.
  const redactContent = (content: string, type: string | undefined): string =>
    toRedactedText(
      { content, size: content.length, isComplete: body.isComplete },
      { contentType: type !== undefined && isMultipart(type) ? undefined : type, secretNames },
    );
  return (
    redactMultipart(text, { contentType, secretNames, redactContent }) ?? withhold(body, 'that are not valid multipart')
  );
}

function withhold({ size }: RecordedBody, reason: string): string {
  return `[withheld: ${size} bytes ${reason}]`;
}

function toText({ content }: RecordedBody): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Returns undefined when the text is not JSON. */
function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const LIKE_JSON = /^\s{0,100}[[{"]/;
