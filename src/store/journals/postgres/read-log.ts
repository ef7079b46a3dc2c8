import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { ReportProgress } from '../../../kernel/report-progress.ts';
import {
  WorldRemovedError,
  type JournalEntry,
  type JournalRecord,
  type JournalState,
  type JournalTail,
} from '../../port/journal.ts';
import { applyRecord, createState, toSnapshot, type State } from '../../state/state.ts';
import type { CollectionSpec, StoreSnapshot } from '../../port/store.ts';
import { UnreachableError } from './connection/connect.ts';
import { LostConnectionError, type Database } from './connection/database.ts';
import { PAGE, type Head, type Statements } from './statements.ts';
import type { StoredStates } from './stored-states.ts';

/** What reading works with. */
export interface ReadDeps {
  readonly database: Database;
  readonly statements: Statements;
  readonly states: StoredStates;
  readonly world: string;
  /** Is told how many of the records after the latest saved state are read. */
  readonly onProgress?: ReportProgress | undefined;
}

/** A position of the log, and the id of its row; undefined when the id is not known. */
export interface LogPoint {
  readonly position: number;
  readonly id: string | undefined;
}

/** Records that follow each other, and the point after them. */
export interface LogPart extends JournalTail {
  readonly id: string;
}

/** The log has been compacted while it was read. */
class GapError extends Error {}

/**
 * How the log continues from a point, its head, and the state to begin with when it does not continue: it was compacted
 * beyond the point, or went back to before it.
 */
export interface Continuation extends Head {
  readonly kind: 'continues' | 'compacted' | 'went-back';
  /** The latest position at which the log returns to a saved state, the id of its row, and the state. */
  readonly start: { readonly position: number; readonly id: string; readonly state: string | undefined };
}

/** Reads whether the log continues from a point. Throws a WorldRemovedError when there is none any more. */
export async function readContinuation(
  { position, id }: LogPoint,
  { database, statements, world }: ReadDeps,
): Promise<Continuation> {
  const [row] = await database.query<ContinuationRow>({
    name: 'journal-continuation',
    text: statements.continuation,
    values: [world, position],
  });
  if (row === undefined) throw new WorldRemovedError(world);
  const idAt = row.idAt ?? (position === row.basePosition ? row.baseId : undefined);
  const isLost = position > row.position || (idAt !== undefined && id !== undefined && id !== idAt);
  const kind = isLost ? 'went-back' : idAt === undefined ? 'compacted' : 'continues';
  const start =
    row.statePosition === null
      ? { position: row.basePosition, id: row.baseId, state: row.baseState ?? undefined }
      : { position: row.statePosition, id: row.stateId ?? '', state: row.lastState ?? undefined };
  return { ...row, kind, start };
}

interface ContinuationRow extends Head {
  readonly basePosition: number;
  readonly baseId: string;
  readonly baseState: string | null;
  readonly idAt: string | null;
  readonly statePosition: number | null;
  readonly stateId: string | null;
  readonly lastState: string | null;
}

/** Yields the rows after a position, in parts. */
export async function* readRows(after: number, deps: ReadDeps): AsyncGenerator<LogPart> {
  for (let position = after; ;) {
    const rows = await repeat(() => readPage(position, deps));
    for (const [index, row] of rows.entries()) if (row.position !== position + index + 1) throw new GapError();
    const last = rows.at(-1);
    if (last === undefined) return;
    position = last.position;
    yield { records: rows.flatMap(toRecords), position, id: last.id };
    if (rows.length < PAGE) return;
  }
}

/**
 * Yields the state from which the log continues at present, and everything after it, as one part: readers must not see
 * an older state in between.
 */
export async function* readAnew({ start }: Continuation, deps: ReadDeps): AsyncGenerator<LogPart> {
  const snapshot = start.state === undefined ? EMPTY : await readState(start.state, deps);
  const part: { records: JournalRecord[]; position: number; id: string } = {
    records: [{ kind: 'state', snapshot }],
    position: start.position,
    id: start.id,
  };
  for await (const { records, position, id } of readRows(start.position, deps)) {
    for (const record of records) part.records.push(record);
    [part.position, part.id] = [position, id];
  }
  yield part;
}

/** A state of a log, and its point. */
export interface OpenedState extends JournalState {
  readonly id: string;
}

/** Reads the latest state of a log; undefined when it is empty. Begins again when the log is compacted meanwhile. */
export async function readLatest(
  collections: readonly CollectionSpec[],
  deps: ReadDeps,
): Promise<OpenedState | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryReadLatest(collections, deps);
    } catch (error) {
      if (!(error instanceof GapError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function tryReadLatest(collections: readonly CollectionSpec[], deps: ReadDeps): Promise<OpenedState | undefined> {
  const { position, start } = await readContinuation({ position: 0, id: undefined }, deps);
  if (position === 0) return undefined;
  const snapshot = start.state === undefined ? EMPTY : await readState(start.state, deps);
  let [latest, id, state]: [number, string, State | undefined] = [start.position, start.id, undefined];
  for await (const part of readRows(start.position, deps)) {
    state ??= createState(collections, snapshot);
    const saved = await readSaved(part.records, collections, deps);
    for (const record of part.records) state = applyRecord(state, record, saved);
    [latest, id] = [part.position, part.id];
    deps.onProgress?.(latest - start.position, position - start.position);
  }
  return state === undefined
    ? { position: latest, id, snapshot, reference: start.state }
    : { position: latest, id, snapshot: toSnapshot(state) };
}

/** Reads the states that another process has returned to since the start was found. */
async function readSaved(
  records: readonly JournalRecord[],
  collections: readonly CollectionSpec[],
  deps: ReadDeps,
): Promise<ReadonlyMap<string, State>> {
  const saved = new Map<string, State>();
  for (const record of records)
    if (record.kind === 'rewind') saved.set(record.to, createState(collections, await readState(record.to, deps)));
  return saved;
}

async function readState(reference: string, { states }: ReadDeps): Promise<StoreSnapshot> {
  const snapshot = await states.read(reference);
  if (snapshot === undefined) throw new Error(`The database does not have the state ${reference}`);
  return snapshot;
}

async function readPage(after: number, { database, statements, world }: ReadDeps): Promise<readonly RowOfLog[]> {
  return database.query<RowOfLog>({ name: 'journal-rows', text: statements.rows, values: [world, after] });
}

interface RowOfLog {
  readonly position: number;
  readonly id: string;
  readonly state: string | null;
  readonly content: Buffer;
}

function toRecords({ state, content }: RowOfLog): readonly JournalRecord[] {
  if (state !== null) return [{ kind: 'rewind', to: state }];
  const entries = JSON.parse(content.toString()) as readonly (JsonValue & JournalEntry)[];
  return entries.map((entry) => ({ kind: 'entry', entry }));
}

/** Repeats a read whose connection failed. */
export async function repeat<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const isPassing = error instanceof UnreachableError || error instanceof LostConnectionError;
      if (!isPassing || attempt === MAX_ATTEMPTS) throw error;
      await sleep(PAUSE);
    }
  }
}

const EMPTY: StoreSnapshot = { position: 0, sequences: {}, collections: {} };
const MAX_ATTEMPTS = 3;
/** Milliseconds. */
const PAUSE = 200;
