import type { Database } from './connection/database.ts';
import type { StoredStates } from './stored-states.ts';
import { toTable } from './tables.ts';

/** Dependencies of `removeWorld`. */
export interface RemoveWorldDeps {
  readonly database: Database;
  readonly states: StoredStates;
  readonly schema: string;
}

/**
 * Removes a world with its log. Its row stays for an hour: a process that does not know of the removal neither writes
 * to the world nor creates it again. The states that only this world used are removed later.
 */
export async function removeWorld(world: string, { database, states, schema }: RemoveWorldDeps): Promise<void> {
  const [worlds, log] = [toTable(schema, 'world'), toTable(schema, 'log')];
  await database.transaction(async (query) => {
    // Waits for an append in progress: its row is then seen by the next statement.
    await query({
      text: `INSERT INTO ${worlds} (world, removed_at) VALUES ($1, clock_timestamp())
        ON CONFLICT (world) DO UPDATE SET removed_at = clock_timestamp(), base_state = NULL, reset_state = NULL`,
      values: [world],
    });
    await query({ text: `DELETE FROM ${log} WHERE world = $1`, values: [world] });
    await query({ text: `DELETE FROM ${worlds} WHERE removed_at < clock_timestamp() - interval '1 hour'` });
  });
  void states.tidy();
}
