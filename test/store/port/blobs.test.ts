import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFileReferences } from '../../../src/store/blobs/find-file-references.ts';
import { createFolderBlobs } from '../../../src/store/blobs/folder-blobs.ts';
import { createMemoryBlobs } from '../../../src/store/blobs/memory-blobs.ts';
import { nodeFiles, type Files } from '../../../src/store/files/files.ts';
import { findBlobReferences } from '../../../src/store/port/blobs.ts';
import { FilesLostError } from '../../../src/store/port/store-error.ts';
import { CRASHES, SimulatedDisk } from '../../crash/simulated-disk.ts';
import { useTemporaryFolders } from '../temporary-folder.ts';
import { ABC, describeBlobs, toBytes } from './blobs-conformance.ts';

const makeFolder = useTemporaryFolders();
const checkOwnership = (): Promise<void> => Promise.resolve();
const findNone = async (): Promise<ReadonlySet<string>> => new Set();

describeBlobs('in memory', async () => createMemoryBlobs());
describeBlobs('in a folder', async () => createFolderBlobs({ folder: await makeFolder(), checkOwnership }));
describeBlobs('in a folder that does not exist yet', async () =>
  createFolderBlobs({ folder: join(await makeFolder(), 'data', 'blobs'), checkOwnership }),
);

describe('a folder of blobs', () => {
  it.each([
    ['changed', 'abd'],
    ['torn', 'ab'],
    ['longer', 'abc '],
  ])('notices a %s file by its digest, and replaces it when the content is stored again', async (_what, text) => {
    const folder = await makeFolder();
    const blobs = createFolderBlobs({ folder, checkOwnership });
    await blobs.put(toBytes('abc'));
    await writeFile(join(folder, ABC), text);
    await expect(blobs.read(ABC)).rejects.toMatchObject({ name: 'StoreError', code: 'UNREADABLE' });
    await blobs.put(toBytes('abc'));
    expect(await blobs.read(ABC)).toEqual(Buffer.from('abc'));
  });

  it('rejects a blob when the disk is full, leaves nothing behind, and stores it when there is room', async () => {
    const folder = await makeFolder();
    let isFull = true;
    const files: Files = {
      ...nodeFiles,
      open: async (path, mode) => {
        const file = await nodeFiles.open(path, mode);
        const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        return { ...file, write: (bytes) => (isFull ? Promise.reject(full) : file.write(bytes)) };
      },
    };
    const blobs = createFolderBlobs({ folder, checkOwnership, files });
    const message = 'Failed to store the blob: ENOSPC: no space left on device, write. Nothing has changed.';
    await expect(blobs.put(toBytes('abc'))).rejects.toMatchObject({ code: 'STORE_FULL', message });
    expect(await readdir(folder)).toEqual([]);
    isFull = false;
    await blobs.put(toBytes('abc'));
    expect(await readdir(folder)).toEqual([ABC]);
  });

  it('changes nothing when the data folder is not ours any more', async () => {
    const folder = await makeFolder();
    const state = { isLost: false };
    const blobs = createFolderBlobs({
      folder,
      checkOwnership: async () => {
        if (state.isLost) throw new FilesLostError('it was taken over.');
      },
    });
    (await blobs.put(toBytes('abc'))).release();
    state.isLost = true;
    await expect(blobs.put(toBytes('more'))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    await expect(blobs.collect(findNone)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(await readdir(folder)).toEqual([ABC]);
  });

  it('removes the drafts of killed writers, and keeps those that are being written', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, '0123456789ab.tmp'), 'half');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const blobs = createFolderBlobs({ folder, checkOwnership });
    await blobs.put(
      (async function* collectMeanwhile() {
        yield toBytes('a');
        await blobs.collect(findNone);
        yield toBytes('bc');
      })(),
    );
    expect((await readdir(folder)).toSorted()).toEqual(['notes.txt', ABC]);
  });

  it('has all of a stored blob, or none of it, after a crash at any step', async () => {
    const folder = await makeFolder();
    const open = (files: Files): ReturnType<typeof createFolderBlobs> =>
      createFolderBlobs({ folder, checkOwnership, files });
    const counted = new SimulatedDisk();
    await open(counted).put(toBytes('abc'));
    expect(counted.steps).toBeGreaterThan(4);
    for (let at = 1; at <= counted.steps; at += 1)
      for (const kind of ['half', 'stop'] as const)
        for (const crash of CRASHES) {
          const disk = new SimulatedDisk();
          disk.trouble = { kind, at };
          await expect(open(disk).put(toBytes('abc'))).rejects.toThrow('STOPPED');
          const blobs = open(disk.crash(crash));
          const isStored = await blobs.has(ABC);
          expect(await blobs.read(ABC), `${kind} ${at} ${crash}`).toEqual(isStored ? Buffer.from('abc') : undefined);
        }
    for (const crash of CRASHES) {
      const disk = new SimulatedDisk();
      await open(disk).put(toBytes('abc'));
      expect(await open(disk.crash(crash)).read(ABC), crash).toEqual(Buffer.from('abc'));
    }
  });
});

describe('the references of', () => {
  it('records are found at any depth', () => {
    const other = `sha256-${'1'.repeat(64)}`;
    let deep: object = { $blob: other, size: 1, mediaType: 'text/plain' };
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    const records = [
      { id: 1, file: { $blob: ABC, size: 3, mediaType: 'text/plain' } },
      { id: 2, files: [null, { list: deep as never }], text: other, $blob: 7, wrong: { $blob: 'sha256-00' } },
    ];
    expect(findBlobReferences({ collections: { files: records, none: [] } })).toEqual(new Set([ABC, other]));
  });

  it('files are found in subfolders, whatever the format, except for skipped entries', async () => {
    const folder = await makeFolder();
    const [other, skipped] = [`sha256-${'1'.repeat(64)}`, `sha256-${'2'.repeat(64)}`];
    await mkdir(join(folder, 'snapshots', 'deeper'), { recursive: true });
    await writeFile(join(folder, 'snapshots', 'a.json'), `{"$blob":"${ABC}"} sha256-00 sha256-`);
    await writeFile(join(folder, 'snapshots', 'deeper', 'b'), `torn ${other}`);
    await writeFile(join(folder, 'db.json'), skipped);
    const found = await findFileReferences(folder, { skipped: (name) => name === 'db.json' });
    expect(found).toEqual(new Set([ABC, other]));
    expect(await findFileReferences(join(folder, 'nowhere'), { skipped: () => false })).toEqual(new Set());
  });
});
