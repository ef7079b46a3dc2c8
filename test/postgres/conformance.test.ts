import { expect, it } from 'vitest';
import type { ReportProgress } from '../../src/kernel/report-progress.ts';
import { createStore } from '../../src/store/create-store.ts';
import { createPostgresBlobs } from '../../src/store/journals/postgres/postgres-blobs.ts';
import { describeBlobs, toBytes } from '../store/port/blobs-conformance.ts';
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

it('the blobs of a replica are kept while another collects, which does not know them', async () => {
  const schema = createSchema();
  const open = async (keptFor?: number) => {
    const log = openLog(schema);
    await log.open({ collections: COLLECTIONS });
    return createPostgresBlobs({ getDatabase: log.getDatabase, schema, ...(keptFor === undefined ? {} : { keptFor }) });
  };
  const [left, right] = [await open(), await open()];
  const { reference, release } = await left.put(toBytes('abc'));
  release();
  await right.collect(async () => new Set());
  expect(await right.has(reference)).toBe(true);
  await (await open(0)).collect(async () => new Set());
  expect(await left.has(reference)).toBe(false);
});

it('a log that is opened reports how many of its records are read', async () => {
  const schema = createSchema();
  const store = createStore({
    collections: COLLECTIONS,
    journal: await openLog(schema).open({ collections: COLLECTIONS }),
  });
  for (const isbn of ['a', 'b', 'c']) await store.transaction((each) => each.insert('books', { isbn }));
  const reports: Parameters<ReportProgress>[] = [];
  const onProgress = (...report: Parameters<ReportProgress>): void => void reports.push(report);
  await openLog(schema).open({ collections: COLLECTIONS, onProgress });
  expect(reports).toEqual([[3, 3]]);
});
