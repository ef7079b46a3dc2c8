import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BootError, type BootFault } from '../../src/kernel/boot-fault.ts';
import { createStore } from '../../src/store/create-store.ts';
import type { Journal } from '../../src/store/journal.ts';
import { openLowdbJournal } from '../../src/store/lowdb-journal.ts';
import { COLLECTIONS, LIBRARY } from './store-conformance.ts';
import { useTemporaryFolders } from './temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const makeFile = async (): Promise<string> => join(await makeFolder(), 'db.json');
const open = (file: string, pid: number = process.pid): Promise<Journal> => openLowdbJournal({ file, collections: COLLECTIONS, pid });

describe('a lowdb journal', () => {
  it('holds nothing where there is no file, and makes its folder', async () => {
    const file = join(await makeFolder(), 'deep', 'er', 'db.json');
    const journal = await open(file);
    expect(journal.initial).toBeUndefined();
    await journal.replace(LIBRARY);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ format: 1, ...LIBRARY });
  });

  it('writes what a person can read', async () => {
    const file = await makeFile();
    const journal = await open(file);
    await journal.replace({ position: 1, sequences: {}, collections: { shelves: [{ id: 1 }] } });
    expect(await readFile(file, 'utf8')).toContain('    "shelves": [\n      {\n        "id": 1\n      }\n    ]');
  });

  it('holds every acknowledged transaction in the file, and gives them back when opened again', async () => {
    const file = await makeFile();
    const journal = await open(file);
    const store = createStore({ collections: COLLECTIONS, journal });
    await store.transaction((transaction) => {
      transaction.insert('books', { isbn: 'a', tags: ['new'] });
      transaction.insert('shelves', { id: transaction.next('shelves') });
      transaction.insert('pets', { id: 1 });
    });
    await store.transaction((transaction) => {
      transaction.update('books', 'a', { tags: ['old'] });
      transaction.delete('shelves', 1);
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ format: 1, ...store.snapshot() });
    await store.close();

    const reopened = await open(file);
    const again = createStore({ collections: COLLECTIONS, journal: reopened });
    expect(reopened.initial).toEqual(store.snapshot());
    expect(again.find('books', 'tags', 'old')).toEqual([{ isbn: 'a', tags: ['old'] }]);
    expect(await again.transaction((transaction) => transaction.next('shelves'))).toBe(2);
    expect(again.position).toBe(3);
  });

  it('keeps a restore of the store', async () => {
    const file = await makeFile();
    const store = createStore({ collections: COLLECTIONS, journal: await open(file) });
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    await store.restore(LIBRARY);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ format: 1, ...LIBRARY });
  });

  it('shows a reader one whole state at any time', async () => {
    const file = await makeFile();
    const journal = await open(file);
    const store = createStore({ collections: COLLECTIONS, journal });
    await store.restore(LIBRARY);
    const writes = Array.from({ length: 40 }, (_, id) =>
      store.transaction((transaction) => transaction.insert('pets', { id, text: 'x'.repeat(20_000) })),
    );
    const sizes = new Set<number>();
    const done = Promise.all(writes);
    for (let reads = 0; store.position < LIBRARY.position + writes.length && reads < 5_000; reads += 1) {
      const { collections, position } = JSON.parse(await readFile(file, 'utf8')) as typeof LIBRARY;
      expect(collections['pets']?.length ?? 0).toBe(position - LIBRARY.position);
      sizes.add(position);
    }
    await done;
    expect(sizes.size).toBeGreaterThan(1);
  });

  it('takes appends that come at once in turn', async () => {
    const file = await makeFile();
    const journal = await open(file);
    const append = (position: number): Promise<void> =>
      journal.append({ position, changes: [{ kind: 'put', collection: 'shelves', record: { id: position } }] }, position - 1);
    await Promise.all([append(1), append(2), append(3)]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      position: 3,
      collections: { shelves: [{ id: 1 }, { id: 2 }, { id: 3 }] },
    });
  });

  it('refuses an entry that does not follow what it keeps', async () => {
    const journal = await open(await makeFile());
    await expect(journal.append({ position: 5, changes: [] }, 4)).rejects.toThrow('The file stands at position 0, not 4');
  });

  it('keeps nothing of a write that failed, and goes on once it can', async () => {
    const folder = await makeFolder();
    const file = join(folder, 'data', 'db.json');
    const store = createStore({ collections: COLLECTIONS, journal: await open(file) });
    await store.restore(LIBRARY);
    await rename(join(folder, 'data'), join(folder, 'away'));
    await expect(store.transaction((transaction) => transaction.insert('pets', { id: 1 }))).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(store.snapshot()).toEqual(LIBRARY);
    await rename(join(folder, 'away'), join(folder, 'data'));
    await store.transaction((transaction) => transaction.insert('pets', { id: 2 }));
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: LIBRARY.position + 1, collections: { pets: [{ id: 2 }] } });
  });
});

