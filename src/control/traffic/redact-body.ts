import { isJsonMediaType, toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { isJsonObject, setOwn, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED_IN_URL, redactQuery, redactUrls, REDACTED } from '../../kernel/secrets/redaction.ts';
import { mayHoldSecret } from '../../kernel/secrets/secret-names.ts';
import { completeJson } from './complete-json.ts';
import type { RecordedBody } from './recorded-exchange.ts';
import { redactMultipart } from './redact-multipart.ts';
import { redactValue } from './redaction.ts';

/** What a body is read by. */
export interface BodyContext {
  /** Its `Content-Type`, where it has one. */
  readonly contentType: string | undefined;
  /** Further secret names, in lower case. */
  readonly secretNames: readonly string[];
  /** Segments of the path that are secrets: a response may repeat the path. */
  readonly secretSegments?: readonly string[];
}

/**
 * A body without secrets: JSON as a value, anything else as text. What cannot be read and may hold a secret is withheld
 * whole, and a note says how much and why. Undefined where there is none. Takes time linear in the body.
 */
export function redactBody(body: RecordedBody | undefined, context: BodyContext): JsonValue | undefined {
  if (body === undefined) return undefined;
  return hideSegments(redactByType(body, context), context.secretSegments);
}

/** A value of which no text repeats a secret segment of the path; a number that is one goes as well. */
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

/** The same of one text. */
export function hideInText(text: string, hidden: readonly string[]): string {
  return hidden.reduce((shown, segment) => shown.replaceAll(segment, REDACTED_IN_URL), text);
}

function redactByType(body: RecordedBody, context: BodyContext): JsonValue {
  const text = toText(body);
  const mediaType = toMediaTypeName(context.contentType ?? '');
  if (mediaType === 'application/x-www-form-urlencoded') return redactQuery(text, context.secretNames, REDACTED);
  if (isMultipart(mediaType)) return redactParts(text, body, context);
  const value = body.isComplete ? parseJson(text) : undefined;
  if (value !== undefined) return redactValue(value, context.secretNames);
  if (isJsonMediaType(mediaType) || LIKE_JSON.test(text)) return redactBrokenJson(text, body, context);
  return mayHoldSecret(text)
    ? withhold(body, 'that may hold a secret and cannot be read')
    : redactUrls(text, context.secretNames);
}

/** What a body says, secrets and all: JSON as a value, anything else as text. Undefined where there is none. */
export function readRecordedBody(body: RecordedBody | undefined): JsonValue | undefined {
  if (body === undefined) return undefined;
  const text = toText(body);
  return (body.isComplete ? parseJson(text) : undefined) ?? text;
}

/** A body as text, without secrets. */
export function toRedactedText(body: RecordedBody | undefined, context: BodyContext): string {
  const value = redactBody(body, context) ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The beginning of JSON is closed and read; what is no JSON is withheld. */
function redactBrokenJson(text: string, body: RecordedBody, { secretNames: secrets }: BodyContext): string {
  const beginning = body.isComplete ? undefined : parseJson(completeJson(text));
  if (beginning === undefined) return withhold(body, 'that are not valid JSON');
  return JSON.stringify(redactValue(beginning, secrets));
}

function redactParts(
  text: string,
  body: RecordedBody,
  { contentType = '', secretNames: secrets }: BodyContext,
): string {
  const redactPart = (content: string, type: string | undefined): string =>
    toRedactedText(
      { content, size: content.length, isComplete: body.isComplete },
      { contentType: isMultipart(type) ? undefined : type, secretNames: secrets },
    );
  return (
    redactMultipart(text, { contentType, secretNames: secrets, redactContent: redactPart }) ??
    withhold(body, 'that are not valid multipart')
  );
}

/** Parts of parts are not read: each level would be another pass over all of it. */
function isMultipart(mediaType: string | undefined): boolean {
  return mediaType?.toLowerCase().startsWith('multipart/') ?? false;
}

function withhold({ size }: RecordedBody, reason: string): string {
  return `[withheld: ${size} bytes ${reason}]`;
}

function toText({ content }: RecordedBody): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Undefined where it is not JSON. */
function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const LIKE_JSON = /^\s{0,100}[[{"]/;
