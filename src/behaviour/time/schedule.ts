import type { JsonObject } from '../../kernel/json/json.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { RuleDeps } from '../rule/behaviour.ts';

/**
 * Work for later, as records: it is part of the state, kept by the journal, saved in snapshots, and found again after a
 * restart. No timer holds any of it. Hidden: no contract declares it.
 */
export const SCHEDULED_WORK: CollectionSpec = { name: 'scheduled_work', key: 'id', indexes: ['owner'] };

/** Something that is to happen at a time of its world. */
export interface Work {
  /** Which of the platform's handlers does it. */
  readonly kind: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly due: number;
  readonly payload: JsonObject;
  /** What it belongs to (`workflow_executions/<uuid>`), so that all of that can be cancelled. */
  readonly owner?: string;
}

/** Work that waits. */
export interface ScheduledWork extends Work {
  readonly id: number;
}

/** Builds at boot what does one kind of work. */
export type PrepareWork = (tools: RuleDeps) => RunWork;

/**
 * Does one piece of work: what has to be waited for or asked elsewhere first, then, in the function that it gives, one
 * transaction. `now` is the time at which it was due: that of what it writes. The transaction does not run where the
 * work was cancelled meanwhile.
 */
export type RunWork = (
  payload: JsonObject,
  context: { readonly world: World; readonly now: number },
) => Promise<(transaction: Transaction) => void>;

/** Schedules work; gives its number. What is due at the same time is done in the order of the numbers. */
export function schedule(transaction: Transaction, { kind, due, payload, owner }: Work): number {
  const id = transaction.next(SCHEDULED_WORK.name);
  transaction.insert(SCHEDULED_WORK.name, { id, kind, due: Math.ceil(due), payload, owner: owner ?? null });
  return id;
}

/** Cancels all the work of an owner. */
export function cancelWork(transaction: Transaction, owner: string): void {
  for (const { id } of transaction.find(SCHEDULED_WORK.name, 'owner', owner))
    transaction.delete(SCHEDULED_WORK.name, Number(id));
}

/** The work that is to be done next; undefined where none waits. */
export function findNextWork(reader: StoreReader): ScheduledWork | undefined {
  const [first, ...rest] = reader.all(SCHEDULED_WORK.name);
  if (first === undefined) return undefined;
  return toWork(rest.reduce((next, record) => (isBefore(record, next) ? record : next), first));
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
