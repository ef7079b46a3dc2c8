import type { IncomingMessage } from 'node:http';
import type { Problem } from '../../kernel/problem.ts';
import type { BodyShare } from '../message/body-budget.ts';
import { bodyAborted, bodyTooLarge } from '../message/body-problems.ts';
import { decodeBody, findDecoder } from '../message/decode-body.ts';
import { hasBody } from '../message/has-body.ts';

/** A Node request, and what other middleware may have left on it. */
export type NodeRequest = IncomingMessage & { readonly originalUrl?: string; readonly body?: unknown };

/**
 * The whole body, decoded. Throws Problems: more than `limit` bytes, or than `share` has room for, a content encoding
 * that is not known or is broken, a client that went away.
 */
export async function readNodeBody(request: NodeRequest, limit: number, share: BodyShare): Promise<Uint8Array> {
  if (request.readableEnded) return withinLimit(toReadBody(request), limit);
  const encoding = request.headers['content-encoding'];
  findDecoder(encoding);
  return decodeBody(await collect(request, { limit, share }), encoding, { limit, share });
}

function collect(
  request: NodeRequest,
  { limit, share }: { readonly limit: number; readonly share: BodyShare },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: Problem): void => {
      request.off('data', take);
      // They are counted no more once the request is answered, and its client may go on sending for long.
      chunks.length = 0;
      // The client may not look at the answer before it has sent everything: what is left is let through and dropped.
      request.resume();
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      try {
        if (size > limit) throw bodyTooLarge();
        share.claimBytes(chunk.length);
        chunks.push(chunk);
      } catch (problem) {
        fail(problem as Problem);
      }
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      fail(bodyTooLarge());
      return;
    }
    if (request.destroyed) {
      reject(bodyAborted());
      return;
    }
    // Both may come after the end, when they change nothing any more.
    const abort = (): void => {
      if (!request.readableEnded) reject(bodyAborted());
    };
    request.on('data', take);
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('close', abort);
    request.on('error', abort);
  });
}

/** What a body parser made of the body, as the bytes it stands for. It has undone the content encoding too. */
function toReadBody(request: NodeRequest): Uint8Array {
  const { body } = request;
  // Some parsers leave `{}` where nothing was sent.
  if (body === undefined || !hasBody(request)) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  const isForm =
    request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
  return Buffer.from(isForm ? toForm(body) : JSON.stringify(body));
}

function toForm(body: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body ?? {}) as [string, unknown][]) {
    for (const item of Array.isArray(value) ? value : [value]) form.append(name, String(item));
  }
  return form.toString();
}

function withinLimit(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length > limit) throw bodyTooLarge();
  return bytes;
}
