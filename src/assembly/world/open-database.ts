import { BASELINE } from '../../kernel/sandbox-name.ts';
import { createPostgresBlobs } from '../../store/journals/postgres/postgres-blobs.ts';
import { createPostgresLog } from '../../store/journals/postgres/postgres-log.ts';
import { createPostgresSnapshotStore } from '../../store/journals/postgres/postgres-snapshot-store.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { CompleteOptions } from '../load/complete-options.ts';

/** A database that stores everything that replicas share. */
export interface SharedDatabase {
  readonly log: JournalLog;
  readonly blobs: Blobs;
  /** The snapshots of the baseline. */
  readonly snapshots: SnapshotStore;
  /** The name of this replica. */
  readonly replica: string;
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
    snapshots: createPostgresSnapshotStore({ log, schema, world: BASELINE }),
    replica: log.replica,
  };
}
