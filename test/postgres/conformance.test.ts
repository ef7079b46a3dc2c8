import { createStore } from '../../src/store/create-store.ts';
import { createPostgresBlobs } from '../../src/store/journals/postgres/postgres-blobs.ts';
import { describeBlobs } from '../store/port/blobs-conformance.ts';
import { describeJournal } from '../store/port/journal-conformance.ts';
import { describeSharedLog } from '../store/port/shared-log-conformance.ts';
import { COLLECTIONS, describeStore } from '../store/port/store-conformance.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { createSchema, openLog } = usePostgresLogs();

describeJournal('in PostgreSQL', () => openLog(createSchema()).open({ collections: COLLECTIONS }));

describeSharedLog('in PostgreSQL', async () => {
  const schema = createSchema();
  return async () => openLog(schema);
});

describeStore('in PostgreSQL', async ({ collections, initial, wrap }) => {
  const journal = await openLog(createSchema()).open({ collections });
  const position = initial === undefined ? 0 : await journal.replace(initial, 0);
  return createStore({ collections, initial, position, journal: wrap === undefined ? journal : wrap(journal) });
});

describeBlobs('in PostgreSQL', async () => {
  const schema = createSchema();
  const log = openLog(schema);
  await log.open({ collections: COLLECTIONS });
  return createPostgresBlobs({ getDatabase: log.getDatabase, schema, keptFor: 0 });
});
