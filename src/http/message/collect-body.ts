import type { BodyShare } from './body-budget.ts';
import { bodyTooLarge } from './body-problems.ts';

/** Limits for the bytes of a body. */
export interface BodyLimits {
  /** In bytes. */
  readonly limit: number;
  readonly share: BodyShare;
}

/** Collects the chunks of a body, and counts each as it arrives. */
export function collectBody(limits: BodyLimits): BodyChunks {
  const chunks: Buffer[] = [];
  const counter = countBody(limits);
  return {
    add: (chunk) => {
      counter.add(chunk.length);
      chunks.push(chunk);
    },
    toBytes: () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    clear: () => {
      chunks.length = 0;
    },
  };
}

/** Counts the bytes of a body as they arrive. `add` throws a Problem for more than the limits allow. */
export function countBody({ limit, share }: BodyLimits): { add(bytes: number): void } {
  let size = 0;
  return {
    add: (bytes) => {
      size += bytes;
      if (size > limit) throw bodyTooLarge();
      share.claimBytes(bytes);
    },
  };
}

/** The chunks of a body that have arrived. */
interface BodyChunks {
  /** Throws a Problem for more than `limit` bytes, or more than `share` can claim. */
  add(chunk: Buffer): void;
  toBytes(): Buffer;
  /** Frees the memory of the chunks. */
  clear(): void;
}
