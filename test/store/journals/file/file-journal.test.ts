import { spawnSync } from 'node:child_process';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BootError, type BootFault } from '../../../../src/kernel/boot-fault.ts';
import { silentLogger } from '../../../../src/kernel/logger.ts';
import { createStore } from '../../../../src/store/create-store.ts';
import { nodeFiles, type Files } from '../../../../src/store/files/files.ts';
import type { Journal } from '../../../../src/store/port/journal.ts';
import { openFileJournal, type FileJournalOptions } from '../../../../src/store/journals/file/open-file-journal.ts';
import type { Store, StoredRecord, StoreSnapshot } from '../../../../src/store/port/store.ts';
import { COLLECTIONS, LIBRARY } from '../../port/store-conformance.ts';
import { useTemporaryFolders } from '../../temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const makeFile = async (): Promise<string> => join(await makeFolder(), 'db.json');
const opened: Journal[] = [];
afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));
const open = async (file: string, options: Partial<FileJournalOptions> = {}): Promise<Journal> => {
  const { journal } = await openFileJournal({ file, collections: COLLECTIONS, ...options });
  opened.push(journal);
  return journal;
};
const openStore = async (file: string, options: Partial<FileJournalOptions> = {}): Promise<Store> =>
  createStore({ collections: COLLECTIONS, journal: await open(file, options) });
/** The id of an ended process: the next opening takes its lock over, as after a crash. */
const gone = { pid: deadProcess() };

