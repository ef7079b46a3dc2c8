import type { Logger } from '../../kernel/logger.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { OUTBOX, UndeliverableError, type Transport } from '../../store/port/outbox.ts';
import { isWriteFailure, StoreError } from '../../store/port/store-error.ts';
import type { World } from '../../store/port/world.ts';
import type { DeliveryLease } from './delivery-lease.ts';
import type { OutboxEntry } from './outbox-entries.ts';
import type { DeliveryResult } from './keep-settled.ts';
import { settleDelivery } from './settle-delivery.ts';

/** Makes the deliveries of one world and kind to one receiver, one at a time. */
export interface DeliveryLane {
  /** Starts what is due, unless it runs already. Aborts a try whose entry is gone. */
  wake(): void;
}

/** Dependencies of a lane. */
export interface DeliveryLaneDeps {
  readonly transport: Transport;
  readonly lease: DeliveryLease;
  readonly logger: Logger;
  /** Returns the entry that is due first; undefined when there is none, or the world was removed. */
  readonly findNext: () => OutboxEntry | undefined;
  /** The longest time that one try may take, in milliseconds. */
  readonly maxTime: number;
  /** Aborts the try in progress, and lets none start. Its entry stays, and is delivered after a restart. */
  readonly closing: AbortSignal;
  /** Is given each run of the lane, so that its end can be awaited. It never rejects. */
  readonly track: (run: Promise<void>) => void;
}

/** Creates a lane. A delivery that failed is tried again later, and does not hold up those after it. */
export function createDeliveryLane(world: World, deps: DeliveryLaneDeps): DeliveryLane {
  return new Lane(world, deps);
}

class Lane implements DeliveryLane {
  readonly #world: World;
  readonly #deps: DeliveryLaneDeps;
  /** Whether a commit came while the lane ran. */
  #isWoken = false;
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;
  /** The try in progress. */
  #current: { readonly entry: OutboxEntry; readonly controller: AbortController } | undefined;
  /** A result that could not be stored yet: its entry is not delivered again. */
  #unstored: { readonly entry: OutboxEntry; readonly result: DeliveryResult } | undefined;

  constructor(world: World, deps: DeliveryLaneDeps) {
    this.#world = world;
    this.#deps = deps;
  }

  wake(): void {
    if (this.#current !== undefined && !this.#has(this.#current.entry))
      this.#current.controller.abort(new Error('The entry was removed.'));
    this.#isWoken = true;
    if (!this.#isRunning) this.#deps.track(this.#run());
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isWoken && !this.#deps.closing.aborted) {
      this.#isWoken = false;
      clearTimeout(this.#timer);
      const wait = await this.#deliverDue().catch((error: unknown) => this.#toWait(error));
      if (wait !== undefined) this.#sleep(wait);
    }
    this.#isRunning = false;
  }

  /** Delivers what is due. Returns the wait before the next, in milliseconds; undefined when it waits for a commit. */
  async #deliverDue(): Promise<number | undefined> {
    const { findNext, lease, closing } = this.#deps;
    const { clock } = this.#world;
    for (let entry = findNext(); entry !== undefined && !closing.aborted; entry = findNext()) {
      const wait = entry.due - clock.now();
      // A clock that stands still moves only with a commit.
      if (wait > 0) return clock.flows ? wait : undefined;
      const leased = await lease.acquire(this.#world);
      if (closing.aborted) return undefined;
      if (leased > 0) return leased;
      if (this.#has(entry)) await this.#deliver(entry);
    }
    return undefined;
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    const known = this.#unstored?.entry.record === entry.record ? this.#unstored.result : undefined;
    const result = known ?? (await this.#try(entry));
    // Aborted: whether it was delivered is unknown, so it is delivered again.
    if (this.#deps.closing.aborted && result.kind === 'failed') return;
    this.#unstored = { entry, result };
    const settlement = await settleDelivery(this.#world, entry, result);
    this.#unstored = undefined;
    if (settlement !== 'given-up' || result.kind === 'delivered') return;
    const { kind, receiver, deliveryId: delivery, attempt: attempts } = entry;
    this.#deps.logger.error(
      { kind, receiver, delivery, attempts, world: this.#world.name, reason: result.message },
      'A delivery failed and is not tried again. It is kept among the failed deliveries.',
    );
  }

  /** Makes one try, for a limited time. Never rejects. */
  async #try(entry: OutboxEntry): Promise<DeliveryResult> {
    const controller = new AbortController();
    const { signal } = controller;
    const { transport, maxTime, closing } = this.#deps;
    const { deliveryId, kind, receiver, payload, attempt } = entry;
    const timeout = setTimeout(() => controller.abort(new Error(`It took longer than ${maxTime / 1000} s.`)), maxTime);
    const onClosing = (): void => controller.abort(new Error('The simulator closes.'));
    closing.addEventListener('abort', onClosing);
    this.#current = { entry, controller };
    // A transport that ignores the signal must not hold up the others.
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    try {
      await Promise.race([transport.deliver({ deliveryId, kind, receiver, payload, attempt }, signal), aborted]);
      return { kind: 'delivered' };
    } catch (error) {
      const message = toReason(error).slice(0, MAX_MESSAGE_LENGTH);
      return { kind: 'failed', message, isFinal: error instanceof UndeliverableError };
    } finally {
      clearTimeout(timeout);
      closing.removeEventListener('abort', onClosing);
      this.#current = undefined;
    }
  }

  #has({ id, record }: OutboxEntry): boolean {
    return this.#world.store.get(OUTBOX.name, id) === record;
  }

  #sleep(milliseconds: number): void {
    this.#timer = setTimeout(() => this.wake(), Math.min(milliseconds, MAX_TIMER));
    this.#timer.unref();
  }

  /** Returns when to go on after an error, if ever. The entry is still there. */
  #toWait(error: unknown): number | undefined {
    if (isWriteFailure(error)) return WRITE_RETRY;
    if (!(error instanceof StoreError && error.code === 'CLOSED'))
      this.#deps.logger.error({ world: this.#world.name, error }, 'The result of a delivery could not be stored.');
    return undefined;
  }
}

const MAX_MESSAGE_LENGTH = 500;
/** Milliseconds: a longer timer would fire immediately. */
const MAX_TIMER = 2 ** 31 - 1;
/** The time until a result that could not be stored is stored again, in milliseconds. */
const WRITE_RETRY = 1000;
