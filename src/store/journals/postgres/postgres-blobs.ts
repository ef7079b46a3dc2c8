import { sha256 } from '../../../kernel/random/digest.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import { createBlobs, type BlobDraft } from '../../blobs/create-blobs.ts';
import type { Blobs } from '../../port/blobs.ts';
import { StoreError, toWriteFailure } from '../../port/store-error.ts';
import type { Database } from './connection/database.ts';
import { toTable } from './tables.ts';

/** Options of blobs in PostgreSQL. */
export interface PostgresBlobsOptions {
  readonly getDatabase: () => Pick<Database, 'query'>;
  readonly schema: string;
  /**
   * The seconds for which a blob is kept after any process has stored or used it: the collector of one process does not
   * know the records that another is about to commit. Defaults to an hour.
   */
  readonly keptFor?: number;
}

/** Creates blobs that all processes of a log share, in `athena_blob`. */
export function createPostgresBlobs({ getDatabase, schema, keptFor = HOUR }: PostgresBlobsOptions): Blobs {
  const table = toTable(schema, 'blob');
  const query = async <Row extends object>(text: string, ...values: readonly unknown[]): Promise<readonly Row[]> =>
    getDatabase().query<Row>({ text, values }, TIMEOUT);
  const isUnused = `used_at <= clock_timestamp() - make_interval(secs => ${keptFor})`;
  return createBlobs({
    list: async () => {
      const rows = await query<{ readonly reference: string }>(`SELECT reference FROM ${table} ORDER BY 1`).catch(
        rejectRead,
      );
      return rows.map(({ reference }) => reference);
    },
    read: async (reference) => {
      const text = `SELECT content FROM ${table} WHERE reference = $1`;
      const [row] = await query<{ readonly content: Buffer }>(text, reference).catch(rejectRead);
      if (row === undefined) return undefined;
      if (`sha256-${sha256(row.content)}` !== reference)
        throw new StoreError('UNREADABLE', `Failed to read the blob ${reference}: its content is damaged.`);
      return new Uint8Array(row.content);
    },
    has: async (reference) =>
      (await query(`SELECT FROM ${table} WHERE reference = $1`, reference).catch(rejectRead)).length > 0,
    remove: async (reference) => {
      await query(`DELETE FROM ${table} WHERE reference = $1 AND ${isUnused}`, reference).catch(rejectWrite);
    },
    keep: async (references) => {
      const text = `UPDATE ${table} SET used_at = clock_timestamp() WHERE reference = ANY($1)`;
      await query(text, [...references]).catch(rejectWrite);
    },
    removeLeftovers: async () => {},
    createDraft: async () =>
      createDraft(async (reference, content) => {
        const text = `INSERT INTO ${table} (reference, content) VALUES ($1, $2)
          ON CONFLICT (reference) DO UPDATE SET content = $2, used_at = clock_timestamp()`;
        await query(text, reference, content).catch(rejectWrite);
      }),
  });
}

function createDraft(store: (reference: string, content: Buffer) => Promise<void>): BlobDraft {
  const chunks: Uint8Array[] = [];
  return {
    // Copied: the caller may use its buffer again.
    write: async (bytes) => void chunks.push(bytes.slice()),
    publish: (reference) => store(reference, Buffer.concat(chunks)),
    discard: async () => {},
  };
}

function rejectRead(cause: unknown): never {
  throw new StoreError('READ_FAILED', `Failed to read the blobs: ${toClause(cause)}.`, { cause });
}

function rejectWrite(cause: unknown): never {
  throw toWriteFailure(cause, 'the blob');
}

const HOUR = 3600;
/** Milliseconds: a blob may be large. */
const TIMEOUT = 30_000;