describe('a file journal', () => {
  it('is empty when there is no file, and creates its folder', async () => {
    const file = join(await makeFolder(), 'deep', 'er', 'db.json');
    const journal = await open(file);
    expect(journal.initial).toBeUndefined();
    await journal.replace(LIBRARY, journal.position);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      format: 2,
      epoch: 1,
      journal: 1,
      ...LIBRARY,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
  });

  it('writes a readable snapshot', async () => {
    const file = await makeFile();
    const journal = await open(file);
    await journal.replace({ position: 1, sequences: {}, collections: { shelves: [{ id: 1 }] } }, journal.position);
    expect(await readFile(file, 'utf8')).toContain('    "shelves": [\n      {\n        "id": 1\n      }\n    ]');
  });

  it('says that another contract wrote records whose keys this one does not know, also those of the journal', async () => {
    const file = await makeFile();
    const store = await openStore(file, { ...gone, contract: 'one' });
    await store.restore({ position: 0, sequences: {}, collections: {} });
    await store.transaction((transaction) => transaction.insert('books', { isbn: 'a', tags: [] }));
    const collections = [{ name: 'shelves', key: 'id', indexes: [] }];
    const message =
      'It was written under another contract, whose records do not fit this one: A record of books needs a string or a number as its id.';
    await expect(openFileJournal({ file, collections, contract: 'two' })).rejects.toMatchObject({
      faults: [{ file, pointer: '', message }],
    });
  });

  it('restores every acknowledged transaction after a crash', async () => {
    const file = await makeFile();
    const store = await openStore(file, gone);
    await store.restore({ position: 0, sequences: {}, collections: {} });
    await store.transaction((transaction) => {
      transaction.insert('books', { isbn: 'a', tags: ['new'] });
      transaction.insert('shelves', { id: transaction.next('shelves') });
      transaction.insert('pets', { id: 1 });
    });
    await store.transaction((transaction) => {
      transaction.update('books', 'a', { tags: ['old'] });
      transaction.delete('shelves', 1);
    });

    const journal = await open(file);
    expect(journal.initial?.snapshot).toEqual(store.snapshot());
    const again = createStore({ collections: COLLECTIONS, journal });
    expect(again.find('books', 'tags', 'old')).toEqual([{ isbn: 'a', tags: ['old'] }]);
    expect(await again.transaction((transaction) => transaction.next('shelves'))).toBe(2);
    expect(again.position).toBe(3);
  });

  it('compacts everything into the snapshot when it is closed, and leaves no other file', async () => {
    const file = await makeFile();
    const store = await openStore(file, { contract: 'abc' });
    await store.restore(LIBRARY);
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    expect(await readdir(join(file, '..'))).toEqual(['db.json', 'db.json.journal-1', 'db.json.lock']);
    await store.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      format: 2,
      epoch: 1,
      contract: 'abc',
      journal: 2,
      ...store.snapshot(),
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(await readdir(join(file, '..'))).toEqual(['db.json']);
  });

  it('does not write the snapshot again when nothing has changed', async () => {
    const file = await makeFile();
    await (await openWith(file, LIBRARY)).close();
    const before = await stat(file);
    await (await openStore(file)).close();
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });

  it('stores a restore of the store, also to an earlier position', async () => {
    const file = await makeFile();
    const store = await openWith(file, LIBRARY, gone);
    for (const id of [1, 2, 3]) await store.transaction((transaction) => transaction.insert('pets', { id }));
    await store.restore(LIBRARY);
    await store.transaction((transaction) => transaction.insert('pets', { id: 9 }));
    const again = await openStore(file);
    expect(again.snapshot()).toEqual(store.snapshot());
    expect(again.all('pets')).toEqual([{ id: 9 }]);
  });

  it('shows readers a complete state at any time, while it is compacted and written', async () => {
    const file = await makeFile();
    const store = await openWith(file, LIBRARY, { compactAt: 50_000 });
    const writes = Array.from({ length: 60 }, (_, id) =>
      store.transaction((transaction) => transaction.insert('pets', { id, text: 'x'.repeat(20_000) })),
    );
    const done = Promise.all(writes.map((write, index) => write.then(() => sleep(index % 7))));
    const sizes = new Set<number>();
    let id = 100;
    // Until several snapshots were read.
    for (; id < 160 || (sizes.size < 4 && id < 2000); id += 1) {
      const pet = { id, text: 'x'.repeat(20_000) };
      await store.transaction((transaction) => transaction.insert('pets', pet));
      const { collections, position } = JSON.parse(await readFile(file, 'utf8')) as typeof LIBRARY;
      expect(collections['pets']?.length ?? 0).toBe(position - LIBRARY.position);
      sizes.add(position);
    }
    await done;
    expect(sizes.size).toBeGreaterThan(3);
    await store.close();
    expect((await openStore(file)).all('pets')).toHaveLength(60 + id - 100);
  });

  it('is compacted when no writes arrive for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const file = await makeFile();
      const store = await openWith(file, LIBRARY);
      await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
      vi.advanceTimersByTime(4000);
      await store.transaction((transaction) => transaction.insert('pets', { id: 2 }));
      vi.advanceTimersByTime(4000);
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: LIBRARY.position });
      vi.advanceTimersByTime(1000);
      vi.useRealTimers();
      await vi.waitFor(async () =>
        expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
          position: LIBRARY.position + 2,
          collections: { pets: [{ id: 1 }, { id: 2 }] },
        }),
      );
    } finally {
      vi.useRealTimers();
    }
  });

  it('retries a failed compaction, and is degraded until it succeeds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const file = await makeFile();
      let isFull = true;
      const files: Files = {
        ...nodeFiles,
        rename: (from, to) => (isFull ? Promise.reject(new Error('no room')) : nodeFiles.rename(from, to)),
      };
      const store = await openStore(file, { files, compactAt: 1 });
      await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
      await vi.waitFor(() => expect(store.failure).toBe('The journal cannot be compacted into the snapshot.'));
      await store.transaction((transaction) => transaction.insert('pets', { id: 2 }));
      isFull = false;
      vi.advanceTimersByTime(5000);
      await vi.waitFor(() => expect(store.failure).toBeUndefined());
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: 2 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('rejects entries that do not follow its position', async () => {
    const journal = await open(await makeFile());
    await expect(journal.append([{ id: 'a', position: 5, changes: [] }], 4)).rejects.toThrow(
      'Failed to write to the journal: it is at position 0, not 4.',
    );
  });

  it('reads a snapshot of format 1', async () => {
    const file = await makeFile();
    await writeFile(file, JSON.stringify({ format: 1, ...LIBRARY }));
    const store = await openStore(file);
    expect(store.snapshot()).toEqual(LIBRARY);
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    await store.close();
    expect((await openStore(file)).snapshot()).toEqual(store.snapshot());
  });

  it('copies an edit of the served snapshot beside it, and logs that', async () => {
    const file = await makeFile();
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (_fields: object, message: string) => void warnings.push(message) };
    const store = await openWith(file, LIBRARY, { logger });
    await writeFile(file, '{"mine": 1}');
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    await store.close();
    expect(warnings).toEqual([expect.stringContaining(`The edit was copied to ${file}.edited-1`)]);
    expect(await readFile(`${file}.edited-1`, 'utf8')).toBe('{"mine": 1}');
    expect((await openStore(file)).snapshot()).toEqual(store.snapshot());
  });

  it('warns at the start of a wrong checksum and how to recover, and serves the snapshot', async () => {
    const file = await makeFile();
    await (await openWith(file, LIBRARY)).close();
    const text = await readFile(file, 'utf8');
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (_fields: object, message: string) => void warnings.push(message) };
    await (await openStore(file, { logger })).close();
    expect(warnings).toEqual([]);
    await writeFile(file, text.replace('"digest"', '"digesu"'));
    await (await openStore(file, { logger })).close();
    expect(warnings).toEqual([expect.stringContaining(`${file} was changed: its checksum does not match.`)]);
    expect(warnings[0]).toMatch(/correct if you have edited it.*backup.*snapshots.*--reset/s);
  });

  it('rejects a journal without its snapshot', async () => {
    const file = await makeFile();
    const store = await openWith(file, LIBRARY, gone);
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    await rm(file);
    expect(await faultsOf(open(file))).toMatchObject([
      { file, message: `It is missing, but its journal exists (${file}.journal-1).` },
    ]);
    expect(await readdir(join(file, '..'))).toContain('db.json.journal-1');
  });

  it.each(['sync', 'interval', 'none'] as const)(
    'restores everything after the end of its process with durability %s',
    async (durability) => {
      const file = await makeFile();
      const store = await openWith(file, LIBRARY, { durability, ...gone });
      await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
      expect((await openStore(file)).snapshot()).toEqual(store.snapshot());
    },
  );
});

