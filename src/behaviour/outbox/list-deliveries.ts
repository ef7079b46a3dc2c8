import type { JsonValue } from '../../kernel/json/json.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { DELIVERED, FAILED_DELIVERIES, OUTBOX } from '../../store/port/outbox.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';

/** Whether a delivery is still to be made, was made, or was given up. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** A delivery as the log shows it, without its payload. Times are by the world's clock. */
export interface LoggedDelivery {
  readonly id: string;
  readonly status: DeliveryStatus;
  readonly kind: string;
  readonly receiver: string;
  readonly summary: string;
  /** What it was posted for; null when that is unknown. */
  readonly cause: string | null;
  readonly posted_at: string | null;
  /** The tries so far. A `failure` of null means that the receiver accepted it. */
  readonly tries: readonly { readonly at: string; readonly failure: string | null }[];
  /** When the next try is made; null when there is none. */
  readonly next_try_at: string | null;
}

/**
 * Returns the deliveries of a world in the order in which they were posted: all that are pending, and the latest
 * hundred of those that were made and of those that were given up.
 */
export function listDeliveries({ store, name }: World): readonly LoggedDelivery[] {
  const own = SOURCES.flatMap(([status, collection]) =>
    store.all(collection).flatMap((record) => (record['world'] === name ? [{ status, record }] : [])),
  );
  const ordered = own.toSorted((left, right) => Number(left.record['id']) - Number(right.record['id']));
  return ordered.map(({ record, status }) => toLogged(record, status));
}

function toLogged(record: StoredRecord, status: DeliveryStatus): LoggedDelivery {
  const { delivery_id: id, kind, receiver, summary, cause, posted_at: postedAt, tries = [], due } = record;
  return {
    id: String(id),
    status,
    kind: String(kind),
    receiver: String(receiver),
    summary: typeof summary === 'string' ? summary : '',
    cause: typeof cause === 'string' ? cause : null,
    posted_at: typeof postedAt === 'string' ? postedAt : null,
    tries: tries as JsonValue & LoggedDelivery['tries'],
    next_try_at: status === 'pending' ? toTimestamp(Number(due)) : null,
  };
}

const SOURCES = [
  ['delivered', DELIVERED.name],
  ['failed', FAILED_DELIVERIES.name],
  ['pending', OUTBOX.name],
] as const;
