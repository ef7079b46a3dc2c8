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
    reserve: undefined,
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

/** Reads a form of fields, and returns how much memory it reserves. */
async function reserveFor(fields: readonly (readonly [disposition: string, text: string])[], limit = 10_000_000) {
  let reserved = 0;
  const parts = fields.map(
    ([disposition, text]) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`,
  );
  await readUpload([Buffer.from(`${parts.join('')}--b--\r\n`)], {
    mediaType,
    contentType: 'multipart/form-data; boundary=b',
    target: { blobs: createMemoryBlobs(), onUnused: () => {} },
    limit,
    reserve: (bytes) => (reserved += bytes),
  });
  return reserved;
}

test('a small form reserves no memory', async () => {
  expect(await reserveFor([['name="a"', 'x'.repeat(1000)]])).toBe(0);
});

test.each([
  ['texts', [['name="a"', 'x'.repeat(900_000)]], 1_800_000],
  ['a file for a field of text', [['name="a"; filename="a"', 'x'.repeat(900_000)]], 1_800_000],
  ['many small parts', Array.from({ length: 900 }, () => ['name="a"', 'x'] as const), 900 * 200],
  ['JSON values', [['name="a"', `[${'{},'.repeat(300_000)}{}]`]], 900_000 * 4 + 300_000 * 56],
] as const)('the memory of a form counts %s', async (_what, fields, least) => {
  expect(await reserveFor(fields)).toBeGreaterThanOrEqual(least);
});

test('the JSON values of all fields of a form together are limited', async () => {
  const field = ['name="a"', `[${'{},'.repeat(200_000)}{}]`] as const;
  await expect(reserveFor([field])).resolves.toBeGreaterThan(0);
  await expect(reserveFor([field, field, field])).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
});

test('a form ends with the error of a field for which there is no memory', async () => {
  const overloaded = new Error('No memory is left.');
  const reading = readUpload(
    [Buffer.from(`--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(100_000)}\r\n--b--\r\n`)],
    {
      mediaType,
      contentType: 'multipart/form-data; boundary=b',
      target: { blobs: createMemoryBlobs(), onUnused: () => {} },
      limit: 1_000_000,
      reserve: () => {
        throw overloaded;
      },
    },
  );
  await expect(reading).rejects.toBe(overloaded);
});