describe('the file of a journal', () => {
  it.each([
    ['sync', true],
    ['interval', false],
    ['none', false],
  ] as const)('with durability %s is extended ahead: %s', async (durability, isExtended) => {
    const file = await makeFile();
    const store = await openWith(file, LIBRARY, { durability, ...gone });
    const sizes = new Set<number>();
    for (let id = 0; id < 20; id += 1) {
      await store.transaction((transaction) => transaction.insert('pets', { id, name: 'x'.repeat(300) }));
      sizes.add((await stat(`${file}.journal-1`)).size);
    }
    expect(sizes.size).toBe(isExtended ? 1 : 20);
    // Longer than the extension.
    await store.transaction((transaction) => transaction.insert('pets', { id: 20, name: 'x'.repeat(400_000) }));
    await store.transaction((transaction) => transaction.insert('pets', { id: 21 }));
    expect((await openStore(file)).snapshot()).toEqual(store.snapshot());
  });

  it('counts towards a compaction without the zeros that it is extended by', async () => {
    const file = await makeFile();
    const store = await openWith(file, LIBRARY, gone);
    await store.transaction((transaction) => transaction.insert('pets', { id: 1 }));
    const again = await openStore(file, { compactAt: 5000 });
    await again.transaction((transaction) => transaction.insert('pets', { id: 2 }));
    await sleep(50);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ position: LIBRARY.position });
  });
});

