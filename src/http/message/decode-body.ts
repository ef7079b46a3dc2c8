import { once } from 'node:events';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Problem } from '../../kernel/problem.ts';
import { collectBody, type BodyLimits } from './collect-body.ts';

/**
 * Decodes a body by its `Content-Encoding` (RFC 9110 section 8.4). Output is counted as it is produced, so that a
 * decompression bomb stops at the limit. Throws a Problem for an unknown encoding, invalid data, more than `limit`
 * bytes, or more than `share` can claim.
 */
export async function decodeBody(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const createDecoder = findDecoder(contentEncoding);
  if (createDecoder === undefined || bytes.length === 0) return bytes;
  return limits.share.runLimited(async () => {
    try {
      return await decode(createDecoder(), bytes, limits);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem('MALFORMED_BODY', { message: `The request body is not valid ${contentEncoding}.` });
    }
  });
}

/**
 * Returns the decoder of a content encoding, or undefined for `identity`. Throws a Problem for an unknown encoding;
 * call it before reading the body.
 */
export function findDecoder(contentEncoding = 'identity'): CreateDecoder | undefined {
  const name = contentEncoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return undefined;
  const createDecoder = DECODERS.get(name);
  if (createDecoder !== undefined) return createDecoder;
  const message = `The content encoding ${contentEncoding.slice(0, 100)} is not supported. Send ${[...DECODERS.keys()].join(', ')} or none.`;
  throw new Problem('UNSUPPORTED_MEDIA_TYPE', { message, headers: { 'accept-encoding': 'gzip, deflate, br' } });
}

async function decode(decoder: Transform, bytes: Uint8Array, limits: BodyLimits): Promise<Uint8Array> {
  const chunks = collectBody(limits);
  decoder.on('data', (chunk: Buffer) => {
    try {
      chunks.add(chunk);
    } catch (problem) {
      decoder.destroy(problem as Problem);
    }
  });
  const ended = once(decoder, 'end');
  decoder.end(bytes);
  await ended;
  return chunks.toBytes();
}

type CreateDecoder = () => Transform;

/** Larger than Node's default: a body of 10 MB takes about 40 turns of the thread pool instead of 640. */
const CHUNK = { chunkSize: 256 * 1024 };
const DECODERS: ReadonlyMap<string, CreateDecoder> = new Map<string, CreateDecoder>([
  ['gzip', () => createGunzip(CHUNK)],
  ['x-gzip', () => createGunzip(CHUNK)],
  ['deflate', () => createInflate(CHUNK)],
  ['br', () => createBrotliDecompress(CHUNK)],
]);
