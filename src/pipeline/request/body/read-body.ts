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

/** A request's body, parsed by the media type that it was sent as. */
export interface ReadBody {
  readonly mediaType: MediaType;
  /** Undefined where nothing was sent. */
  readonly value: JsonValue | undefined;
  /** Its schema speaks of something that these bytes are not read as (an object of XML): it cannot be checked. */
  readonly isOpaque: boolean;
}

/**
 * Reads a body that the operation declares. Throws Problems: too large, too many values, a media type it does not take,
 * not what the media type says.
 */
export type ReadRequestBody = (
  request: ExchangeRequest,
  declared: RequestBody,
  limit: number,
) => Promise<ReadBody | undefined>;

/** Reads large bodies one at a time: between two of them others are served. */
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

/** A body as it was sent, and what it was sent as. */
interface SentBody {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  /** Of the media type, without parameters. */
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
  if (mediaType === undefined) throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message: toRefusal(sent, declared) });
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

/** Fields may hold JSON of their own. */
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
      message: `The request body is not valid JSON: ${toReason(error)}`,
    });
  }
}

/** Without what the engine repeats of the body: a secret may be in it. */
function toReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
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

function toRefusal(sent: string, declared: RequestBody): string {
  const names = declared.mediaTypes.map(({ name }) => name).join(' or ');
  return `The media type ${sent.slice(0, 100)} is not supported here. Send ${names}.`;
}

/** In bytes: what takes so little time that nobody notices. */
const SMALL_BODY = 65_536;
