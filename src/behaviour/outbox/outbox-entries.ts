import type { JsonObject } from '../../kernel/json/json.ts';
import { OUTBOX, type Delivery } from '../../store/port/outbox.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';

/** An entry of the outbox. */
export interface OutboxEntry extends Delivery {
  readonly id: number;
  /** When to make the next try, in milliseconds of the world's clock. */
  readonly due: number;
  /** The tries so far: when, and why they failed. */
  readonly tries: readonly JsonObject[];
  /** The record as stored: a different object once it was changed, or replaced by a reset. */
  readonly record: StoredRecord;
}

/** The next entry of each lane. A lane is the deliveries of one kind to one receiver. */
export type NextEntries = ReadonlyMap<string, OutboxEntry>;

/**
 * Returns a function that finds the next entry of each lane of a world: the one that is due first. Entries of the world
 * that a sandbox was forked from are not the sandbox's. Reads the outbox only after it has changed.
 */
export function createFindNextEntries(): (world: World) => NextEntries {
  const known = new WeakMap<World, { readonly list: readonly StoredRecord[]; readonly entries: NextEntries }>();
  return (world) => {
    const list = world.store.all(OUTBOX.name);
    const previous = known.get(world);
    if (previous?.list === list) return previous.entries;
    const entries = findNextEntries(list, world.name);
    known.set(world, { list, entries });
    return entries;
  };
}

function findNextEntries(records: readonly StoredRecord[], world: string): NextEntries {
  const entries = new Map<string, OutboxEntry>();
  for (const record of records) {
    if (record['world'] !== world) continue;
    const entry = toEntry(record);
    const lane = `${entry.kind} ${entry.receiver}`;
    const other = entries.get(lane);
    if (other === undefined || isBefore(entry, other)) entries.set(lane, entry);
  }
  return entries;
}

function isBefore(left: OutboxEntry, right: OutboxEntry): boolean {
  return left.due < right.due || (left.due === right.due && left.id < right.id);
}

function toEntry(record: StoredRecord): OutboxEntry {
  const { id, delivery_id: deliveryId, kind, receiver, payload, attempt, due, tries = [] } = record;
  return {
    id: Number(id),
    deliveryId: String(deliveryId),
    kind: String(kind),
    receiver: String(receiver),
    payload: payload as JsonObject,
    attempt: Number(attempt),
    due: Number(due),
    tries: tries as readonly JsonObject[],
    record,
  };
}
