import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createFolderBlobs } from '../../src/store/blobs/folder-blobs.ts';
import { createStore } from '../../src/store/create-store.ts';
import { openFileJournal } from '../../src/store/journals/file/open-file-journal.ts';
import type { Store } from '../../src/store/port/store.ts';
import { expectComplete, FILES, useBlobs, type BlobUser } from '../store/port/blob-crash-suite.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { HEADERS, startServer, type ServerProcess } from './server-process.ts';
import { CRASHES, SimulatedDisk } from './simulated-disk.ts';

const makeFolder = useTemporaryFolders();
/** The lock is real, and held by an ended process, as after a crash. */
const ENDED_PID = spawnSync(process.execPath, ['--version']).pid;
const opened: Store[] = [];

/** Opens the records and the blobs of a data folder on one disk. */
async function open(files: SimulatedDisk, folder: string): Promise<BlobUser> {
  const file = join(folder, 'db.json');
  const journal = await openFileJournal({ file, collections: FILES, files, pid: ENDED_PID });
  const store = createStore({ collections: FILES, journal: journal.journal });
  opened.push(store);
  if (journal.journal.initial === undefined)
    await store.restore({ position: 0, sequences: {}, collections: { files: [] } });
  const { checkOwnership } = journal;
  return { store, blobs: createFolderBlobs({ folder: join(folder, 'blobs'), files, checkOwnership }) };
}

/** Closes the stores of the processes that count as ended. */
async function closeAll(): Promise<void> {
  await Promise.allSettled(opened.splice(0).map((store) => store.close()));
}

/** Works on a disk that may stop. Returns what was acknowledged. */
async function work(disk: SimulatedDisk, folder: string): ReturnType<typeof useBlobs> {
  try {
    return await useBlobs(await open(disk, folder));
  } catch {
    return { stored: new Set(), dropped: new Set() };
  }
}

const COMPLETE_RUN = await (async () => {
  const disk = new SimulatedDisk();
  const acknowledged = await work(disk, await makeFolder());
  await closeAll();
  return { disk, acknowledged };
})();

it('files are written, renamed and removed while records refer to them and no more', () => {
  expect([...COMPLETE_RUN.acknowledged.stored]).toEqual(['again', 'last']);
  expect(COMPLETE_RUN.disk.log.filter((step) => step.startsWith('rename to sha256-'))).toHaveLength(6);
  expect(COMPLETE_RUN.disk.log.filter((step) => step.startsWith('remove sha256-'))).toHaveLength(4);
});

it.each(CRASHES)(
  'after a crash at any step every record has its file, and a collection leaves nothing else (%s is left)',
  async (crash) => {
    const folder = await makeFolder();
    for (const kind of ['stop', 'half'] as const)
      for (let at = 1; at <= COMPLETE_RUN.disk.steps; at += 1) {
        const disk = new SimulatedDisk();
        disk.trouble = { kind, at };
        const acknowledged = await work(disk, folder);
        const after = disk.crash(crash);
        await expectComplete(await open(after, folder), acknowledged, `${kind} at ${at} (${disk.log.at(-1)})`);
        expect(after.names().filter((name) => name.endsWith('.tmp') && !name.startsWith('db.json'))).toEqual([]);
        await closeAll();
      }
  },
);

const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';

/** Sends a message with a file of its own. Returns the path of the file. */
async function upload({ url }: ServerProcess, content: string): Promise<string> {
  const body = new FormData();
  body.append('thread_uuid', THREAD);
  body.append('content', 'With a file.');
  body.append('attachments[]', new Blob([content], { type: 'text/plain' }), 'notes.txt');
  const { authorization } = HEADERS;
  const response = await fetch(`${url}/api/v1/messages`, { method: 'POST', headers: { authorization }, body });
  expect(response.status).toBe(201);
  const { data } = (await response.json()) as {
    data: { attachments: readonly { media: { original_url: string } }[] };
  };
  return new URL(data.attachments[0]?.media.original_url ?? '').pathname;
}

/** Removes the reference of a file's record. */
async function forget({ url }: ServerProcess, path: string): Promise<void> {
  const record = `${url}/__admin/state/media/${/^\/storage\/([^/]+)/.exec(path)?.[1]}`;
  await fetch(record, { method: 'PATCH', headers: HEADERS, body: '{"content":null}' });
}

it('after kill -9 during uploads every acknowledged file is sent, and the others are removed', async () => {
  const data = join(await makeFolder(), 'data');
  const files = new Map<string, string>();
  for (let round = 0; round < 3; round += 1) {
    const server = await startServer(data);
    const writing = Array.from({ length: 4 }, async (_, client) => {
      try {
        for (let number = 0; ; number += 1) {
          const content = `${round} ${client} ${number} ${'x'.repeat(number * 5000)}`;
          const path = await upload(server, content);
          if (number % 3 === 2) await forget(server, path);
          else files.set(path, content);
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        // The server was killed.
      }
    });
    // Whatever the clients are doing when there are enough files.
    await vi.waitFor(() => expect(files.size).toBeGreaterThan(9 * (round + 1)), { timeout: 60_000, interval: 10 });
    await server.end('SIGKILL');
    await Promise.all(writing);
  }
  expect(files.size).toBeGreaterThan(10);
  const server = await startServer(data);
  for (const [path, content] of files) expect(await (await fetch(`${server.url}${path}`)).text()).toBe(content);
  const { media } = await readState(server);
  const kept = new Set(media.flatMap(({ content }) => content?.$blob ?? []));
  await vi.waitFor(async () => expect((await readdir(join(data, 'blobs'))).toSorted()).toEqual([...kept].toSorted()), {
    timeout: 60_000,
    interval: 200,
  });
  for (const [path, content] of files) expect(await (await fetch(`${server.url}${path}`)).text()).toBe(content);
});

async function readState({
  url,
}: ServerProcess): Promise<{ readonly media: readonly { readonly content?: { readonly $blob: string } | null }[] }> {
  const { collections } = (await (await fetch(`${url}/__admin/state`)).json()) as {
    collections: Awaited<ReturnType<typeof readState>>;
  };
  return collections;
}
