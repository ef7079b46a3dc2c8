import { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StreamBody } from '../../kernel/outcome.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';

/** A response that is ready to be serialized. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: JsonValue | undefined;
  /** The body as text with its encoded bytes, instead of `body`. */
  readonly text?: JsonText | undefined;
  readonly stream?: StreamBody;
  readonly mediaType: string;
}

/**
 * Serializes a response: the body as text with its length and an entity tag (RFC 9110 section 8.8.3), a 304 when the
 * client has the same tag, and no body for HEAD.
 */
export function send(outgoing: Outgoing, request: ExchangeRequest): ExchangeResponse {
  const { status, headers, body, stream, mediaType } = outgoing;
  const common = { 'cache-control': 'no-cache, private', ...headers };
  if (stream !== undefined)
    return { status, headers: { ...common, 'content-type': mediaType }, body: undefined, stream };
  if (outgoing.text !== undefined) return sendText(outgoing.text, { status, headers: common, mediaType }, request);
  if (body === undefined)
    return { status, headers: status === 204 ? common : { ...common, 'content-length': '0' }, body: undefined };
  return sendText(
    new JsonText(isText(mediaType, body) ? body : JSON.stringify(body)),
    { status, headers: common, mediaType },
    request,
  );
}

function sendText(
  text: JsonText,
  { status, headers, mediaType }: ResponseHead,
  request: ExchangeRequest,
): ExchangeResponse {
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  const tag = isSafe && status === 200 ? text.tag : undefined;
  const tagged = tag === undefined ? headers : { ...headers, etag: tag };
  if (tag !== undefined && matchesTag(tag, request.headers['if-none-match']))
    return { status: 304, headers: tagged, body: undefined };
  const described = { ...tagged, 'content-type': mediaType, 'content-length': text.length };
  return request.method === 'HEAD'
    ? { status, headers: described, body: undefined }
    : { status, headers: described, body: text.text, prepared: text };
}

type ResponseHead = Pick<Outgoing, 'status' | 'headers' | 'mediaType'>;

function isText(mediaType: string, body: JsonValue): body is string {
  return typeof body === 'string' && !/[/+]json$/.test(mediaType.split(';', 1)[0] ?? '');
}

/** Compares an entity tag with `If-None-Match` by weak comparison (RFC 9110 section 13.1.2). */
function matchesTag(tag: string, header: string | undefined): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === '*' ||
    header.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''))
  );
}
