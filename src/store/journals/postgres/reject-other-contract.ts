import { BootError } from '../../../kernel/boot-fault.ts';
import type { Database } from './connection/database.ts';
import type { Head } from './statements.ts';
import { ALIVE_SECONDS } from './presence.ts';
import { toTable } from './tables.ts';

/** What decides whether a log of another contract may be opened. */
export interface ContractContext {
  readonly database: Database;
  readonly schema: string;
  readonly replica: string;
  /** The contract that is served. */
  readonly contract: string | undefined;
  readonly takesOver?: boolean;
}

/**
 * Throws a BootError when the log has another contract and other processes serve it: taking it over would stop them
 * from writing. A log that no other process serves is taken over, once its records have been checked.
 */
export async function rejectOtherContract(head: Head, context: ContractContext): Promise<void> {
  const { database, schema, replica, contract, takesOver = false } = context;
  if (contract === undefined || head.contract === contract || head.position === 0 || takesOver) return;
  const [row] = await database.query<{ readonly count: number }>({
    text: `SELECT count(*)::integer AS count FROM ${toTable(schema, 'replica')}
      WHERE replica <> $1 AND contract = $2 AND seen_at > clock_timestamp() - interval '${ALIVE_SECONDS} seconds'`,
    values: [replica, head.contract],
  });
  if (row === undefined || row.count === 0) return;
  const message = `Its log has another contract, which ${row.count} other ${row.count === 1 ? 'replica serves' : 'replicas serve'}.`;
  const remedy =
    'Start with the same contract, stop the others first, or pass --migrate to take the log over: the others then leave rotation until they are restarted.';
  throw new BootError([{ file: '--journal', pointer: '', message, remedy }]);
}
