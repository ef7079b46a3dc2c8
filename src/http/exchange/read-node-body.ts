import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '../../kernel/json/json.ts';
import { findMediaType } from '../../pipeline/media-types/media-types.ts';
import type { BodyShare } from '../message/body-budget.ts';
import { bodyAborted, bodyTooLarge } from '../message/body-problems.ts';
import { collectBody, countBody, type BodyLimits } from '../message/collect-body.ts';
import { decodeBody, findDecoder } from '../message/decode-body.ts';
import { hasBody } from '../message/has-body.ts';

/** A Node request, with the properties that a router and a body parser of another server set. */
export type NodeRequest = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown };

/**
 * Reads and decodes the complete body. Throws a Problem for more than `limit` bytes, more than `share` can claim, an
 * unknown or invalid content encoding, or a client that disconnects.
 */
export async function readNodeBody(request: NodeRequest, limit: number, share: BodyShare): Promise<Uint8Array> {
  if (request.readableEnded) return withinLimit(toParsedBody(request), limit);
  const encoding = request.headers['content-encoding'];
  findDecoder(encoding);
  return decodeBody(await collect(request, { limit, share }), encoding, { limit, share });
}

/**
 * Yields the body as it arrives, under the conditions of `readNodeBody`. An encoded body is decoded before its first
 * byte is yielded. The rest of a body that is not read to its end is received and discarded.
 */
export async function* streamNodeBody(
  request: NodeRequest,
  limit: number,
  share: BodyShare,
): AsyncGenerator<Uint8Array> {
  if (request.readableEnded || findDecoder(request.headers['content-encoding']) !== undefined) {
    yield await readNodeBody(request, limit, share);
    return;
  }
  rejectTooLong(request, limit);
  const counter = countBody({ limit, share });
  try {
    for await (const chunk of readChunks(request)) {
      counter.add(chunk.length);
      yield chunk;
    }
  } finally {
    // Without a reader the connection would stall before the client has read the response.
    if (!request.readableEnded) request.resume();
  }
}

/** Yields the chunks of a request, which stays open when the reader stops. */
async function* readChunks(request: NodeRequest): AsyncGenerator<Buffer> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw bodyAborted();
  }
}

/** Throws a Problem for a body that announces more than the limit, or whose client has disconnected. */
function rejectTooLong(request: NodeRequest, limit: number): void {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    throw bodyTooLarge();
  }
  if (request.destroyed) throw bodyAborted();
}

async function collect(request: NodeRequest, limits: BodyLimits): Promise<Uint8Array> {
  rejectTooLong(request, limits.limit);
  return new Promise((resolve, reject) => {
    const chunks = collectBody(limits);
    const collectChunk = (chunk: Buffer): void => {
      try {
        chunks.add(chunk);
      } catch (problem) {
        request.off('data', collectChunk);
        // Free the memory now: its share is released with the response, while the client may go on sending.
        chunks.clear();
        // The client may read the response only after it has sent the whole body: the rest is received and discarded.
        request.resume();
        reject(problem);
      }
    };
    // `close` and `error` may follow `end`, when the promise is resolved already.
    const abort = (): void => {
      if (!request.readableEnded) reject(bodyAborted());
    };
    request.on('data', collectChunk);
    request.on('end', () => resolve(chunks.toBytes()));
    request.on('close', abort);
    request.on('error', abort);
  });
}

/** Returns the bytes of a body that another server's parser has read, decoded and parsed. */
function toParsedBody(request: NodeRequest): Uint8Array {
  const { body } = request;
  // Some parsers set `{}` for a request without a body.
  if (body === undefined || !hasBody(request)) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  const mediaType = request.headers['content-type'] ?? '';
  return Buffer.from(findMediaType(mediaType).encode(body as JsonValue, { mediaType }).text);
}

function withinLimit(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length > limit) throw bodyTooLarge();
  return bytes;
}
