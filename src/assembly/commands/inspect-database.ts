import { BootError } from '../../kernel/boot-fault.ts';
import type { Finding } from '../../kernel/finding.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { Database } from '../../store/journals/postgres/connection/database.ts';
import { parseTarget, type Environment } from '../../store/journals/postgres/connection/target.ts';

/** Finds out whether the primary of a database accepts statements. Changes nothing. */
export async function inspectDatabase(url: string, environment: Environment): Promise<Finding> {
  try {
    const target = parseTarget(url, environment);
    const database = new Database({ target, isDurable: true });
    try {
      const [row] = await database.query({ text: 'SHOW server_version' }, TIMEOUT);
      return { status: 'ok', message: `PostgreSQL ${String(row?.['server_version'])} at ${target.name} responds.` };
    } finally {
      await database.close();
    }
  } catch (error) {
    const [fault] = error instanceof BootError ? error.faults : [];
    return {
      status: 'fault',
      message: fault === undefined ? `The database does not respond: ${toClause(error)}.` : fault.message,
      remedy:
        fault?.remedy ??
        'Start PostgreSQL, or correct --journal. PGPASSWORD, PGSSLMODE and the other variables of libpq apply.',
    };
  }
}

/** Milliseconds. */
const TIMEOUT = 5000;
