import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createStore } from '../../src/store/create-store.ts';
import type { Journal } from '../../src/store/port/journal.ts';
import { createMemoryJournal } from '../../src/store/journals/memory-journal.ts';
import { openFileJournal } from '../../src/store/journals/file/open-file-journal.ts';
import type { Store } from '../../src/store/port/store.ts';
import { describeStore, type OpenOptions } from './port/store-conformance.ts';
import { useTemporaryFolders } from './temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const opened: Journal[] = [];
afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));

describeStore('in memory', async (options) => open(options, createMemoryJournal()));
describeStore('in a file journal', (options) => openFiles(options));
describeStore('in a lowdb snapshot, folded at every write', (options) => openFiles(options, 1));

async function openFiles(options: OpenOptions, foldAt?: number): Promise<Store> {
  const file = join(await makeFolder(), 'db.json');
  const { journal } = await openFileJournal({ file, collections: options.collections, compactAt: foldAt });
  opened.push(journal);
  if (options.initial !== undefined) await journal.replace(options.initial, journal.position);
  return open(options, journal);
}

function open({ collections, initial, wrap }: OpenOptions, journal: Journal): Store {
  return createStore({ collections, initial, journal: wrap === undefined ? journal : wrap(journal) });
}
