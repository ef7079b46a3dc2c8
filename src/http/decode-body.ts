import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Problem } from '../kernel/problem.ts';
import { bodyTooLarge } from './body-problems.ts';

/** Undoes `Content-Encoding` (RFC 9110 section 8.4). Throws Problems: an encoding that is not known, broken data, more than `limit` bytes. */
export async function decodeBody(bytes: Uint8Array, contentEncoding: string | undefined, limit: number): Promise<Uint8Array> {
  const decode = findDecoder(contentEncoding);
  if (decode === undefined || bytes.length === 0) return bytes;
  try {
    // Stops at the limit: a bomb never unfolds.
    return await decode(bytes, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw bodyTooLarge();
    throw new Problem('MALFORMED_BODY', { message: `The request body is not valid ${contentEncoding}.` });
  }
}

/** Throws a Problem for an encoding that is not known, before anything of the body is read. */
export function findDecoder(contentEncoding = 'identity'): Decoder | undefined {
  const name = contentEncoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return undefined;
  const decoder = DECODERS.get(name);
  if (decoder !== undefined) return decoder;
  const message = `The content encoding ${contentEncoding.slice(0, 100)} is not supported. Send ${[...DECODERS.keys()].join(', ')} or none.`;
  throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message, headers: { 'accept-encoding': 'gzip, deflate, br' } });
}

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);
