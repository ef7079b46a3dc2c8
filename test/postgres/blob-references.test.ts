import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { createFindBlobReferences } from '../../src/store/journals/postgres/find-blob-references.ts';
import { COLLECTIONS } from '../store/port/store-conformance.ts';
import { usePostgresLogs } from './postgres-logs.ts';

const { createSchema, openLog } = usePostgresLogs();

it('a state that is removed while it is read, and stored again, keeps its blobs', async () => {
  const schema = createSchema();
  const log = openLog(schema);
  await log.open({ collections: COLLECTIONS, contract: 'one' });
  const states = log.getStates();
  const $blob = `sha256-${'a'.repeat(64)}`;
  const cover = { $blob, size: 1, mediaType: 'text/plain' };
  const snapshot = { position: 0, sequences: {}, collections: { books: [{ isbn: 'a', cover }] } };
  const removeStates = async (): Promise<void> => {
    const client = new Client({ connectionString: inject('postgres') });
    await client.connect();
    await client.query(`DELETE FROM "${schema}".athena_state`);
    await client.end();
  };
  let isRemoved = true;
  const reads: string[] = [];
  const findReferences = createFindBlobReferences({
    schema,
    getDatabase: () => log.getDatabase(),
    getStates: () => ({
      read: async (reference) => {
        if (isRemoved) await removeStates();
        reads.push(reference);
        return states.read(reference);
      },
    }),
  });
  await states.save(snapshot);
  expect([...(await findReferences())]).toEqual([]);
  isRemoved = false;
  await states.save(snapshot);
  for (let round = 0; round < 2; round += 1) expect([...(await findReferences())]).toEqual([$blob]);
  expect(reads).toHaveLength(2);
  await removeStates();
  expect([...(await findReferences())]).toEqual([]);
});
