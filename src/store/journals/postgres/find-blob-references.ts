import { findBlobReferences } from '../../port/blobs.ts';
import type { Database } from './connection/database.ts';
import type { StoredStates } from './stored-states.ts';
import { toTable } from './tables.ts';

/** Where references are looked for. */
export interface BlobReferenceDeps {
  readonly getDatabase: () => Database;
  readonly getStates: () => Pick<StoredStates, 'read'>;
  readonly schema: string;
}

/**
 * Returns a function that finds the references to blobs of all worlds in the database: in the records of their logs,
 * and in their stored states. A stored state never changes, so each is read once.
 */
export function createFindBlobReferences(deps: BlobReferenceDeps): () => Promise<ReadonlySet<string>> {
  let known: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  return async () => {
    const found = new Set(await findInLogs(deps));
    const read = new Map<string, ReadonlySet<string>>();
    for (const state of await listStates(deps)) {
      const references = known.get(state) ?? (await findInState(state, deps));
      // Removed since it was listed. The same state may be stored again.
      if (references === undefined) continue;
      read.set(state, references);
      for (const reference of references) found.add(reference);
    }
    known = read;
    return found;
  };
}

async function findInLogs({ getDatabase, schema }: BlobReferenceDeps): Promise<readonly string[]> {
  const text = `SELECT DISTINCT (regexp_matches(convert_from(content, 'UTF8'), 'sha256-[0-9a-f]{64}', 'g'))[1] AS reference
    FROM ${toTable(schema, 'log')} WHERE position('\\x22${BLOB_KEY}22'::bytea IN content) > 0`;
  const rows = await getDatabase().query<{ readonly reference: string }>({ text }, TIMEOUT);
  return rows.map(({ reference }) => reference);
}

async function listStates({ getDatabase, schema }: BlobReferenceDeps): Promise<readonly string[]> {
  const text = `SELECT reference FROM ${toTable(schema, 'state')}`;
  const rows = await getDatabase().query<{ readonly reference: string }>({ text }, TIMEOUT);
  return rows.map(({ reference }) => reference);
}

/** Returns the references of a state; undefined when there is no such state. */
async function findInState(
  reference: string,
  { getStates }: BlobReferenceDeps,
): Promise<ReadonlySet<string> | undefined> {
  const snapshot = await getStates().read(reference);
  return snapshot === undefined ? undefined : findBlobReferences(snapshot);
}

/** `$blob` in hexadecimal digits, as it stands in the bytes of a record. */
const BLOB_KEY = Buffer.from('$blob').toString('hex');
/** Milliseconds. */
const TIMEOUT = 60_000;
