import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** A body in a content coding (RFC 9110 section 8.4). */
export interface EncodedBody {
  readonly coding: string;
  readonly bytes: Uint8Array;
}

/**
 * Compresses a complete response for a client with this `Accept-Encoding`. Returns undefined when the body is to be
 * sent as it is, and a promise unless the compressed body is cached.
 */
export type CompressResponse = (
  exchangeResponse: ExchangeResponse,
  acceptEncoding: string,
) => EncodedBody | Promise<EncodedBody> | undefined;

/**
 * Creates a function that compresses as the compression middleware of the Express app does: same codings, minimum
 * length and media types. Bodies of cached responses are compressed once.
 */
export function createCompressResponse(isCompressible: (mediaType: string) => boolean): CompressResponse {
  const findCoding = createFindCoding();
  /** Compressed bodies by the prepared response that they belong to. */
  const cache = new WeakMap<object, Map<string, EncodedBody>>();

  const compress = async (
    body: string | Uint8Array,
    coding: Coding,
    prepared: object | undefined,
  ): Promise<EncodedBody> => {
    const encoded = { coding, bytes: await CODINGS[coding](body) };
    if (prepared !== undefined) getOrCreate(cache, prepared, () => new Map()).set(coding, encoded);
    return encoded;
  };

  return function compressResponse({ body, headers, prepared }, acceptEncoding) {
    const coding = findCoding(acceptEncoding);
    if (coding === undefined || body === undefined || !isWorthCompressing(body, headers)) return undefined;
    const mediaType = headers['content-type'];
    if (typeof mediaType !== 'string' || !isCompressible(mediaType)) return undefined;
    const isPrepared = prepared !== undefined && prepared.text === body;
    return (
      (isPrepared ? cache.get(prepared)?.get(coding) : undefined) ??
      compress(body, coding, isPrepared ? prepared : undefined)
    );
  };
}

function isWorthCompressing(body: string | Uint8Array, headers: ExchangeResponse['headers']): boolean {
  const length = Number(
    headers['content-length'] ?? (typeof body === 'string' ? Buffer.byteLength(body) : body.length),
  );
  return (
    length >= MIN_COMPRESSED &&
    headers['content-encoding'] === undefined &&
    !String(headers['cache-control']).includes('no-transform')
  );
}

/** Creates a function that negotiates the coding and caches the result: a client sends the same header each time. */
function createFindCoding(): (acceptEncoding: string) => Coding | undefined {
  const cache = new Map<string, Coding | undefined>();
  return function findCoding(acceptEncoding) {
    if (cache.has(acceptEncoding)) return cache.get(acceptEncoding);
    const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }) as PreferringNegotiator;
    const encoding = negotiator.encoding([...SUPPORTED, 'identity'], PREFERRED);
    const coding = SUPPORTED.find((candidate) => candidate === encoding);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(acceptEncoding, coding);
    return coding;
  };
}

/** Negotiator's published types lack the second parameter, the server's preference among equally accepted codings. */
type PreferringNegotiator = Negotiator & { encoding(available: string[], preferred: string[]): string | undefined };
type Coding = 'br' | 'gzip' | 'deflate';
const SUPPORTED: readonly Coding[] = ['br', 'gzip', 'deflate'];
const PREFERRED = ['br', 'gzip'];
const [toBrotli, toGzip, toDeflate] = [promisify(brotliCompress), promisify(gzip), promisify(deflate)];
/** The default, brotli's highest quality, takes a hundred times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const CODINGS: Readonly<Record<Coding, (body: string | Uint8Array) => Promise<Uint8Array>>> = {
  br: (body) => toBrotli(body, BROTLI),
  gzip: (body) => toGzip(body),
  deflate: (body) => toDeflate(body),
};
/** In bytes. Compressing a shorter body costs more than it saves. */
export const MIN_COMPRESSED = 1024;
/** Bounds the cache, since clients can send any number of different headers. */
const MAX_CACHED = 100;
