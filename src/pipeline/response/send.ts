import { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { toEntityTag } from '../../kernel/random/digest.ts';
import type { ChunkStream, ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { SchemaLocation } from '../media-types/media-type-codec.ts';
import { findMediaType } from '../media-types/media-types.ts';

/** A response that is ready to be serialized. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: JsonValue | undefined;
  /** The body as text with its encoded bytes, instead of `body`. */
  readonly text?: JsonText | undefined;
  /** The body as bytes, instead of `body`. */
  readonly bytes?: Uint8Array | undefined;
  readonly stream?: ChunkStream;
  readonly mediaType: string;
  /** The schema that a body other than JSON is serialized by. */
  readonly schema?: SchemaLocation | undefined;
}

/**
 * Serializes a response: the body as text or bytes with its length and an entity tag (RFC 9110 section 8.8.3), a 304
 * when the client has the same tag, and no body for HEAD. Bytes keep an entity tag that their source has set.
 */
export function send(outgoing: Outgoing, request: ExchangeRequest): ExchangeResponse {
  const { status, headers, body, stream, mediaType } = outgoing;
  const common = { 'cache-control': 'no-cache, private', ...headers };
  if (stream !== undefined)
    return { status, headers: { ...common, 'content-type': mediaType }, body: undefined, stream };
  const head = { status, headers: common, mediaType };
  if (outgoing.bytes !== undefined) return sendBytes(outgoing.bytes, head, request);
  const codec = findMediaType(mediaType);
  if (outgoing.text !== undefined && codec.isJson === true) return sendText(outgoing.text, head, request);
  const value = outgoing.text === undefined ? body : outgoing.text.parse();
  if (value === undefined)
    return { status, headers: status === 204 ? common : { ...common, 'content-length': '0' }, body: undefined };
  const { text, contentType } = codec.encode(value, { mediaType, schema: outgoing.schema });
  return sendText(new JsonText(text), { status, headers: common, mediaType: contentType }, request);
}

function sendText(text: JsonText, head: ResponseHead, request: ExchangeRequest): ExchangeResponse {
  const tag = isTagged(head, request) ? text.tag : undefined;
  return sendEntity({ tag, length: text.length, body: text.text, prepared: text }, head, request);
}

function sendBytes(bytes: Uint8Array, head: ResponseHead, request: ExchangeRequest): ExchangeResponse {
  const own = head.headers['etag'];
  const tag = !isTagged(head, request) ? undefined : typeof own === 'string' ? own : `W/"${toEntityTag(bytes)}"`;
  return sendEntity({ tag, length: String(bytes.length), body: bytes, prepared: undefined }, head, request);
}

/** A serialized body. Without `tag` the response gets no entity tag. */
interface Entity extends Pick<ExchangeResponse, 'body'> {
  readonly tag: string | undefined;
  readonly length: string;
  readonly prepared: JsonText | undefined;
}

function sendEntity(
  { tag, length, body, prepared }: Entity,
  { status, headers, mediaType }: ResponseHead,
  request: ExchangeRequest,
): ExchangeResponse {
  const tagged = tag === undefined ? headers : { ...headers, etag: tag };
  if (tag !== undefined && matchesTag(tag, request.headers['if-none-match']))
    return { status: 304, headers: tagged, body: undefined };
  const described = { ...tagged, 'content-type': mediaType, 'content-length': length };
  if (request.method === 'HEAD') return { status, headers: described, body: undefined };
  return prepared === undefined ? { status, headers: described, body } : { status, headers: described, body, prepared };
}

function isTagged({ status }: ResponseHead, { method }: ExchangeRequest): boolean {
  return status === 200 && (method === 'GET' || method === 'HEAD');
}

type ResponseHead = Pick<Outgoing, 'status' | 'headers' | 'mediaType'>;

/** Compares an entity tag with `If-None-Match` by weak comparison (RFC 9110 section 13.1.2). */
function matchesTag(tag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === '*' ||
    header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''))
  );
}
