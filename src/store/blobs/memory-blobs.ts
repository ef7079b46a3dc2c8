import type { Blobs } from '../port/blobs.ts';
import { createBlobs } from './create-blobs.ts';

/** Creates blobs that are stored in memory. */
export function createMemoryBlobs(): Blobs {
  const stored = new Map<string, Uint8Array>();
  return createBlobs({
    list: async () => [...stored.keys()].toSorted(),
    read: async (reference) => stored.get(reference)?.slice(),
    has: async (reference) => stored.has(reference),
    remove: async (reference) => void stored.delete(reference),
    removeLeftovers: async () => {},
    createDraft: async () => {
      const chunks: Uint8Array[] = [];
      return {
        // Copied: the caller may use its buffer again.
        write: async (bytes) => void chunks.push(bytes.slice()),
        publish: async (reference) => void stored.set(reference, new Uint8Array(Buffer.concat(chunks))),
        discard: async () => {},
      };
    },
  });
}
