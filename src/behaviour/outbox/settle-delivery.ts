import type { JsonObject } from '../../kernel/json/json.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { DELIVERED, FAILED_DELIVERIES, OUTBOX } from '../../store/port/outbox.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { holdTime } from '../time/clock-control.ts';
import type { OutboxEntry } from './outbox-entries.ts';

/** The result of a try. `message` says why it failed; `isFinal` that no later try can succeed. */
export type DeliveryResult =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly message: string; readonly isFinal: boolean };

/** Whether a delivery is done, will be tried again, was given up, or belongs to a state that was replaced meanwhile. */
export type Settlement = 'delivered' | 'retried' | 'given-up' | 'outdated';

/** Stores the result of a try. Does nothing when the entry was removed or replaced since, such as by a reset. */
export function settleDelivery(world: World, entry: OutboxEntry, result: DeliveryResult): Promise<Settlement> {
  return world.store.runAlone((transaction): Settlement => {
    if (transaction.get(OUTBOX.name, entry.id) !== entry.record) return 'outdated';
    holdTime(transaction, world.clock);
    const { id, attempt } = entry;
    const now = world.clock.now();
    const tries = [...entry.tries, toTry(result, now)];
    if (result.kind === 'failed' && !result.isFinal && attempt < MAX_ATTEMPTS) {
      transaction.update(OUTBOX.name, id, { attempt: attempt + 1, due: now + backoff(attempt), tries });
      return 'retried';
    }
    transaction.delete(OUTBOX.name, id);
    if (result.kind === 'delivered') keep(transaction, DELIVERED.name, { ...toSettled(entry), tries });
    else giveUp(transaction, entry, { message: result.message, failed_at: toTimestamp(now), tries });
    return result.kind === 'delivered' ? 'delivered' : 'given-up';
  });
}

function giveUp(
  transaction: Transaction,
  entry: OutboxEntry,
  failure: { readonly message: string; readonly failed_at: string; readonly tries: readonly JsonObject[] },
): void {
  keep(transaction, FAILED_DELIVERIES.name, { ...toSettled(entry), attempts: entry.attempt, ...failure });
}

/** Keeps a delivery that is settled, and deletes the oldest: many of them must not fill the state. */
function keep(transaction: Transaction, collection: string, record: StoredRecord): void {
  transaction.insert(collection, record);
  for (const { id } of transaction.all(collection).slice(0, -MAX_SETTLED)) transaction.delete(collection, Number(id));
}

/** Returns what stays of an entry when no try follows: not its payload, which may be large and hold credentials. */
function toSettled({ record }: OutboxEntry): StoredRecord {
  const { attempt: _attempt, due: _due, payload: _payload, ...settled } = record;
  return settled;
}

function toTry(result: DeliveryResult, now: number): JsonObject {
  return { at: toTimestamp(now), failure: result.kind === 'failed' ? result.message : null };
}

/** Returns the time until the next try, in milliseconds: a second, doubled after each try. */
function backoff(attempt: number): number {
  return FIRST_BACKOFF * 2 ** (attempt - 1);
}

/** The number of tries before a delivery is given up: about two minutes with these times. */
export const MAX_ATTEMPTS = 8;
/** In milliseconds. */
const FIRST_BACKOFF = 1000;
const MAX_SETTLED = 100;
