import sjson from 'secure-json-parse';
import { parseQuery } from '../contract/parse-query.ts';
import type { MediaType, RequestBody } from '../contract/contract.ts';
import type { JsonValue } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import { findHostileContent } from './hostile-content.ts';
import type { ExchangeRequest } from './exchange.ts';

/** A request's body, parsed by the media type that it was sent as. */
export interface ReadBody {
  readonly mediaType: MediaType;
  /** Undefined where nothing was sent. */
  readonly value: JsonValue | undefined;
}

/** Reads a body that the operation declares. Throws Problems: too large, a media type it does not take, not what the media type says. */
export async function readBody(request: ExchangeRequest, declared: RequestBody, limit: number): Promise<ReadBody | undefined> {
  const first = declared.mediaTypes[0];
  if (first === undefined) return undefined;
  const bytes = await request.body(limit);
  if (bytes.length === 0) return { mediaType: first, value: undefined };
  const sent = toMediaTypeName(request.headers['content-type']) ?? first.name;
  const mediaType = declared.mediaTypes.find(({ name }) => accepts(name, sent));
  if (mediaType === undefined) throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message: toRefusal(sent, declared) });
  return { mediaType, value: parse(bytes, sent) };
}

function parse(bytes: Uint8Array, mediaType: string): JsonValue | undefined {
  if (isJson(mediaType)) return parseJson(bytes);
  if (mediaType === 'application/x-www-form-urlencoded') return Object.fromEntries(parseQuery(decode(bytes)));
  return mediaType.startsWith('text/') ? decode(bytes) : undefined;
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
      message: `The request body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('MALFORMED_BODY', { message: 'The request body is not valid UTF-8.' });
  }
}

function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json');
}

function toMediaTypeName(header: string | undefined): string | undefined {
  const name = header?.split(';', 1)[0]?.trim().toLowerCase();
  return name === '' ? undefined : name;
}

function accepts(declared: string, sent: string): boolean {
  if (declared === sent || declared === '*/*') return true;
  return declared.endsWith('/*') && sent.startsWith(declared.slice(0, -1));
}

function toRefusal(sent: string, declared: RequestBody): string {
  const names = declared.mediaTypes.map(({ name }) => name).join(' or ');
  return `The media type ${sent.slice(0, 100)} is not supported here. Send ${names}.`;
}
