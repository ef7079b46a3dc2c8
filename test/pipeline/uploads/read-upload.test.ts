import { expect, test, vi } from 'vitest';
import type { MediaType } from '../../../src/contract/model/contract.ts';
import { readUpload } from '../../../src/pipeline/uploads/read-upload.ts';
import { createMemoryBlobs } from '../../../src/store/blobs/memory-blobs.ts';

const form: Partial<MediaType['form']> = {
  readForm: (fields) => Object.fromEntries(fields),
  files: () => new Map([['files', { isList: true, maxFiles: 10, maxSize: 10_000 }]]),
};
const mediaType = { name: 'multipart/form-data', form } as MediaType;

/** Reads a form with a file of each size, and returns it with what hears of unused bytes. */
async function read(sizes: readonly number[]) {
  const onUnused = vi.fn<(bytes: number) => void>();
  const parts = sizes.map(
    (size) => `--b\r\nContent-Disposition: form-data; name="files[]"; filename="a"\r\n\r\n${'x'.repeat(size)}\r\n`,
  );
  const upload = await readUpload([Buffer.from(`${parts.join('')}--b--\r\n`)], {
    mediaType,
    contentType: 'multipart/form-data; boundary=b',
    target: { blobs: createMemoryBlobs(), onUnused },
    limit: 1_000_000,
  });
  return { upload, onUnused };
}

test.each([
  [[0], 4096],
  [[1, 2], 8192],
  [[5000, 1], 9096],
])('files of %j bytes that a request does not use count with what a disk needs for them', async (sizes, expected) => {
  const { upload, onUnused } = await read(sizes);
  upload.release(false);
  expect(onUnused.mock.calls).toEqual([[expected]]);
});

test('files that are used, or too large to be stored, do not count', async () => {
  const used = await read([5000]);
  used.upload.release(true);
  const tooLarge = await read([20_000]);
  tooLarge.upload.release(false);
  expect([used.onUnused.mock.calls, tooLarge.onUnused.mock.calls]).toEqual([[], []]);
});
