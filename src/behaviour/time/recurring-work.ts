import type { JsonObject } from '../../kernel/json/json.ts';
import { createSlices } from '../../kernel/turns.ts';
import type { StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import { cancelWork, schedule, SCHEDULED_WORK, toRecord, type PrepareWork } from './schedule.ts';

/** Work that records call for again and again. Only its next time is scheduled. */
export interface RecurringWork {
  readonly kind: string;
  /** The record that calls for it (`<collection>/<key>`). A record calls for one at most. */
  readonly owner: string;
  /** Another payload is another schedule, which is planned anew. */
  readonly payload: JsonObject;
  /** Returns the first time after another one, both in milliseconds; undefined when there is none. */
  readonly findNext: (after: number) => number | undefined;
}

/** The work of a platform that schedules itself again. */
export interface RecurringWorks {
  /**
   * The handlers, by kind. One run of due work runs what was due when it began: what falls due meanwhile is left to the
   * next run, so that work which takes longer than its interval does not keep it from ending.
   */
  readonly handlers: Readonly<Record<string, PrepareWork>>;
  /** Lists the work that all records call for. */
  readonly list: (reader: Pick<StoreReader, 'all'>) => readonly RecurringWork[];
}

/** Schedules the next time of recurring work after `after`. */
export function scheduleNext(transaction: Transaction, work: RecurringWork, after: number): void {
  const planned = plan(work, after);
  if (planned !== undefined) schedule(transaction, planned);
}

/**
 * Makes the schedule of one record what it calls for now; undefined means nothing. A schedule that has not changed
 * keeps its next time.
 */
export function alignOwner(
  transaction: Transaction,
  { owner, kind }: Pick<RecurringWork, 'owner' | 'kind'>,
  { wanted, now }: { readonly wanted: RecurringWork | undefined; readonly now: number },
): void {
  const scheduled = transaction.find(SCHEDULED_WORK.name, 'owner', owner).filter((record) => record['kind'] === kind);
  if (scheduled.some((record) => isScheduledAs(record, wanted))) return;
  cancelWork(transaction, owner, (record) => record['kind'] === kind);
  if (wanted !== undefined) scheduleNext(transaction, wanted, now);
}

/**
 * Makes the schedules of a state what its records call for. For records that were written past the rules: by the
 * control plane, a scenario, or an earlier version.
 */
export function alignAll(transaction: Transaction, works: RecurringWorks, now: number): void {
  const wanted = new Map(works.list(transaction).map((work) => [work.owner, work]));
  const scheduled = transaction.all(SCHEDULED_WORK.name).filter((record) => isRecurring(record, works));
  for (const { owner, kind } of scheduled)
    if (!wanted.has(String(owner))) cancelWork(transaction, String(owner), (record) => record['kind'] === kind);
  for (const work of wanted.values()) alignOwner(transaction, work, { wanted: work, now });
}

/** Returns whether `alignAll` would change nothing. */
export function isAligned(reader: Pick<StoreReader, 'all'>, works: RecurringWorks, now: number): boolean {
  const scheduled = reader.all(SCHEDULED_WORK.name).filter((record) => isRecurring(record, works));
  const byOwner = new Map(scheduled.map((record) => [record['owner'], record]));
  const wanted = works.list(reader);
  const missing = wanted.filter((work) => !isScheduledAs(byOwner.get(work.owner), work));
  return (
    wanted.length - missing.length === scheduled.length && missing.every((work) => work.findNext(now) === undefined)
  );
}

/**
 * Finds the next time of everything after `now`, in slices, and returns the works that know it: to find thousands of
 * times takes long, and a transaction that plans them cannot pause.
 */
export async function planAhead(
  reader: Pick<StoreReader, 'all'>,
  works: RecurringWorks,
  now: number,
): Promise<RecurringWorks> {
  const slices = createSlices();
  const found = new Map<string, number | undefined>();
  for (const work of works.list(reader)) {
    found.set(JSON.stringify([work.kind, work.payload]), work.findNext(now));
    await slices.pause();
  }
  const know = (work: RecurringWork): RecurringWork => {
    const key = JSON.stringify([work.kind, work.payload]);
    return { ...work, findNext: (after) => (after === now && found.has(key) ? found.get(key) : work.findNext(after)) };
  };
  return { ...works, list: (latest) => works.list(latest).map(know) };
}

/** Plans everything that is later than a time anew, from that time on: a clock was set back to it. */
export function planAgain(transaction: Transaction, works: RecurringWorks, now: number): void {
  const later = transaction
    .all(SCHEDULED_WORK.name)
    .filter((record) => isRecurring(record, works) && Number(record['due']) > now);
  for (const { id } of later) transaction.delete(SCHEDULED_WORK.name, Number(id));
  alignAll(transaction, works, now);
}

/** Returns the records of scheduled work that the records of a new state call for. */
export function planFirst(
  reader: Pick<StoreReader, 'all'>,
  works: RecurringWorks,
  now: number,
): readonly StoredRecord[] {
  return works
    .list(reader)
    .flatMap((work) => plan(work, now) ?? [])
    .map((work, index) => toRecord(work, index + 1));
}

/** Returns whether a record of scheduled work is of a recurring kind. */
export function isRecurring({ kind }: StoredRecord, { handlers }: Pick<RecurringWorks, 'handlers'>): boolean {
  return Object.hasOwn(handlers, String(kind));
}

function plan({ kind, owner, payload, findNext }: RecurringWork, after: number) {
  const due = findNext(after);
  return due === undefined ? undefined : { kind, due, payload, owner };
}

function isScheduledAs(record: StoredRecord | undefined, work: RecurringWork | undefined): boolean {
  return (
    record !== undefined &&
    work !== undefined &&
    record['kind'] === work.kind &&
    JSON.stringify(record['payload']) === JSON.stringify(work.payload)
  );
}
