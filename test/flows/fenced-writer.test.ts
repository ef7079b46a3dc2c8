import { spawnSync } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import { nodeFiles, type Files } from '../../src/store/files/files.ts';
import { toJournalLine } from '../../src/store/journals/file/journal-line.ts';
import type { Journal } from '../../src/store/port/journal.ts';
import { openFileJournal, type FileJournalOptions } from '../../src/store/journals/file/open-file-journal.ts';
import type { Store } from '../../src/store/port/store.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const collections = [{ name: 'pets', key: 'id', indexes: [] }];
/**
 * The id of an ended process: the next opening takes its lock over, while its store continues as if it had been
 * suspended.
 */
const asleep = { pid: spawnSync(process.execPath, ['--version']).pid };
const opened: Journal[] = [];
afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));

async function open(file: string, options: Partial<FileJournalOptions> = {}): Promise<Store> {
  const { journal } = await openFileJournal({ file, collections, ...options });
  opened.push(journal);
  if (journal.initial === undefined)
    await journal.replace({ position: 0, sequences: {}, collections: {} }, journal.position);
  return createStore({ collections, journal });
}

async function makeData(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = join(await makeFolder(), 'data');
  return { folder, file: join(folder, 'db.json') };
}

const insert = (store: Store, id: string): Promise<unknown> =>
  store.transaction((transaction) => transaction.insert('pets', { id }));
const idsOf = (store: Store): readonly unknown[] => store.all('pets').map(({ id }) => id);
const REFUSED = {
  code: 'WRITE_FAILED',
  advice: expect.stringMatching(/^Nothing is stored: .*(restart|start it again|Stop one)/) as string,
};

describe('a process that has lost the lock without noticing', () => {
  it('has its next write rejected, and its late lines ignored', async () => {
    const { folder, file } = await makeData();
    const old = await open(file, asleep);
    await insert(old, 'before');
    const heir = await open(file, asleep);
    await insert(heir, 'heir 1');
    await expect(insert(old, 'late')).rejects.toMatchObject(REFUSED);
    expect(old.failure).toContain('another process has taken over the data folder');
    await insert(heir, 'heir 2');
    expect(await readFile(join(folder, 'db.json.journal-1'), 'utf8')).toContain('late');
    await cp(folder, `${folder}.killed`, { recursive: true });
    await old.close();
    const again = await open(join(`${folder}.killed`, 'db.json'), { pid: asleep.pid });
    expect(idsOf(again)).toEqual(['before', 'heir 1', 'heir 2']);
  });

  it('does no harm by a file of its own, an incomplete line or a complete line', async () => {
    const { folder, file } = await makeData();
    const old = await open(file, asleep);
    await insert(old, 'before');
    const heir = await open(file, asleep);
    await insert(heir, 'heir 1');
    const late = toJournalLine([
      { position: 2, changes: [{ kind: 'put', collection: 'pets', record: { id: 'late' } }] },
    ]);
    await appendFile(join(folder, 'db.json.journal-1'), late.subarray(0, 40));
    await writeFile(
      join(folder, 'db.json.journal-3'),
      Buffer.concat([toJournalLine({ format: 1, epoch: 1, after: 1 }), late]),
    );
    await insert(heir, 'heir 2');
    await cp(folder, `${folder}.killed`, { recursive: true });
    const again = await open(join(`${folder}.killed`, 'db.json'), { pid: asleep.pid });
    expect(idsOf(again)).toEqual(['before', 'heir 1', 'heir 2']);
    expect(await readFile(join(`${folder}.killed`, 'db.json.journal-3'), 'utf8')).not.toContain('late');
    await heir.close();
    expect(await readdir(folder)).toEqual(['db.json']);
  });

  it('cannot compact over the writes of its successor, nor restore, nor remove a file when it closes', async () => {
    const { folder, file } = await makeData();
    const old = await open(file, asleep);
    await insert(old, 'before');
    const heir = await open(file);
    await insert(heir, 'heir');
    const before = await readFile(file, 'utf8');
    await expect(old.restore({ position: 0, sequences: {}, collections: {} })).rejects.toMatchObject(REFUSED);
    await old.close();
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['db.json', 'db.json.journal-1', 'db.json.journal-2', 'db.json.lock']);
    await heir.close();
    expect(idsOf(await open(file))).toEqual(['before', 'heir']);
  });

  it('leaves the next writer a new file, even if that writes nothing', async () => {
    const { folder, file } = await makeData();
    const old = await open(file, asleep);
    await insert(old, 'before');
    for (let round = 0; round < 3; round += 1) await open(file, asleep);
    await expect(insert(old, 'late')).rejects.toMatchObject(REFUSED);
    expect(await readdir(folder)).toEqual(['db.json', 'db.json.journal-1', 'db.json.journal-4', 'db.json.lock']);
    expect(idsOf(await open(file))).toEqual(['before']);
  });
});

