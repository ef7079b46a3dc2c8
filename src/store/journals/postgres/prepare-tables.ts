import { BootError } from '../../../kernel/boot-fault.ts';
import { LOCK_SPACE } from './compactor.ts';
import type { Database } from './connection/database.ts';
import { quoteName, TABLES_VERSION, toCreateStatements, toTable } from './tables.ts';

/**
 * Creates the schema and its tables when they are missing. Throws a BootError when another version has written them.
 * One process at a time does it.
 */
export async function prepareTables(database: Database, schema: string): Promise<void> {
  await database.transaction(async (query) => {
    await query({ text: 'SELECT pg_advisory_xact_lock($1, hashtext($2))', values: [LOCK_SPACE, schema] });
    const [existing] = await query({
      text: 'SELECT to_regclass($1) IS NOT NULL AS "hasTables", to_regnamespace($2) IS NOT NULL AS "hasSchema"',
      values: [toTable(schema, 'version'), quoteName(schema)],
    });
    if (existing?.['hasTables'] === true) {
      const [row] = await query({ text: `SELECT version FROM ${toTable(schema, 'version')}` });
      rejectOtherVersion(Number(row?.['version']), schema);
      return;
    }
    if (existing?.['hasSchema'] !== true) await query({ text: `CREATE SCHEMA ${quoteName(schema)}` });
    for (const text of toCreateStatements(schema)) await query({ text });
  }, TIMEOUT);
}

function rejectOtherVersion(version: number, schema: string): void {
  if (version === TABLES_VERSION) return;
  const message = `The tables of the schema ${schema} are of version ${version}, and this program uses version ${TABLES_VERSION}.`;
  const remedy = 'Start the version that wrote them, or pass another --journal-schema.';
  throw new BootError([{ file: '--journal-schema', pointer: '', message, remedy }]);
}

/** Milliseconds: several processes may start together. */
const TIMEOUT = 15_000;
