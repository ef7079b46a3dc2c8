import { setTimeout as sleep } from 'node:timers/promises';
import { JournalUncertain } from '../../port/journal.ts';
import { UnreachableError } from './connection/connect.ts';
import { LostConnectionError, type Database } from './connection/database.ts';
import { SQL_STATES, toState } from './connection/sql-states.ts';
import type { Statements } from './statements.ts';

/** A row to append, and the head that it must follow. */
export interface Row {
  readonly world: string;
  readonly expected: number;
  /** The id of the row at the expected position; null when it is not known. */
  readonly headId: string | null;
  readonly id: string;
  /** The saved state that the row returns to. */
  readonly state: string | null;
  readonly content: Buffer;
  readonly contract: string | null;
}

/** What appending works with. */
export interface AppendDeps {
  readonly database: Pick<Database, 'query'>;
  readonly statements: Statements;
  readonly replica: string;
  /** Whether the database was reachable until now: a short interruption is then waited for. */
  readonly isHealthy: () => boolean;
}

/** The new position and the size of the log in bytes; undefined when the log is not at the expected head. */
export type Appended = { readonly position: number; readonly logBytes: number } | undefined;

/**
 * Appends a row. When the connection breaks, repeats it with the same id and position until the outcome is known.
 * Throws a JournalUncertain when that takes too long; any other error means that nothing was stored.
 */
export async function append(row: Row, deps: AppendDeps): Promise<Appended> {
  const startedAt = performance.now();
  let mayBeStored = false;
  let cause: unknown;
  for (;;) {
    const elapsed = performance.now() - startedAt;
    if (elapsed > MAX_TIME) throw toFailure(mayBeStored, cause);
    try {
      const appended = await send(row, deps);
      if (appended !== undefined || !mayBeStored) return appended;
      return await confirm(row, deps);
    } catch (error) {
      cause = error;
      if (error instanceof LostConnectionError) mayBeStored = true;
      // What becomes of a repetition says nothing about the first attempt.
      if (!mayBeStored) {
        if (!(error instanceof UnreachableError)) throw toRejection(error);
        if (!deps.isHealthy() || elapsed > MAX_WAIT) throw error;
      }
      await sleep(PAUSE);
    }
  }
}

async function send(row: Row, { database, statements }: AppendDeps): Promise<Appended> {
  const { world, expected, headId, id, state, content, contract } = row;
  const [appended] = await database.query<NonNullable<Appended>>({
    name: 'journal-append',
    text: statements.append,
    values: [world, expected, headId, id, state, content, contract],
  });
  return appended;
}

/** Returns the position of the row when an earlier attempt has stored it; undefined when another writer was first. */
async function confirm({ world, expected, id }: Row, { database, statements, replica }: AppendDeps): Promise<Appended> {
  const values = [world, expected + 1, id, replica];
  const [found] = await database.query<{ readonly position: number }>({ text: statements.confirm, values });
  return found === undefined ? undefined : { ...found, logBytes: 0 };
}

function toFailure(mayBeStored: boolean, cause: unknown): unknown {
  if (!mayBeStored) return cause;
  const message =
    'The connection to the database broke after the change was sent. It may have been stored: read the state before you try again.';
  return new JournalUncertain(message, { cause });
}

/** The code of a full disk is that of the file system, which the store knows. */
function toRejection(error: unknown): unknown {
  if (toState(error) !== SQL_STATES.diskFull) return error;
  return Object.assign(new Error('The disk of the database is full', { cause: error }), { code: 'ENOSPC' });
}

/** Milliseconds until the outcome must be known. */
const MAX_TIME = 5000;
/** Milliseconds for which an unreachable database is waited for before anything was sent. */
const MAX_WAIT = 1000;
/** Milliseconds between two attempts. */
const PAUSE = 100;
