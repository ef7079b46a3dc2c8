import { toTable } from './tables.ts';

/** The statements of a journal. Each is sent with a name, so that a connection parses it once. */
export interface Statements {
  /**
   * Appends a row if the log is at the expected position and id, and the contract is the writer's. A lock of the
   * world's row orders the writers: the one that waits for it sees the position of the one before.
   */
  readonly append: string;
  /**
   * Finds a row that an earlier attempt has appended. Writes, too: its commit is acknowledged only when everything
   * before it is as durable as an append.
   */
  readonly confirm: string;
  readonly head: string;
  /** The head, and what is needed to see whether the log still continues from a position. */
  readonly continuation: string;
  readonly rows: string;
  readonly createWorld: string;
  readonly changeContract: string;
  readonly nextEpoch: string;
  readonly setResetPoint: string;
}

/** Returns the statements for the tables of a schema. */
export function toStatements(schema: string): Statements {
  const [world, log, replica] = [toTable(schema, 'world'), toTable(schema, 'log'), toTable(schema, 'replica')];
  return {
    append: `WITH head AS (
        UPDATE ${world} SET position = position + 1, head_id = $4, log_bytes = log_bytes + octet_length($6::bytea),
          reset_state = COALESCE(reset_state, $5)
        WHERE world = $1 AND removed_at IS NULL AND position = $2 AND ($3::text IS NULL OR head_id = $3) AND contract IS NOT DISTINCT FROM $7
        RETURNING position, log_bytes
      ), added AS (
        INSERT INTO ${log} (world, position, id, state, content)
        SELECT $1, position, $4, $5, $6 FROM head
      )
      SELECT position::float8, log_bytes::float8 AS "logBytes" FROM head`,
    confirm: `WITH seen AS (
        INSERT INTO ${replica} (replica) VALUES ($4)
        ON CONFLICT (replica) DO UPDATE SET seen_at = clock_timestamp()
      )
      SELECT position::float8 FROM ${log} WHERE world = $1 AND position = $2 AND id = $3`,
    head: `SELECT ${HEAD} FROM ${world} WHERE world = $1 AND removed_at IS NULL`,
    continuation: `SELECT world.world, world.position::float8, head_id AS id, epoch, contract, reset_state AS "resetState",
        log_bytes::float8 AS "logBytes", base_position::float8 AS "basePosition", base_id AS "baseId", base_state AS "baseState",
        (SELECT id FROM ${log} log WHERE log.world = $1 AND log.position = $2) AS "idAt",
        last.position::float8 AS "statePosition", last.state AS "lastState", last.id AS "stateId"
      FROM ${world} world LEFT JOIN LATERAL (
        SELECT log.position, log.state, log.id FROM ${log} log
        WHERE log.world = $1 AND log.state IS NOT NULL AND log.position > world.base_position
        ORDER BY log.position DESC LIMIT 1
      ) last ON true
      WHERE world.world = $1 AND world.removed_at IS NULL`,
    rows: `SELECT position::float8, id, state, content FROM ${log}
      WHERE world = $1 AND position > $2 ORDER BY position LIMIT ${PAGE}`,
    createWorld: `INSERT INTO ${world} (world, contract, base_state, reset_state) VALUES ($1, $2, $3, $3)
      ON CONFLICT (world) DO NOTHING`,
    changeContract: `UPDATE ${world} SET contract = $2 WHERE world = $1`,
    nextEpoch: `UPDATE ${world} SET epoch = epoch + 1 WHERE world = $1 AND epoch = $2`,
    setResetPoint: `UPDATE ${world} SET reset_state = $2 WHERE world = $1`,
  };
}

/** The head of a world's log. */
export interface Head {
  readonly world: string;
  readonly position: number;
  readonly id: string;
  readonly epoch: number;
  readonly contract: string | null;
  readonly resetState: string | null;
  readonly logBytes: number;
}

/** The columns of a `Head`. */
export const HEAD = `world, position::float8, head_id AS id, epoch, contract, reset_state AS "resetState",
  log_bytes::float8 AS "logBytes"`;

/** The rows that are read at once. */
export const PAGE = 200;
