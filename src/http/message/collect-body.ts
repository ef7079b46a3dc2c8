import type { BodyShare } from './body-budget.ts';
import { bodyTooLarge } from './body-problems.ts';

/** Limits for the bytes of a body. */
export interface BodyLimits {
  /** In bytes. */
  readonly limit: number;
  readonly share: BodyShare;
}

/** Collects the chunks of a body, and counts each as it arrives. */
export function collectBody({ limit, share }: BodyLimits): BodyChunks {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.length;
      if (size > limit) throw bodyTooLarge();
      share.claimBytes(chunk.length);
      chunks.push(chunk);
    },
    toBytes: () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    clear: () => {
      chunks.length = 0;
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
