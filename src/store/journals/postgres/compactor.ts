import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../../kernel/logger.ts';
import { toClause } from '../../../kernel/text/to-reason.ts';
import type { JournalState } from '../../port/journal.ts';
import type { Database, Statement } from './connection/database.ts';
import type { StoredStates } from './stored-states.ts';
import { toTable } from './tables.ts';

/** The state of a store, and the id of the last row that it has applied. */
export interface CompactableState extends JournalState {
  readonly id: string;
}

/** Returns the state of the store; undefined while it is applying a row. */
type ReadCompactable = () => CompactableState | undefined;

/** Options of a compactor. */
export interface CompactorOptions {
  readonly database: Database;
  readonly states: StoredStates;
  readonly schema: string;
  readonly world: string;
  readonly logger: Logger;
  /** The size of a log at which it is compacted, in bytes. */
  readonly compactAt: number;
}

/**
 * Compacts the log of a world: stores the current state, from which the log then continues, and removes the rows before
 * it. Whichever process sees that the log is large does it; an advisory lock keeps the others from doing it, too.
 */
export class Compactor {
  readonly #options: CompactorOptions;
  #readState: ReadCompactable | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;
  /** The machine's time before which no compaction is tried again. */
  #pausedUntil = 0;

  constructor(options: CompactorOptions) {
    this.#options = options;
  }

  setStateSource(readState: ReadCompactable): void {
    this.#readState = readState;
  }

  /** Starts a compaction when the log has become large. */
  afterWrite(logBytes: number): void {
    if (logBytes < this.#options.compactAt || this.#running !== undefined || this.#isStopped) return;
    if (performance.now() < this.#pausedUntil) return;
    this.#running = this.compact()
      .catch((error: unknown) => this.#report(error))
      .finally(() => {
        this.#running = undefined;
        this.#pausedUntil = performance.now() + PAUSE;
      });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  /** Compacts the log now. Does nothing while another process does it. */
  async compact(): Promise<void> {
    // Wait one turn: the store applies the last entry only after its append has resolved.
    await nextTurn();
    const { database, states } = this.#options;
    await database.transaction(async (query) => {
      const text = 'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS "isTaken"';
      const [lock] = await query({ text, values: [LOCK_SPACE, this.#lockName] });
      const state = lock?.['isTaken'] === true ? this.#readState?.() : undefined;
      if (state === undefined) return;
      const reference = await states.save(state.snapshot);
      for (const statement of this.#toStatements(state, reference)) await query(statement);
    }, TIMEOUT);
    await states.removeUnused();
  }

  get #lockName(): string {
    return `${this.#options.schema}/${this.#options.world}`;
  }

  /**
   * Keeps the latest rows, so that a process that is a little behind need not load the state again. Does nothing when
   * the log went back meanwhile: the row at that position then has another id.
   */
  #toStatements({ position, id }: CompactableState, reference: string): readonly Statement[] {
    const { schema, world } = this.#options;
    const [worlds, log] = [toTable(schema, 'world'), toTable(schema, 'log')];
    return [
      {
        text: `UPDATE ${worlds} world SET base_position = $2, base_id = log.id, base_state = $3,
            log_bytes = (SELECT COALESCE(sum(octet_length(content)), 0) FROM ${log} WHERE world = $1 AND position > $2)
          FROM ${log} log
          WHERE world.world = $1 AND world.base_position < $2 AND log.world = $1 AND log.position = $2 AND log.id = $4`,
        values: [world, position, reference, id],
      },
      {
        text: `DELETE FROM ${log} WHERE world = $1
          AND position <= (SELECT LEAST(base_position, $2) FROM ${worlds} WHERE world = $1) - ${TAIL}`,
        values: [world, position],
      },
    ];
  }

  #report(error: unknown): void {
    const { logger, world } = this.#options;
    logger.warn(
      { world, error },
      `Failed to compact the log of ${world}: ${toClause(error)}. Nothing is lost: the log continues.`,
    );
  }
}

/** The number of rows before the base that are kept. */
const TAIL = 1000;
/** Milliseconds. */
const TIMEOUT = 60_000;
const PAUSE = 5000;
/** The first key of our advisory locks. */
export const LOCK_SPACE = 0x417468;
