import type { UploadTarget } from '../../pipeline/uploads/upload.ts';
import type { Blobs } from '../../store/port/blobs.ts';

/**
 * Creates the target of uploaded files. It requests a collection once rejected requests have stored MAX_UNUSED bytes
 * since the last one, which bounds what they leave without searching all worlds after each.
 */
export function createUploadTarget(blobs: Blobs, collector: { request(): void }): UploadTarget {
  let unused = 0;
  return {
    blobs,
    onUnused: (bytes) => {
      unused += bytes;
      if (unused < MAX_UNUSED) return;
      unused = 0;
      collector.request();
    },
  };
}

/** In bytes. */
const MAX_UNUSED = 64 * 1024 ** 2;
