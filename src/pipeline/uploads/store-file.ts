import type { FileField } from '../../contract/model/contract.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import type { BlobContent, BlobLease, Blobs } from '../../store/port/blobs.ts';
import { cleanFileName } from './clean-file-name.ts';
import { detectMediaType, HEAD_SIZE } from './detect-media-type.ts';
import type { UploadedFile } from './upload.ts';

/** One file part of a form. */
export interface SentFile {
  readonly content: AsyncIterable<Uint8Array>;
  /** As sent. */
  readonly name: string;
  /** The declared media type, as sent. */
  readonly mediaType: string;
}

/**
 * Stores a file as a blob while it arrives. One that is larger than its field allows is read to its end, so that the
 * rest of the form can be read, and is not stored.
 */
export async function storeFile(
  { content, name, mediaType }: SentFile,
  field: FileField,
  blobs: Blobs,
): Promise<UploadedFile> {
  const meter = createMeter(content, field.maxSize);
  const lease = await putLimited(meter.chunks(), blobs);
  const detected = detectMediaType(meter.head(), toMediaTypeName(mediaType));
  return { name: cleanFileName(name), mediaType: detected, size: meter.size(), lease };
}

/** Reads a file to its end without storing it. */
export async function skipFile({ content, name, mediaType }: SentFile): Promise<UploadedFile> {
  let size = 0;
  for await (const chunk of content) size += chunk.length;
  return { name: cleanFileName(name), mediaType: toMediaTypeName(mediaType), size, lease: undefined };
}

async function putLimited(content: BlobContent, blobs: Blobs): Promise<BlobLease | undefined> {
  try {
    return await blobs.put(content);
  } catch (error) {
    if (error instanceof FileTooLarge) return undefined;
    throw error;
  }
}

/** Measures the bytes that pass through it. */
interface Meter {
  /** Yields the bytes up to the limit, then reads the rest, and throws a FileTooLarge if there was any. */
  chunks(): AsyncIterable<Uint8Array>;
  head(): Uint8Array;
  size(): number;
}

function createMeter(content: AsyncIterable<Uint8Array>, limit: number): Meter {
  const head = new Uint8Array(HEAD_SIZE);
  let size = 0;
  return {
    async *chunks() {
      for await (const chunk of content) {
        if (size < HEAD_SIZE) head.set(chunk.subarray(0, HEAD_SIZE - size), size);
        size += chunk.length;
        if (size <= limit) yield chunk;
      }
      if (size > limit) throw new FileTooLarge();
    },
    head: () => head.subarray(0, Math.min(size, HEAD_SIZE)),
    size: () => size,
  };
}

class FileTooLarge extends Error {}