describe('a file that is no state of the simulator', () => {
  const WHOLE = { format: 1, position: 0, sequences: {}, collections: {} };

  it.each<[string, string, Omit<BootFault, 'file' | 'remedy'>[]]>([
    ['is not JSON', '{"format": 1,', [{ pointer: '', message: expect.stringMatching(/^This is not JSON: /) as string }]],
    ['is empty', '', [{ pointer: '', message: expect.stringMatching(/^This is not JSON: /) as string }]],
    ['holds a list', '[]', [{ pointer: '', message: 'This is no state of the simulator.' }]],
    ['holds false', 'false', [{ pointer: '', message: 'This is no state of the simulator.' }]],
    ['is something else', '{"name": "a package"}', [{ pointer: '/format', message: 'It is not of format 1.' }]],
    [
      'is of a later format',
      JSON.stringify({ ...WHOLE, format: 2, collections: [] }),
      [{ pointer: '/format', message: 'It is not of format 1.' }],
    ],
    [
      'lacks its parts',
      '{"format": 1}',
      [
        { pointer: '/position', message: 'The position is a whole number.' },
        { pointer: '/sequences', message: 'The sequences are an object.' },
        { pointer: '/collections', message: 'The collections are an object.' },
      ],
    ],
    [
      'was edited wrongly in several places',
      JSON.stringify({
        ...WHOLE,
        sequences: { books: -1 },
        collections: { 'a/b': {}, books: [{ isbn: 'a' }, 3, { isbn: null }, { isbn: 'a' }], pets: [{ isbn: 1 }] },
      }),
      [
        { pointer: '/sequences/books', message: 'A sequence is a whole number.' },
        { pointer: '/collections/a~1b', message: 'A collection is a list of records.' },
        { pointer: '/collections/books/1', message: 'A record is an object.' },
        { pointer: '/collections/books/2/isbn', message: 'A record of books needs a text or a number as its isbn.' },
        { pointer: '/collections/books/3/isbn', message: 'books holds "a" twice.' },
        { pointer: '/collections/pets/0/id', message: 'A record of pets needs a text or a number as its id.' },
      ],
    ],
  ])('is refused and left as it is when it %s', async (_what, text, faults) => {
    const file = await makeFile();
    await writeFile(file, text);
    const found = await faultsOf(open(file));
    expect(found).toEqual(faults.map((fault) => ({ file, ...fault, remedy: expect.stringMatching(/\w/) as string })));
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(join(file, '..'))).toEqual(['db.json']);
  });

  it('is refused when it cannot be read', async () => {
    const file = await makeFile();
    await mkdir(file);
    expect(await faultsOf(open(file))).toMatchObject([{ file, message: expect.stringMatching(/^It cannot be opened: EISDIR/) as string }]);
  });

  it('is refused when its folder cannot be made', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'data'), '');
    const file = join(folder, 'data', 'db.json');
    expect(await faultsOf(open(file))).toMatchObject([{ file, message: expect.stringMatching(/^It cannot be opened: /) as string }]);
  });
});

describe('the lock of a file', () => {
  it('refuses a second opening while a live process holds it', async () => {
    const file = await makeFile();
    await open(file);
    const fault = { file, pointer: '', message: `It is held by process ${process.pid}.`, remedy: 'Stop it, or give another --data.' };
    expect(await faultsOf(open(file))).toEqual([fault]);
  });

  it('is gone after close, and nothing can be written then', async () => {
    const file = await makeFile();
    const journal = await open(file);
    await journal.replace(LIBRARY);
    await journal.close();
    await journal.close();
    expect(await readdir(join(file, '..'))).toEqual(['db.json']);
    await expect(journal.replace(LIBRARY)).rejects.toThrow('closed');
    const second = await open(file);
    expect(second.initial).toEqual(LIBRARY);
  });

  it('waits with its release for the writes that were asked for', async () => {
    const file = await makeFile();
    const journal = await open(file);
    const writes = Array.from({ length: 20 }, (_, index) => journal.replace({ ...LIBRARY, position: index }));
    await journal.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: 19 });
    await Promise.all(writes);
  });

  it.each<[string, () => string]>([
    ['a process that is gone', () => JSON.stringify({ pid: deadProcess() })],
    ['an earlier process with the id of a live one', () => JSON.stringify({ pid: process.pid, started: '1' })],
    ['something that is no lock of ours', () => 'what?'],
    ['a number that is no process', () => JSON.stringify({ pid: -1 })],
    ['nothing', () => ''],
  ])('is taken over when it was left by %s', async (_holder, content) => {
    const file = await makeFile();
    await writeFile(`${file}.lock`, content());
    const journal = await open(file);
    expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(await readdir(join(file, '..'))).toEqual(['db.json.lock']);
    await journal.close();
  });

  it('is left to the process that took it over', async () => {
    const file = await makeFile();
    const crashed = await open(file, deadProcess());
    const heir = await open(file);
    await crashed.close();
    expect((await faultsOf(open(file)))[0]?.message).toBe(`It is held by process ${process.pid}.`);
    await heir.close();
  });

  it.each([1, 2, 3, 4, 5])('goes to one alone of many that start at once on a stale one (round %i)', async () => {
    const file = await makeFile();
    await writeFile(`${file}.lock`, JSON.stringify({ pid: deadProcess() }));
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => open(file, index % 2 === 0 ? process.pid : process.ppid)),
    );
    const refusals = results.filter((result) => result.status === 'rejected');
    expect(refusals).toHaveLength(9);
    for (const { reason } of refusals)
      expect((reason as BootError).message).toMatch(/: It is held by process \d+\. Stop it, or give another --data\.$/);
    expect((await readdir(join(file, '..'))).toSorted()).toEqual(['db.json.lock']);
  });
});

async function faultsOf(opening: Promise<unknown>): Promise<readonly BootFault[]> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BootError);
  return error instanceof BootError ? error.faults : [];
}

/** The id of a process that has run and ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
