import { sha256 } from '../../kernel/random/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { StoreError } from '../port/store-error.ts';

/** Bytes by their reference. */
export type BlobContents = ReadonlyMap<string, Uint8Array>;

/** Converts blobs to the property `blobs` of a snapshot's file: base64 by reference. */
export function toBlobTexts(blobs: BlobContents): JsonObject {
  return Object.fromEntries([...blobs].map(([reference, bytes]) => [reference, Buffer.from(bytes).toString('base64')]));
}

/** Reads the property `blobs` of a snapshot's file. Throws a StoreError (UNREADABLE) when a blob is damaged. */
export function parseBlobTexts(texts: JsonValue): BlobContents {
  if (!isJsonObject(texts)) throw toUnreadable('its blobs are not an object');
  return new Map(Object.entries(texts).map(([reference, text]) => [reference, parseBlob(reference, text)] as const));
}

function parseBlob(reference: string, text: JsonValue): Uint8Array {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64') : undefined;
  if (bytes !== undefined && `sha256-${sha256(bytes)}` === reference) return bytes;
  throw toUnreadable(`its blob ${JSON.stringify(reference)} is damaged`);
}

function toUnreadable(reason: string): StoreError {
  return new StoreError('UNREADABLE', `Failed to read the snapshot: ${reason}.`);
}
