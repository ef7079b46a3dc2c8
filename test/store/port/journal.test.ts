import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../../src/store/create-store.ts';
import type { Journal } from '../../../src/store/port/journal.ts';
import { openFileJournal } from '../../../src/store/journals/file/open-file-journal.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import { describeJournal, readAll } from './journal-conformance.ts';
import { describeSharedLog } from './shared-log-conformance.ts';
import { COLLECTIONS, describeStore, LIBRARY } from './store-conformance.ts';
import { useTemporaryFolders } from '../temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const opened: Journal[] = [];
afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));

describeJournal('in files', async () => {
  const { journal } = await openFileJournal({ file: join(await makeFolder(), 'db.json'), collections: COLLECTIONS });
  opened.push(journal);
  return journal;
});
describeJournal('in a shared log', () => createSharedLog().open({ collections: COLLECTIONS }));
describeSharedLog('in memory', async () => {
  const log = createSharedLog({ maxRecords: 8 });
  return async () => log;
});

describeStore('on a shared log', async ({ collections, initial, wrap }) => {
  const journal = await createSharedLog({ maxRecords: 4 }).open({ collections });
  if (initial !== undefined) await journal.replace(initial, 0);
  return createStore({ collections, initial, journal: wrap === undefined ? journal : wrap(journal) });
});

describe('a store on a shared log', () => {
  it('reads the state when the log no longer has the records that it missed', async () => {
    const log = createSharedLog({ maxRecords: 3 });
    const journal = await log.open({ collections: COLLECTIONS });
    const start = await journal.replace(LIBRARY, 0);
    const store = createStore({ collections: COLLECTIONS, journal, initial: LIBRARY });
    for (let id = 10; id < 20; id += 1) await store.transaction((each) => each.insert('shelves', { id }));
    const { records, position } = await readAll(await log.open({ collections: COLLECTIONS }), start);
    expect(records[0]).toMatchObject({ kind: 'state' });
    expect([position, records.length < 6]).toEqual([11, true]);
  });
});
