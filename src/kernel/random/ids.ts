import { randomUUID } from 'node:crypto';
import type { Random } from './random.ts';

/** Makes the keys of new records. `number` is the record's number in its collection, as the store's sequence counts. */
export interface Ids {
  uuid(collection: string, number: number): string;
}

/** The id of a request, in the log and in its answer. Records get theirs from `Ids`. */
export function createRequestId(): string {
  return randomUUID();
}

/**
 * Ids of requests out of a random source, by their count since the start: with a seeded one, the first request gets the
 * same id again.
 */
export function createRequestIds(random: Random): () => string {
  let count = 0;
  return () => toUuid(random.hex(`request/${(count += 1)}`, 32));
}

/** Version 4 UUIDs (RFC 9562) out of a random source: with a seeded one, the same record gets the same key again. */
export function createIds(random: Random): Ids {
  return { uuid: (collection, number) => toUuid(random.hex(`uuid/${collection}/${number}`, 32)) };
}

function toUuid(hex: string): string {
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