describe('a data folder that is removed while it is served', () => {
  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['is removed', (folder) => rm(folder, { recursive: true })],
    ['is moved', (folder) => rename(folder, `${folder}.away`)],
    ['loses its lock', (folder) => rm(join(folder, 'db.json.lock'))],
    ['loses its journal', (folder) => rm(join(folder, 'db.json.journal-1'))],
    ['has its journal moved', (folder) => rename(join(folder, 'db.json.journal-1'), join(folder, 'elsewhere'))],
    ['loses its snapshot', (folder) => rm(join(folder, 'db.json'))],
    [
      'is replaced by a copy',
      (folder) => rename(folder, `${folder}.away`).then(() => cp(`${folder}.away`, folder, { recursive: true })),
    ],
    ['is replaced by an empty one', (folder) => rename(folder, `${folder}.away`).then(() => mkdir(folder))],
  ])('(%s) acknowledges no more writes, says what to do, and changes nothing', async (_what, harm) => {
    const { folder, file } = await makeData();
    const store = await open(file, asleep);
    await insert(store, 'before');
    await harm(folder);
    for (let round = 0; round < 3; round += 1)
      await expect(insert(store, `gone ${round}`)).rejects.toMatchObject(REFUSED);
    expect(store.failure).toMatch(/^Writes are rejected: /);
    expect(store.failure).not.toContain(folder);
    expect(idsOf(store)).toEqual(['before']);
  });

  it.each(['before', 'after'] as const)(
    'acknowledges no more writes when its journal is cut off just %s the disk writes a line, and is complete again after a stop',
    async (moment) => {
      const { file } = await makeData();
      const harm = { isDue: false };
      const cutOff = async (path: string, at: typeof moment): Promise<void> => {
        if (!harm.isDue || at !== moment) return;
        harm.isDue = false;
        await truncate(path, 40);
      };
      const files: Files = {
        ...nodeFiles,
        open: async (path, mode) => {
          const handle = await nodeFiles.open(path, mode);
          const writeAt: typeof handle.writeAt = async (bytes, offset) => {
            await cutOff(path, 'before');
            await handle.writeAt(bytes, offset);
            await cutOff(path, 'after');
          };
          return { ...handle, writeAt };
        },
      };
      const store = await open(file, { files });
      await insert(store, 'before');
      harm.isDue = true;
      for (let round = 0; round < 3; round += 1)
        await expect(insert(store, `gone ${round}`)).rejects.toMatchObject(REFUSED);
      await store.close();
      expect(idsOf(await open(file))).toEqual(['before']);
    },
  );

  it('shows in the health without any write', async () => {
    const { folder, file } = await makeData();
    const store = await open(file);
    expect(store.failure).toBeUndefined();
    await rename(folder, `${folder}.away`);
    await vi.waitFor(() => expect(store.failure).toContain('the data folder, or the lock in it, was removed or moved'));
  });

  it('is written again when it is back, without the rejected writes', async () => {
    const { folder, file } = await makeData();
    const store = await open(file, asleep);
    await insert(store, 'before');
    await rename(folder, `${folder}.away`);
    await expect(insert(store, 'refused')).rejects.toMatchObject(REFUSED);
    await rename(`${folder}.away`, folder);
    await vi.waitFor(() => expect(store.failure).toBeUndefined());
    await insert(store, 'after');
    expect(idsOf(await open(file))).toEqual(['before', 'after']);
  });

  it.each(['db.json', 'db.json.journal-1'])('is complete again after a stop when %s is missing', async (name) => {
    const { folder, file } = await makeData();
    const store = await open(file);
    await insert(store, 'before');
    await rm(join(folder, name));
    await expect(insert(store, 'refused')).rejects.toMatchObject(REFUSED);
    await store.close();
    expect(await readdir(folder)).toEqual(['db.json']);
    expect(idsOf(await open(file))).toEqual(['before']);
  });

  it('is not created again by a stop after it was removed', async () => {
    const { folder, file } = await makeData();
    const store = await open(file);
    await insert(store, 'before');
    await rm(folder, { recursive: true });
    await store.close();
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('detects a missing journal file that is not the current one', async () => {
    const { folder, file } = await makeData();
    await insert(await open(file, asleep), 'before');
    const store = await open(file);
    await rm(join(folder, 'db.json.journal-1'));
    await expect(insert(store, 'refused')).rejects.toMatchObject(REFUSED);
  });
});