/** Creates a store whose initial state is `initial`. */
async function openWith(
  file: string,
  initial: StoreSnapshot,
  options: Partial<FileJournalOptions> = {},
): Promise<Store> {
  const store = await openStore(file, options);
  await store.restore(initial);
  return store;
}

describe('a file that is not a state of the simulator', () => {
  const WHOLE = { format: 1, position: 0, sequences: {}, collections: {} };

  it.each<[string, string, Omit<BootFault, 'file' | 'remedy'>[]]>([
    [
      'is not JSON',
      '{"format": 1,',
      [{ pointer: '', message: expect.stringMatching(/^This is not JSON: /) as string }],
    ],
    ['is empty', '', [{ pointer: '', message: expect.stringMatching(/^This is not JSON: /) as string }]],
    ['holds a list', '[]', [{ pointer: '', message: 'This is not a state of the simulator.' }]],
    ['holds false', 'false', [{ pointer: '', message: 'This is not a state of the simulator.' }]],
    ['is something else', '{"name": "a package"}', [{ pointer: '/format', message: 'It is not of format 2.' }]],
    [
      'is of a later format',
      JSON.stringify({ ...WHOLE, format: 3, collections: [] }),
      [{ pointer: '/format', message: 'It is not of format 2.' }],
    ],
    [
      'lacks its properties',
      '{"format": 1}',
      [
        { pointer: '/position', message: 'The position must be a whole number.' },
        { pointer: '/sequences', message: 'The sequences must be an object.' },
        { pointer: '/collections', message: 'The collections must be an object.' },
      ],
    ],
    [
      'has several invalid edits',
      JSON.stringify({
        ...WHOLE,
        sequences: { books: -1 },
        collections: { 'a/b': {}, books: [{ isbn: 'a' }, 3, { isbn: null }, { isbn: 'a' }], pets: [{ isbn: 1 }] },
      }),
      [
        { pointer: '/sequences/books', message: 'A sequence must be a whole number.' },
        { pointer: '/collections/a~1b', message: 'A collection must be a list of records.' },
        { pointer: '/collections/books/1', message: 'A record must be an object.' },
        { pointer: '/collections/books/2/isbn', message: 'A record of books needs a string or a number as its isbn.' },
        { pointer: '/collections/books/3/isbn', message: 'books holds "a" twice.' },
        { pointer: '/collections/pets/0/id', message: 'A record of pets needs a string or a number as its id.' },
      ],
    ],
  ])('is rejected and left unchanged when it %s', async (_what, text, faults) => {
    const file = await makeFile();
    await writeFile(file, text);
    const found = await faultsOf(open(file));
    expect(found).toEqual(faults.map((fault) => ({ file, ...fault, remedy: expect.stringMatching(/\w/) as string })));
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(join(file, '..'))).toEqual(['db.json']);
  });

  it('is rejected when it cannot be read', async () => {
    const file = await makeFile();
    await mkdir(file);
    expect(await faultsOf(open(file))).toMatchObject([
      { file, message: expect.stringMatching(/^It cannot be opened: EISDIR/) as string },
    ]);
  });

  it('is rejected when its folder cannot be created', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'data'), '');
    const file = join(folder, 'data', 'db.json');
    expect(await faultsOf(open(file))).toMatchObject([
      { file, message: expect.stringMatching(/^It cannot be opened: /) as string },
    ]);
  });
});

describe('a snapshot that is edited while it is served', () => {
  it('is detected soon, logged once, and left alone until the state is next written', async () => {
    const file = await makeFile();
    const warnings: string[] = [];
    const logger = {
      info: () => {},
      error: () => {},
      warn: (_fields: object, message: string) => void warnings.push(message),
    };
    const journal = await open(file, { checkInterval: 20, logger });
    await journal.replace(LIBRARY, 0);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(warnings).toEqual([]);
    // In one step: a partial write would count as two edits.
    await writeFile(`${file}.mine`, '{"mine": 1}');
    await rename(`${file}.mine`, file);
    await vi.waitFor(() =>
      expect(warnings).toEqual([expect.stringContaining('was edited while it is served. The edit has no effect')]),
    );
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(warnings).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('{"mine": 1}');
    await journal.replace(LIBRARY, 1);
    expect(await readFile(`${file}.edited-1`, 'utf8')).toBe('{"mine": 1}');
  });
});

