import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoreSnapshot } from './store.ts';

/** Bytes, complete or in chunks. */
export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * The value by which a record refers to a blob: `{ "$blob": "sha256-…", "size": 3, "mediaType": "text/plain" }`. It may
 * stand at any depth of a record. Whatever has a valid `$blob` keeps that blob from being collected.
 */
export type BlobValue = {
  /** The blob's reference. */
  readonly $blob: string;
  /** In bytes. */
  readonly size: number;
  readonly mediaType: string;
};

/**
 * A blob that was just stored. It is not collected until it is released: put it, commit the record that refers to it,
 * then release it, whether the commit succeeded or not. The end of the process releases it, too.
 */
export interface BlobLease {
  /** `sha256-` and the SHA-256 of the content, as 64 hexadecimal digits. */
  readonly reference: string;
  /** In bytes. */
  readonly size: number;
  release(): void;
}

/** Stores bytes by their content: the same bytes are stored once. */
export interface Blobs {
  /**
   * Stores bytes completely or not at all. Once it resolves, they survive a power cut. Throws a StoreError when they
   * cannot be stored (STORE_FULL on a full disk), and whatever the content throws.
   */
  put(content: BlobContent): Promise<BlobLease>;
  /**
   * Returns the bytes, or undefined when there is no such blob. Throws a StoreError: UNREADABLE when its content is
   * damaged, READ_FAILED when the file cannot be read at present.
   */
  read(reference: string): Promise<Uint8Array | undefined>;
  has(reference: string): Promise<boolean>;
  /** Returns the references of all blobs, sorted. */
  list(): Promise<readonly string[]>;
  /**
   * Removes the blobs that `findReferences` does not return, except those leased since the call, and returns their
   * number. Does not call `findReferences` when there are no blobs; removes nothing when it throws.
   */
  collect(findReferences: () => Promise<ReadonlySet<string>>): Promise<number>;
}

/** Creates the value by which a record refers to a blob. */
export function toBlobValue({ reference, size }: BlobLease, mediaType: string): BlobValue {
  return { $blob: reference, size, mediaType };
}

/** Returns whether a text has the form of a blob's reference. */
export function isBlobReference(text: unknown): text is string {
  return typeof text === 'string' && REFERENCE.test(text);
}

/** Returns the references of the blobs that a state refers to. */
export function findBlobReferences({ collections }: Pick<StoreSnapshot, 'collections'>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const records of Object.values(collections)) for (const record of records) addReferences(record, found);
  return found;
}

/** Walks with a stack of its own: a record may be nested more deeply than calls can be. */
function addReferences(record: JsonValue, found: Set<string>): void {
  const open: JsonValue[] = [record];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object') open.push(inner);
      else if (name === '$blob' && isBlobReference(inner)) found.add(inner);
    }
  }
}

const REFERENCE = /^sha256-[0-9a-f]{64}$/;
