import type { JsonObject } from '../../kernel/json/json.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { RuleDeps } from '../rule/behaviour.ts';

/**
 * The collection of scheduled work. As part of the state it is persisted by the journal, saved in snapshots, and found
 * again after a restart. No timer holds any of it. It is hidden: no contract declares it.
 */
export const SCHEDULED_WORK: CollectionSpec = { name: 'scheduled_work', key: 'id', indexes: ['owner'] };

/** Work to run at a time of its world's clock. */
export interface Work {
  /** Selects the platform's handler. */
  readonly kind: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly due: number;
  readonly payload: JsonObject;
  /** The record that it belongs to (`workflow_executions/<uuid>`). All work of an owner can be cancelled together. */
  readonly owner?: string;
}

/** Scheduled work with its number. */
export interface ScheduledWork extends Work {
  readonly id: number;
}

/** Prepares the handler of one kind of work at boot. */
export type PrepareWork = (deps: RuleDeps) => RunWork;

/**
 * Runs one piece of work in two steps: first whatever has to be awaited, then the returned function in one transaction.
 * The transaction does not run if the work was cancelled meanwhile.
 */
export type RunWork = (payload: JsonObject, context: WorkContext) => Promise<(transaction: Transaction) => void>;

/** What work is run with. */
export interface WorkContext {
  readonly world: World;
  /** The time at which the work was due, for the timestamps that it writes. */
  readonly now: number;
  /** Aborted when the simulator closes. Work that has not ended by then is run again after a restart. */
  readonly signal: AbortSignal;
}

/** Schedules work and returns its number. Work that is due at the same time runs in the order of the numbers. */
export function schedule(transaction: Transaction, work: Work): number {
  const id = transaction.next(SCHEDULED_WORK.name);
  transaction.insert(SCHEDULED_WORK.name, toRecord(work, id));
  return id;
}

/** Returns the record of scheduled work with a number. */
export function toRecord({ kind, due, payload, owner }: Work, id: number): StoredRecord {
  return { id, kind, due: Math.ceil(due), payload, owner: owner ?? null };
}

/** Cancels the work of an owner: all of it, or the records that match. */
export function cancelWork(
  transaction: Transaction,
  owner: string,
  matches: (record: StoredRecord) => boolean = () => true,
): void {
  for (const record of transaction.find(SCHEDULED_WORK.name, 'owner', owner).filter(matches))
    transaction.delete(SCHEDULED_WORK.name, Number(record['id']));
}

/**
 * Returns the work that is due first, or undefined if none is scheduled. Work that `isExcluded` is left out.
 */
export function findNextWork(
  reader: StoreReader,
  isExcluded?: (record: StoredRecord) => boolean,
): ScheduledWork | undefined {
  let next: StoredRecord | undefined;
  for (const record of reader.all(SCHEDULED_WORK.name)) {
    if (next !== undefined && !isBefore(record, next)) continue;
    if (isExcluded?.(record) !== true) next = record;
  }
  return next === undefined ? undefined : toWork(next);
}

/**
 * Returns whether a stored record is this work, by everything in it: after a reset, by whichever process, other work
 * can have its number.
 */
export function isSameWork(work: ScheduledWork, record: StoredRecord | undefined): boolean {
  return (
    record !== undefined &&
    work.id === record['id'] &&
    (work.owner ?? null) === (record['owner'] ?? null) &&
    work.kind === record['kind'] &&
    work.due === record['due'] &&
    (work.payload === record['payload'] || JSON.stringify(work.payload) === JSON.stringify(record['payload']))
  );
}

function isBefore(left: StoredRecord, right: StoredRecord): boolean {
  return (
    Number(left['due']) - Number(right['due']) < 0 ||
    (left['due'] === right['due'] && Number(left['id']) < Number(right['id']))
  );
}

function toWork({ id, kind, due, payload, owner }: StoredRecord): ScheduledWork {
  const common = { id: Number(id), kind: String(kind), due: Number(due), payload: payload as JsonObject };
  return typeof owner === 'string' ? { ...common, owner } : common;
}
