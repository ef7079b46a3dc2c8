import sjson from 'secure-json-parse';
import { coversMediaType, isJsonMediaType, toMediaTypeName } from '../../../contract/schema/media-type-name.ts';
import type { FormFields } from '../../../contract/model/contract.ts';
import { parseQuery } from '../../../contract/parameter/parse-query.ts';
import type { MediaType, RequestBody } from '../../../contract/model/contract.ts';
import type { JsonValue } from '../../../kernel/json/json.ts';
import { Problem } from '../../../kernel/problem.ts';
import { createTurns } from '../../../kernel/turns.ts';
import { limitFormValues, limitJsonValues } from './body-limits.ts';
import { findHostileContent, isTooDeep } from './hostile-content.ts';
import type { ExchangeRequest } from '../../exchange/exchange.ts';
import { readMultipart, toBinaryText } from './read-multipart.ts';
import { toReason } from '../../../kernel/text/to-reason.ts';

/** A request body, parsed according to its media type. */
export interface ReadBody {
  readonly mediaType: MediaType;
  /** Undefined when the body is empty. */
  readonly value: JsonValue | undefined;
  /** The body cannot be validated: its schema describes a structure that is not parsed (an object sent as XML). */
  readonly isOpaque: boolean;
}

/**
 * Reads and parses a body that the operation declares. Throws a Problem when the body is too large, has too many
 * values, has an undeclared media type, or does not parse as its media type.
 */
export type ReadRequestBody = (
  request: ExchangeRequest,
  declared: RequestBody,
  limit: number,
) => Promise<ReadBody | undefined>;

/** Returns a reader that parses large bodies one at a time, so that other requests are served between them. */
export function createReadBody(): ReadRequestBody {
  const takeTurn = createTurns();
  return async function readBody(request, declared, limit) {
    const found = await findBody(request, declared, limit);
    if (found === undefined) return undefined;
    const { bytes, mediaType } = found;
    if (bytes.length === 0) return { mediaType, value: undefined, isOpaque: false };
    if (bytes.length > SMALL_BODY) await takeTurn();
    return { mediaType, ...(await parse(found, request, limit)) };
  };
}

/** The bytes of a body with its media type. */
interface SentBody {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  /** The name of the media type, without parameters. */
  readonly name: string;
  readonly header: string;
}

async function findBody(request: ExchangeRequest, declared: RequestBody, limit: number): Promise<SentBody | undefined> {
  const first = declared.mediaTypes[0];
  if (first === undefined) return undefined;
  const bytes = await request.body(limit);
  if (bytes.length === 0) return { bytes, mediaType: first, name: first.name, header: '' };
  const header = request.headers['content-type'] ?? '';
  const sent = toMediaTypeName(header) || first.name;
  const mediaType =
    declared.mediaTypes.find(({ name }) => name === sent) ??
    declared.mediaTypes.find(({ name }) => coversMediaType(name, sent));
  if (mediaType === undefined)
    throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message: toUnsupportedMessage(sent, declared) });
  return { bytes, mediaType, name: sent, header };
}

async function parse(
  { bytes, name, header, mediaType: { form } }: SentBody,
  { reserve }: ExchangeRequest,
  limit: number,
): Promise<Omit<ReadBody, 'mediaType'>> {
  if (isJsonMediaType(name)) {
    if (bytes.length > SMALL_BODY) reserve?.(limitJsonValues(bytes, limit));
    return { value: parseJson(bytes), isOpaque: false };
  }
  if (bytes.length > SMALL_BODY) reserve?.(bytes.length * 2);
  if (name === 'application/x-www-form-urlencoded')
    return { value: readForm(form, parseQuery(decode(bytes)), limit), isOpaque: false };
  if (name === 'multipart/form-data')
    return { value: readForm(form, await readMultipart(bytes, header), limit), isOpaque: false };
  if (name.startsWith('text/') && name !== 'text/xml') return { value: form.readText(decode(bytes)), isOpaque: false };
  return { value: toBinaryText(bytes), isOpaque: !form.takesText() };
}

/** Reads a form. Its fields may hold JSON, so the limits of JSON apply to them. */
function readForm(form: MediaType['form'], fields: FormFields, limit: number): JsonValue {
  limitFormValues(fields, limit);
  const value = form.readForm(fields);
  if (isTooDeep(value)) throw new Problem('MALFORMED_BODY', { message: 'A field of the form is nested too deeply.' });
  return value;
}

function parseJson(bytes: Uint8Array): JsonValue {
  const value = parseSafely(decode(bytes));
  const hostile = findHostileContent(value);
  if (hostile !== undefined) throw new Problem('MALFORMED_BODY', { message: hostile });
  return value;
}

function parseSafely(text: string): JsonValue {
  try {
    const value: unknown = sjson.parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
    return value as JsonValue;
  } catch (error) {
    throw new Problem('MALFORMED_BODY', {
      message: `The request body is not valid JSON: ${toParserReason(error)}`,
    });
  }
}

/** Returns the parser's message without its excerpt of the body, which may hold a secret. */
function toParserReason(error: unknown): string {
  const message = toReason(error);
  const end = message.indexOf(', ');
  return end !== -1 && message.endsWith('is not valid JSON') ? `${message.slice(0, end)}.` : message;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('MALFORMED_BODY', { message: 'The request body is not valid UTF-8.' });
  }
}

function toUnsupportedMessage(sent: string, declared: RequestBody): string {
  const names = declared.mediaTypes.map(({ name }) => name).join(' or ');
  return `The media type ${sent.slice(0, 100)} is not supported here. Send ${names}.`;
}

/** In bytes. Smaller bodies are parsed without waiting for a turn. */
const SMALL_BODY = 65_536;
