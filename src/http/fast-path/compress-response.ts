import Negotiator from 'negotiator';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import type { ExchangeResponse } from '../../pipeline/exchange/exchange.ts';

/** A body in a content coding (RFC 9110 section 8.4). */
export interface EncodedBody {
  readonly coding: string;
  readonly bytes: Uint8Array;
}

/** Compresses a whole answer for a client that takes it so; undefined where it is to be sent as it is. */
export type CompressResponse = (
  answer: ExchangeResponse,
  accepted: string,
) => EncodedBody | Promise<EncodedBody> | undefined;

/**
 * Compresses as the middleware of the long way does: the coding that it would choose, what is long enough, and what it
 * calls compressible. What is sent again and again is compressed once.
 */
export function createCompressResponse(isCompressible: (mediaType: string) => boolean): CompressResponse {
  const findCoding = createFindCoding();
  /** By the text that an answer was made from. */
  const kept = new WeakMap<object, Map<string, EncodedBody>>();

  const compress = async (
    body: string | Uint8Array,
    coding: Coding,
    prepared: object | undefined,
  ): Promise<EncodedBody> => {
    const coded = { coding, bytes: await CODINGS[coding](body) };
    if (prepared !== undefined)
      kept.set(prepared, (kept.get(prepared) ?? new Map<string, EncodedBody>()).set(coding, coded));
    return coded;
  };

  return function compressAnswer({ body, headers, prepared }, accepted) {
    const coding = findCoding(accepted);
    if (coding === undefined || body === undefined || !isWorthIt(body, headers)) return undefined;
    const mediaType = headers['content-type'];
    if (typeof mediaType !== 'string' || !isCompressible(mediaType)) return undefined;
    const isPrepared = prepared !== undefined && prepared.text === body;
    return (
      (isPrepared ? kept.get(prepared)?.get(coding) : undefined) ??
      compress(body, coding, isPrepared ? prepared : undefined)
    );
  };
}

function isWorthIt(body: string | Uint8Array, headers: ExchangeResponse['headers']): boolean {
  const length = Number(
    headers['content-length'] ?? (typeof body === 'string' ? Buffer.byteLength(body) : body.length),
  );
  return (
    length >= MIN_COMPRESSED &&
    headers['content-encoding'] === undefined &&
    !String(headers['cache-control']).includes('no-transform')
  );
}

/** Clients send the same header each time. */
function createFindCoding(): (accepted: string) => Coding | undefined {
  const known = new Map<string, Coding | undefined>();
  return function findCoding(accepted) {
    if (known.has(accepted)) return known.get(accepted);
    const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } }) as PreferringNegotiator;
    const found = negotiator.encoding([...SUPPORTED, 'identity'], PREFERRED);
    const coding = SUPPORTED.find((candidate) => candidate === found);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(accepted, coding);
    return coding;
  };
}

/** Its types do not know yet what it prefers among what the client likes as much. */
type PreferringNegotiator = Negotiator & { encoding(available: string[], preferred: string[]): string | undefined };
type Coding = 'br' | 'gzip' | 'deflate';
const SUPPORTED: readonly Coding[] = ['br', 'gzip', 'deflate'];
const PREFERRED = ['br', 'gzip'];
const [toBrotli, toGzip, toDeflate] = [promisify(brotliCompress), promisify(gzip), promisify(deflate)];
/** The highest quality of brotli takes a hundred times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const CODINGS: Readonly<Record<Coding, (body: string | Uint8Array) => Promise<Uint8Array>>> = {
  br: (body) => toBrotli(body, BROTLI),
  gzip: (body) => toGzip(body),
  deflate: (body) => toDeflate(body),
};
/** In bytes: below that the coding takes more than it gives. */
export const MIN_COMPRESSED = 1024;
/** Header texts; a client makes up as many as it likes. */
const MAX_KNOWN = 100;
