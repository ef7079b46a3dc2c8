import { createFindBlobReferences } from '../../store/journals/postgres/find-blob-references.ts';
import { createPostgresBlobs } from '../../store/journals/postgres/postgres-blobs.ts';
import { createPostgresLog } from '../../store/journals/postgres/postgres-log.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { CompleteOptions } from '../load/complete-options.ts';

/** A database that stores everything that replicas share. */
export interface SharedDatabase {
  readonly log: JournalLog;
  readonly blobs: Blobs;
  /** Returns the references to blobs of all worlds, loaded or not, and of their snapshots and reset points. */
  readonly findBlobReferences: () => Promise<ReadonlySet<string>>;
}

/** Options of the database. */
export type DatabaseConfig = Pick<CompleteOptions, 'journal' | 'journalSchema' | 'durability' | 'migrate' | 'logger'>;

/** Returns the access to the database of `--journal`; undefined without one. Connects when the log is opened. */
export function openDatabase(config: DatabaseConfig): SharedDatabase | undefined {
  const { journal: url, journalSchema: schema, durability, migrate: takesOver, logger } = config;
  if (url === undefined) return undefined;
  const isDurable = durability === 'sync';
  // eslint-disable-next-line no-restricted-globals, node/no-process-env -- libpq's variables apply to every program.
  const environment = process.env;
  const log = createPostgresLog({ url, schema, environment, isDurable, takesOver, logger });
  return {
    log,
    blobs: createPostgresBlobs({ getDatabase: log.getDatabase, schema }),
    findBlobReferences: createFindBlobReferences({ getDatabase: log.getDatabase, getStates: log.getStates, schema }),
  };
}
