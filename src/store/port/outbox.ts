import type { JsonObject } from '../../kernel/json/json.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import type { CollectionSpec, StoredRecord, Transaction } from './store.ts';
import type { World } from './world.ts';

/**
 * The collection of side effects to carry out. An entry commits, survives a crash and is aborted together with the
 * transaction that posts it. Hidden: no contract declares it.
 */
export const OUTBOX: CollectionSpec = { name: 'outbox', key: 'id', indexes: [] };

/** The collection of the latest deliveries that were made. Hidden: no contract declares it. */
export const DELIVERED: CollectionSpec = { name: 'delivered', key: 'id', indexes: [] };

/** The collection of the latest deliveries that were given up, with the reason. Hidden: no contract declares it. */
export const FAILED_DELIVERIES: CollectionSpec = { name: 'failed_deliveries', key: 'id', indexes: [] };

/** The collection of the record that says which replica delivers. Hidden: no contract declares it. */
export const DELIVERY_LEASE: CollectionSpec = { name: 'delivery_lease', key: 'id', indexes: [] };

/** The kind of side effects that are requests to other servers. */
export const HTTP_REQUEST = 'http';

/** Something to do outside the state, such as sending a request. */
export interface SideEffect {
  /** Selects the transport. */
  readonly kind: string;
  /** Who receives it, such as a host. Deliveries to one receiver are made one at a time. */
  readonly receiver: string;
  /** What the transport needs. It is part of the state and of its snapshots, so it must be small. */
  readonly payload: JsonObject;
  /** What the log of deliveries shows of it, without secrets. */
  readonly summary?: string;
  /** What it was posted for, such as a record. */
  readonly cause?: string;
}

/** One try to carry out a side effect. */
export interface Delivery extends Pick<SideEffect, 'kind' | 'receiver' | 'payload'> {
  /** The same in every try. A receiver that remembers it does each side effect exactly once. */
  readonly deliveryId: string;
  /** Counts from 1. */
  readonly attempt: number;
}

/** Carries out the side effects of one kind. */
export interface Transport {
  /**
   * Makes one try. Rejects when it failed and is to be tried again, and with an UndeliverableError when no later try
   * can succeed. Rejects soon after `signal` was aborted. Must not change the state.
   */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<void>;
  /**
   * Whether this process may send to a receiver. If not, its deliveries stay in the outbox for another process, or a
   * restart. By default it may.
   */
  accepts?(receiver: string): boolean;
}

/** Transports by kind. Side effects of any other kind stay in the outbox. */
export type Transports = Readonly<Record<string, Transport>>;

/** A delivery that no later try can make: it is given up immediately. */
export class UndeliverableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UndeliverableError';
  }
}

/**
 * Posts a side effect of a world and returns its delivery id. It is carried out after the transaction is committed, and
 * never when the transaction is aborted.
 */
export function post(transaction: Transaction, effect: SideEffect, world: World): string {
  const { deliveryId, entry } = createEntry(transaction, effect, world);
  transaction.insert(OUTBOX.name, entry);
  return deliveryId;
}

/** An entry that is not stored. */
export interface CreatedEntry {
  readonly deliveryId: string;
  readonly entry: StoredRecord;
}

/** Creates the entry of a side effect, with the next number, and its delivery id. */
export function createEntry(
  transaction: Transaction,
  { kind, receiver, payload, ...shown }: SideEffect,
  world: World,
): CreatedEntry {
  const id = transaction.next(OUTBOX.name);
  const now = world.clock.now();
  const deliveryId = world.ids.uuid(OUTBOX.name, id);
  const entry = {
    id,
    delivery_id: deliveryId,
    kind,
    receiver,
    payload,
    ...shown,
    world: world.name,
    posted_at: toTimestamp(now),
    tries: [],
    attempt: 1,
    due: now,
  };
  return { deliveryId, entry };
}
