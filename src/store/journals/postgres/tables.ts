/** The version of the tables that this program reads and writes. */
export const TABLES_VERSION = 2;

/**
 * Returns the statements that create the tables of the current version in a schema. `athena_world` has one row for each
 * world: the head of its log, the state that the log continues from (`base`), and the state of a reset. The row of a
 * removed world stays for an hour, so that a process that has not heard of the removal does not create it again.
 */
export function toCreateStatements(schema: string): readonly string[] {
  const table = (name: string): string => toTable(schema, name);
  return [
    `CREATE TABLE ${table('version')} (version integer NOT NULL)`,
    `INSERT INTO ${table('version')} VALUES (${TABLES_VERSION})`,
    `CREATE TABLE ${table('world')} (
       world text PRIMARY KEY,
       position bigint NOT NULL DEFAULT 0,
       head_id text NOT NULL DEFAULT '',
       epoch integer NOT NULL DEFAULT 1,
       contract text,
       base_position bigint NOT NULL DEFAULT 0,
       base_id text NOT NULL DEFAULT '',
       base_state text,
       reset_state text,
       log_bytes bigint NOT NULL DEFAULT 0,
       removed_at timestamptz
     )`,
    `CREATE INDEX ON ${table('world')} (removed_at) WHERE removed_at IS NOT NULL`,
    // One row for each append. 'state' is the saved state that the row returns to; such a row has no content.
    `CREATE TABLE ${table('log')} (
       world text NOT NULL,
       position bigint NOT NULL,
       id text NOT NULL,
       state text,
       content bytea NOT NULL,
       written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       PRIMARY KEY (world, position)
     )`,
    `CREATE INDEX ON ${table('log')} (world, position) WHERE state IS NOT NULL`,
    ...toContentStatements(schema),
    `CREATE TABLE ${table('replica')} (
       replica text PRIMARY KEY,
       contract text,
       position bigint NOT NULL DEFAULT 0,
       url text,
       seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
     )`,
  ];
}

/** Complete states and blobs by their digests, the states as gzip. */
function toContentStatements(schema: string): readonly string[] {
  const table = (name: string): string => toTable(schema, name);
  return [
    `CREATE TABLE ${table('state')} (
       reference text PRIMARY KEY,
       content bytea NOT NULL,
       used_at timestamptz NOT NULL DEFAULT clock_timestamp()
     )`,
    `ALTER TABLE ${table('state')} ALTER COLUMN content SET STORAGE EXTERNAL`,
    `CREATE TABLE ${table('blob')} (
       reference text PRIMARY KEY,
       content bytea NOT NULL,
       used_at timestamptz NOT NULL DEFAULT clock_timestamp()
     )`,
    `ALTER TABLE ${table('blob')} ALTER COLUMN content SET STORAGE EXTERNAL`,
  ];
}

/** Returns the quoted name of a table. */
export function toTable(schema: string, name: string): string {
  return `${quoteName(schema)}.athena_${name}`;
}

/** Quotes a name for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
