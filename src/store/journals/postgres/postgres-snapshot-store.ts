import type { SnapshotLabel, SnapshotStore } from '../../port/snapshot-store.ts';
import { StoreError, toWriteFailure } from '../../port/store-error.ts';
import { toReason } from '../../../kernel/text/to-reason.ts';
import type { PostgresLog } from './postgres-log.ts';
import { toTable } from './tables.ts';

/** The log that stores the snapshots of one of its worlds. */
export interface PostgresSnapshotStoreOptions {
  readonly log: Pick<PostgresLog, 'getDatabase' | 'getStates'>;
  readonly schema: string;
  readonly world: string;
}

/** Creates a snapshot store whose snapshots all processes of a log share. Equal states are stored once. */
export function createPostgresSnapshotStore({ log, schema, world }: PostgresSnapshotStoreOptions): SnapshotStore {
  const table = toTable(schema, 'snapshot');
  const query = async (text: string, ...values: readonly string[]): Promise<readonly SnapshotRow[]> =>
    log.getDatabase().query<SnapshotRow>({ text, values: [world, ...values] });
  return {
    list: async () => {
      const rows = await query(`SELECT label, state FROM ${table} WHERE world = $1`).catch(rejectRead);
      return rows.map(toLabel).toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    find: async (name) => {
      const [row] = await query(`SELECT label, state FROM ${table} WHERE world = $1 AND name = $2`, name).catch(
        rejectRead,
      );
      if (row === undefined) return undefined;
      const snapshot = await log.getStates().read(row.state).catch(rejectRead);
      if (snapshot === undefined)
        throw new StoreError('UNREADABLE', 'Failed to read the snapshot: its state is missing.');
      return { label: toLabel(row), checkpoint: { position: snapshot.position, snapshot: () => snapshot } };
    },
    save: async ({ label, checkpoint }) => {
      const state = await log.getStates().save(checkpoint.snapshot()).catch(rejectWrite);
      const text = `INSERT INTO ${table} (world, name, label, state) VALUES ($1, $2, $3, $4)
        ON CONFLICT (world, name) DO UPDATE SET label = $3, state = $4`;
      await query(text, label.name, JSON.stringify(label), state).catch(rejectWrite);
    },
    remove: async (name) => {
      const text = `DELETE FROM ${table} WHERE world = $1 AND name = $2 RETURNING label, state`;
      return (await query(text, name).catch(rejectWrite)).length > 0;
    },
  };
}

interface SnapshotRow {
  readonly label: string;
  readonly state: string;
}

function toLabel({ label }: SnapshotRow): SnapshotLabel {
  return JSON.parse(label) as SnapshotLabel;
}

function rejectWrite(cause: unknown): never {
  throw toWriteFailure(cause, 'the snapshot');
}

function rejectRead(cause: unknown): never {
  throw new StoreError('READ_FAILED', `Failed to read the snapshots: ${toReason(cause)}.`, { cause });
}
