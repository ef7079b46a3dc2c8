import { randomUUID } from 'node:crypto';
import type { Random } from './random.ts';

/** Creates the keys of new records. `number` is the record's number in its collection, by the store's sequence. */
export interface Ids {
  uuid(collection: string, number: number): string;
}

/** Returns a random id for a request, used in the log and the response. Keys of records come from `Ids`. */
export function createRequestId(): string {
  return randomUUID();
}

/** Creates a generator of request ids. With a seeded source, the n-th request always gets the same id. */
export function createRequestIds(random: Random): () => string {
  let count = 0;
  return () => toUuid(random.hex(`request/${(count += 1)}`, 32));
}

/** Creates version 4 UUIDs (RFC 9562). With a seeded source, the same record always gets the same key. */
export function createIds(random: Pick<Random, 'hex'>): Ids {
  return { uuid: (collection, number) => toUuid(random.hex(`uuid/${collection}/${number}`, 32)) };
}

function toUuid(hex: string): string {
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
