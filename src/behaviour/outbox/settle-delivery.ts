import { toTimestamp } from '../../kernel/time/clock.ts';
import { FAILED_DELIVERIES, OUTBOX } from '../../store/port/outbox.ts';
import type { Transaction } from '../../store/port/store.ts';
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
    if (result.kind === 'delivered') {
      transaction.delete(OUTBOX.name, entry.id);
      return 'delivered';
    }
    const { id, attempt } = entry;
    const now = world.clock.now();
    if (!result.isFinal && attempt < MAX_ATTEMPTS) {
      transaction.update(OUTBOX.name, id, { attempt: attempt + 1, due: now + backoff(attempt) });
      return 'retried';
    }
    giveUp(transaction, entry, { message: result.message, failed_at: toTimestamp(now) });
    return 'given-up';
  });
}

function giveUp(
  transaction: Transaction,
  { id, deliveryId, kind, receiver, payload, attempt, record }: OutboxEntry,
  failure: { readonly message: string; readonly failed_at: string },
): void {
  transaction.delete(OUTBOX.name, id);
  transaction.insert(FAILED_DELIVERIES.name, {
    id: transaction.next(FAILED_DELIVERIES.name),
    delivery_id: deliveryId,
    kind,
    receiver,
    payload,
    world: record['world'] ?? null,
    attempts: attempt,
    ...failure,
  });
  // Deletes the oldest: repeated failures must not fill the state.
  for (const { id: oldest } of transaction.all(FAILED_DELIVERIES.name).slice(0, -MAX_FAILED_DELIVERIES))
    transaction.delete(FAILED_DELIVERIES.name, Number(oldest));
}

/** Returns the time until the next try, in milliseconds: a second, doubled after each try. */
function backoff(attempt: number): number {
  return FIRST_BACKOFF * 2 ** (attempt - 1);
}

/** The number of tries before a delivery is given up: about two minutes with these times. */
export const MAX_ATTEMPTS = 8;
/** In milliseconds. */
const FIRST_BACKOFF = 1000;
const MAX_FAILED_DELIVERIES = 100;
