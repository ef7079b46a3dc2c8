import { OUTBOX } from '../../store/port/outbox.ts';
import type { World } from '../../store/port/world.ts';
import { holdTime } from '../time/clock-control.ts';
import { keepSettled, toTry, type DeliveryResult } from './keep-settled.ts';
import type { OutboxEntry } from './outbox-entries.ts';

/** Whether a delivery is done, will be tried again, was given up, or belongs to a state that was replaced meanwhile. */
export type Settlement = 'delivered' | 'retried' | 'given-up' | 'outdated';

/** Stores the result of a try. Does nothing when the entry was removed or replaced since, such as by a reset. */
export function settleDelivery(world: World, entry: OutboxEntry, result: DeliveryResult): Promise<Settlement> {
  return world.store.runAlone((transaction): Settlement => {
    if (transaction.get(OUTBOX.name, entry.id) !== entry.record) return 'outdated';
    holdTime(transaction, world.clock);
    const { id, attempt } = entry;
    const now = world.clock.now();
    if (result.kind === 'failed' && !result.isFinal && attempt < MAX_ATTEMPTS) {
      const tries = [...entry.tries, toTry(result, now)];
      transaction.update(OUTBOX.name, id, { attempt: attempt + 1, due: now + backoff(attempt), tries });
      return 'retried';
    }
    transaction.delete(OUTBOX.name, id);
    keepSettled(transaction, entry.record, { result, now, tries: entry.tries });
    return result.kind === 'delivered' ? 'delivered' : 'given-up';
  });
}

/** Returns the time until the next try, in milliseconds: a second, doubled after each try. */
function backoff(attempt: number): number {
  return FIRST_BACKOFF * 2 ** (attempt - 1);
}

/** The number of tries before a delivery is given up: about two minutes with these times. */
export const MAX_ATTEMPTS = 8;
/** In milliseconds. */
const FIRST_BACKOFF = 1000;
