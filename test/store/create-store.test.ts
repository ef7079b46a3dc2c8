import { join } from 'node:path';
import { createStore } from '../../src/store/create-store.ts';
import type { Journal } from '../../src/store/journal.ts';
import { openLowdbJournal } from '../../src/store/lowdb-journal.ts';
import { createMemoryJournal } from '../../src/store/memory-journal.ts';
import type { Store } from '../../src/store/store.ts';
import { describeStore, type OpenOptions } from './store-conformance.ts';
import { useTemporaryFolders } from './temporary-folder.ts';

const makeFolder = useTemporaryFolders();

describeStore('in memory', async (options) => open(options, createMemoryJournal()));

describeStore('in a lowdb file', async (options) => {
  const journal = await openLowdbJournal({ file: join(await makeFolder(), 'db.json'), collections: options.collections, pid: process.pid });
  if (options.initial !== undefined) await journal.replace(options.initial);
  return open(options, journal);
});

function open({ collections, initial, wrap }: OpenOptions, journal: Journal): Store {
  return createStore({ collections, initial, journal: wrap === undefined ? journal : wrap(journal) });
}