describe('the lock of a file', () => {
  it('rejects a second opening while a live process holds it', async () => {
    const file = await makeFile();
    await open(file);
    const fault = {
      file,
      pointer: '',
      message: `It is held by process ${process.pid}.`,
      remedy: 'Stop it, or pass another --data.',
    };
    expect(await faultsOf(open(file))).toEqual([fault]);
  });

  it('is removed by close, after which nothing can be written', async () => {
    const file = await makeFile();
    const journal = await open(file);
    await journal.replace(LIBRARY, journal.position);
    await journal.close();
    await journal.close();
    expect(await readdir(join(file, '..'))).toEqual(['db.json']);
    await expect(journal.replace(LIBRARY, journal.position)).rejects.toThrow('closed');
    const second = await open(file);
    expect(second.initial?.snapshot).toEqual(LIBRARY);
  });

  it('is released after the pending writes', async () => {
    const file = await makeFile();
    const journal = await open(file);
    const writes = Array.from({ length: 20 }, (_, index) => journal.replace({ ...LIBRARY, position: index }, index));
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
  ])('is taken over when it was left behind by %s', async (_holder, content) => {
    const file = await makeFile();
    await writeFile(`${file}.lock`, content());
    const journal = await open(file);
    expect(JSON.parse(await readFile(`${file}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(await readdir(join(file, '..'))).toEqual(['db.json.lock']);
    await journal.close();
  });

  it('is not removed when another process has taken it over', async () => {
    const file = await makeFile();
    const crashed = await open(file, gone);
    const heir = await open(file);
    await crashed.close();
    expect((await faultsOf(open(file)))[0]?.message).toBe(`It is held by process ${process.pid}.`);
    await heir.close();
  });

  it.each([1, 2, 3, 4, 5])(
    'is taken over by exactly one of many processes that start together (round %i)',
    async () => {
      const file = await makeFile();
      await writeFile(`${file}.lock`, JSON.stringify({ pid: deadProcess() }));
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) => open(file, { pid: index % 2 === 0 ? process.pid : process.ppid })),
      );
      const refusals = results.filter((result) => result.status === 'rejected');
      expect(refusals).toHaveLength(9);
      for (const { reason } of refusals)
        expect((reason as BootError).message).toMatch(
          /: It is held by process \d+\. Stop it, or pass another --data\.$/,
        );
      expect((await readdir(join(file, '..'))).toSorted()).toEqual(['db.json.lock']);
    },
  );
});

async function faultsOf(opening: Promise<unknown>): Promise<readonly BootFault[]> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BootError);
  return error instanceof BootError ? error.faults : [];
}

/** Returns the id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a change that cannot be written as JSON', () => {
  const endless = {
    toJSON: () => {
      throw new RangeError('Invalid string length');
    },
  } as unknown as StoredRecord;

  it('fails alone: other writes of its group are stored, and the store is not degraded', async () => {
    const file = await makeFile();
    const store = await openStore(file, gone);
    await store.restore({ position: 0, sequences: {}, collections: {} });
    const write = (id: number, more: StoredRecord = {}) =>
      store.transaction((transaction) => transaction.insert('shelves', { id, ...more }));
    const ends = await Promise.allSettled([write(1), write(2, { endless }), write(3)]);
    expect(ends).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'UNSERIALISABLE' } },
      { status: 'fulfilled' },
    ]);
    expect(store.failure).toBeUndefined();
    expect(store.all('shelves').map(({ id }) => id)).toEqual([1, 3]);
    const again = await openStore(file);
    expect(again.all('shelves')).toEqual([{ id: 1 }, { id: 3 }]);
  });
});
