import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BootError } from '../../../../src/kernel/boot-fault.ts';
import { createStore } from '../../../../src/store/create-store.ts';
import { nodeFiles, type Files } from '../../../../src/store/files/files.ts';
import { archiveState } from '../../../../src/store/journals/file/archive-state.ts';
import { openFileJournal } from '../../../../src/store/journals/file/open-file-journal.ts';
import { COLLECTIONS } from '../../port/store-conformance.ts';
import { useTemporaryFolders } from '../../temporary-folder.ts';

const makeFolder = useTemporaryFolders();
/** The data folder's files, in the order in which `list` returns them. */
const NAMES = ['db.json', 'db.json.journal-1', 'db.json.journal-2'];

describe('archiving a state', () => {
  it('moves the snapshot and its journal to a new folder', async () => {
    const file = await writeState();
    const target = await archiveState(file);
    expect(target).toBe(join(dirname(file), 'before-reset-1'));
    expect((await readdir(join(dirname(file), 'before-reset-1'))).toSorted()).toEqual(NAMES);
    expect(await readdir(dirname(file))).toEqual(['before-reset-1']);
    expect(await archiveState(file)).toBeUndefined();
  });

  describe.each([
    ['ascending', NAMES],
    ['descending', NAMES.toReversed()],
  ])('of a folder that lists its names in %s order', (_order, names) => {
    it.each([1, 2])('leaves no part of the state to serve when it is stopped after %i moves', async (moves) => {
      const file = await writeState();
      const { files, moved } = stopAfter(moves, names);
      await expect(archiveState(file, files)).rejects.toThrow('stopped');
      expect(moved).toHaveLength(moves);

      const start = openFileJournal({ file, collections: COLLECTIONS });
      await expect(start).rejects.toThrow(BootError);
      await expect(start).rejects.toMatchObject({
        faults: [{ message: expect.stringContaining('It is missing, but its journal exists') }],
      });
      expect(await archiveState(file)).toBe(join(dirname(file), 'before-reset-2'));
      expect(await readdir(dirname(file))).toEqual(['before-reset-1', 'before-reset-2']);
    });
  });

  it('syncs the folder after it has moved the snapshot, before it moves the journal', async () => {
    const steps: string[] = [];
    const files: Files = {
      ...nodeFiles,
      rename: (from, to) => {
        steps.push(basename(from));
        return nodeFiles.rename(from, to);
      },
      syncFolder: (folder) => {
        steps.push('sync');
        return nodeFiles.syncFolder(folder);
      },
    };
    await archiveState(await writeState(), files);
    expect(steps.slice(0, 2)).toEqual(['db.json', 'sync']);
  });
});

/** Writes a snapshot and two journal files with a transaction each, as a killed process leaves them. */
async function writeState(): Promise<string> {
  const file = join(await makeFolder(), 'db.json');
  const { journal } = await openFileJournal({ file, collections: COLLECTIONS });
  const store = createStore({ collections: COLLECTIONS, journal });
  await store.restore({ position: 0, sequences: {}, collections: {} });
  await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
  await journal.changeSchema('another');
  await store.transaction((transaction) => transaction.insert('pets', { id: 2 }));
  // Copies the files, because closing the journal compacts them.
  const copies = await Promise.all(NAMES.map((name) => nodeFiles.read(join(dirname(file), name))));
  const target = join(await makeFolder(), 'db.json');
  await journal.close();
  for (const [index, name] of NAMES.entries()) {
    const handle = await nodeFiles.open(join(dirname(target), name), 'write');
    await handle.write(copies[index] ?? Buffer.alloc(0));
    await handle.close();
  }
  return target;
}

function stopAfter(moves: number, names: readonly string[]): { readonly files: Files; readonly moved: string[] } {
  const moved: string[] = [];
  const files: Files = {
    ...nodeFiles,
    list: async () => names,
    rename: async (from, to) => {
      if (moved.length === moves) throw new Error('stopped');
      moved.push(basename(from));
      await nodeFiles.rename(from, to);
    },
  };
  return { files, moved };
}
