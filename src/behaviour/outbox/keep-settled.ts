import type { JsonObject } from '../../kernel/json/json.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { DELIVERED, FAILED_DELIVERIES } from '../../store/port/outbox.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';

/** The result of a try. `message` says why it failed; `isFinal` that no later try can succeed. */
export type DeliveryResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly message: string; readonly isFinal: boolean };

/** The last try of a delivery: its result, and the time by the world's clock in milliseconds. */
export interface LastTry {
  readonly result: DeliveryResult;
  readonly now: number;
  /** The tries before it. */
  readonly tries: readonly JsonObject[];
}

/** Keeps a delivery that is made or given up, for the log. Many of them must not fill the state. */
export function keepSettled(transaction: Transaction, entry: StoredRecord, { result, now, tries }: LastTry): void {
  const settled = { ...toSettled(entry), tries: [...tries, toTry(result, now)] };
  if (result.kind === 'delivered') return keep(transaction, DELIVERED.name, settled);
  const failure = { attempts: Number(entry['attempt']), message: result.message, failed_at: toTimestamp(now) };
  keep(transaction, FAILED_DELIVERIES.name, { ...settled, ...failure });
}

/** Returns what the log shows of a try. */
export function toTry(result: DeliveryResult, now: number): JsonObject {
  return { at: toTimestamp(now), failure: result.kind === 'failed' ? result.message : null };
}

/** Deletes the oldest above the limit. */
function keep(transaction: Transaction, collection: string, record: StoredRecord): void {
  transaction.insert(collection, record);
  for (const { id } of transaction.all(collection).slice(0, -MAX_SETTLED)) transaction.delete(collection, Number(id));
}

/** Returns what stays of an entry when no try follows: not its payload, which may be large and hold credentials. */
function toSettled(entry: StoredRecord): StoredRecord {
  const { attempt: _attempt, due: _due, payload: _payload, ...settled } = entry;
  return settled;
}

const MAX_SETTLED = 100;
