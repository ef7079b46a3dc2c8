import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { getRequestId } from '../message/request-id.ts';
import type { EncodedBody } from './compress-response.ts';
import type { HeaderList } from './static-headers.ts';

/** Returns whether responses of a media type are compressed for clients that accept it. */
export type IsCompressible = (mediaType: string) => boolean;

/** What `writeComplete` needs besides the response of the pipeline. */
export interface WriteContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly staticHeaders: HeaderList;
  readonly isCompressible: IsCompressible;
  /** The compressed body; undefined sends the body as it is. */
  readonly encoded: EncodedBody | undefined;
}

/**
 * Writes head and body in one call. Returns false, and writes nothing, when the response has a header that is also a
 * static one: Express's order of precedence must then decide.
 */
export function writeComplete(exchangeResponse: ExchangeResponse, context: WriteContext): boolean {
  const { request, response, staticHeaders, isCompressible, encoded } = context;
  if (response.destroyed) return true;
  const { headers, status } = exchangeResponse;
  const body = request.method === 'HEAD' ? undefined : (encoded?.bytes ?? toBytes(exchangeResponse));
  const head: (string | readonly string[])[] = [];
  for (const [name, value, key] of staticHeaders) {
    if (headers[key] !== undefined) return false;
    const isExtended = name === VARY && variesByEncoding(exchangeResponse, isCompressible);
    head.push(name, isExtended ? `${value}, Accept-Encoding` : value);
  }
  for (const name in headers) if (encoded === undefined || name !== LENGTH) head.push(name, headers[name] ?? '');
  if (headers[REQUEST_ID] === undefined) head.push(REQUEST_ID, getRequestId(response));
  if (encoded !== undefined) head.push('content-encoding', encoded.coding);
  if (body !== undefined && (encoded !== undefined || headers[LENGTH] === undefined))
    head.push(LENGTH, String(Buffer.byteLength(body)));
  response.writeHead(status, head as string[]);
  response.end(body);
  return true;
}

/** Sets the static headers and the request id on a response that is written later. */
export function setStaticHeaders(
  staticHeaders: HeaderList,
  exchangeResponse: ExchangeResponse,
  { response, isCompressible }: Pick<WriteContext, 'response' | 'isCompressible'>,
): void {
  response.setHeader(REQUEST_ID, getRequestId(response));
  for (const [name, value] of staticHeaders) response.setHeader(name, value);
  if (variesByEncoding(exchangeResponse, isCompressible)) response.appendHeader(VARY, 'Accept-Encoding');
}

/** Returns the prepared bytes of a cached response, or its text when a fault rule has changed that since. */
function toBytes({ body, prepared }: ExchangeResponse): ExchangeResponse['body'] {
  return prepared !== undefined && prepared.text === body ? prepared.bytes : body;
}

function variesByEncoding({ headers }: ExchangeResponse, isCompressible: IsCompressible): boolean {
  const { 'content-type': mediaType, 'cache-control': caching } = headers;
  return typeof mediaType === 'string' && isCompressible(mediaType) && !String(caching).includes('no-transform');
}

const VARY = 'Vary';
const LENGTH = 'content-length';
/** The header of the request id. */
export const REQUEST_ID = 'x-request-id';
