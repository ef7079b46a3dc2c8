import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles, type Files } from '../../../src/store/files/files.ts';
import { createFolderSnapshotStore } from '../../../src/store/snapshots/folder-snapshot-store.ts';
import type { SavedSnapshot } from '../../../src/store/port/snapshot-store.ts';
import { useTemporaryFolders } from '../temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const collections = [{ name: 'pets', key: 'id', indexes: [] }];

function toSaved(name: string): SavedSnapshot {
  const snapshot = { position: 3, sequences: {}, collections: { pets: [{ id: 1 }] } };
  const label = { name, contract: 'abc', time: '2030-01-01T00:00:00Z', position: 3, records: 1 };
  return { label, checkpoint: { position: 3, snapshot: () => snapshot } };
}

const toError = (code: string): Error => Object.assign(new Error(`${code}: no luck`), { code });
const namesOf = async (shelf: ReturnType<typeof createFolderSnapshotStore>): Promise<readonly string[]> =>
  (await shelf.list()).map(({ name }) => name);

describe('a folder of snapshots whose files fail temporarily', () => {
  it('is read after a file in its place was replaced by a folder', async () => {
    const folder = join(await makeFolder(), 'snapshots');
    await writeFile(folder, '');
    const shelf = createFolderSnapshotStore({ folder, collections });
    await expect(shelf.list()).rejects.toMatchObject({ code: 'READ_FAILED' });
    await expect(shelf.save(toSaved('a'))).rejects.toMatchObject({ code: 'READ_FAILED' });
    await rm(folder);
    await shelf.save(toSaved('a'));
    expect(await namesOf(shelf)).toEqual(['a']);
  });

  it('lists every snapshot once file descriptors are free again', async () => {
    const folder = join(await makeFolder(), 'snapshots');
    await mkdir(folder);
    const before = createFolderSnapshotStore({ folder, collections });
    for (const name of ['a', 'b', 'c']) await before.save(toSaved(name));
    let reads = 0;
    const files: Files = {
      ...nodeFiles,
      read: (path) => ((reads += 1) === 2 ? Promise.reject(toError('EMFILE')) : nodeFiles.read(path)),
    };
    const shelf = createFolderSnapshotStore({ folder, collections, files });
    await expect(shelf.list()).rejects.toMatchObject({
      code: 'READ_FAILED',
      message: 'Failed to read the snapshots: EMFILE: no luck.',
    });
    expect(await namesOf(shelf)).toEqual(['a', 'b', 'c']);
  });

  it('rejects a snapshot when the disk is full, and stores it when there is room', async () => {
    const folder = join(await makeFolder(), 'snapshots');
    let isFull = true;
    const open: Files['open'] = async (path, mode) => {
      const file = await nodeFiles.open(path, mode);
      return { ...file, write: (bytes) => (isFull ? Promise.reject(toError('ENOSPC')) : file.write(bytes)) };
    };
    const shelf = createFolderSnapshotStore({ folder, collections, files: { ...nodeFiles, open } });
    await expect(shelf.save(toSaved('a'))).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect([await namesOf(shelf), await readdir(folder)]).toEqual([[], []]);
    isFull = false;
    await shelf.save(toSaved('a'));
    expect(await namesOf(shelf)).toEqual(['a']);
  });

  it('still lists a snapshot that could not be removed', async () => {
    const folder = join(await makeFolder(), 'snapshots');
    let isReadOnly = false;
    const remove: Files['remove'] = (path) => (isReadOnly ? Promise.reject(toError('EROFS')) : nodeFiles.remove(path));
    const shelf = createFolderSnapshotStore({ folder, collections, files: { ...nodeFiles, remove } });
    await shelf.save(toSaved('a'));
    isReadOnly = true;
    await expect(shelf.remove('a')).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(await namesOf(shelf)).toEqual(['a']);
    isReadOnly = false;
    expect([await shelf.remove('a'), await namesOf(shelf)]).toEqual([true, []]);
  });
});
