import { getOrCreate } from '../../kernel/get-or-create.ts';
import { DELIVERY_LEASE } from '../../store/port/outbox.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { holdTime } from '../time/clock-control.ts';

/** Lets one of the processes that share a world deliver at a time. */
export interface DeliveryLease {
  /**
   * Takes the lease, or renews it. Returns 0 when this process may make one try, else after how many milliseconds of
   * machine time to ask again. Throws a StoreError when the lease cannot be stored.
   */
  acquire(world: World): Promise<number>;
  /** Gives the lease back, so that another process need not wait until it expires. */
  release(world: World): Promise<void>;
}

/** Dependencies of a lease. */
export interface DeliveryLeaseDeps {
  /** Identifies this process among those that share a world. */
  readonly owner: string;
  /** Whether other processes can write to the world. A world that is not shared needs no lease. */
  readonly isShared: (world: World) => boolean;
  /** The machine's time, in milliseconds. Only differences are used. */
  readonly now: () => number;
  /** The longest time that one try takes, in milliseconds. */
  readonly maxTime: number;
}

/**
 * Creates a lease. It is a record of the world, so the journal decides who of two processes takes it. It expires when
 * the record has not changed for `3 * maxTime` of the observer's own time: clocks of machines are never compared, and
 * the world's clock, which can stand still or jump, plays no part.
 */
export function createDeliveryLease(deps: DeliveryLeaseDeps): DeliveryLease {
  return new Lease(deps);
}

class Lease implements DeliveryLease {
  readonly #deps: DeliveryLeaseDeps;
  /** Milliseconds. */
  readonly #duration: number;
  readonly #seen = new WeakMap<World, SeenTerm>();
  readonly #acquiring = new WeakMap<World, Promise<number>>();
  /** Counted in this process: the state could go back, and a term must not be mistaken for an older one. */
  #term = 0;

  constructor(deps: DeliveryLeaseDeps) {
    this.#deps = deps;
    this.#duration = 3 * deps.maxTime;
  }

  async acquire(world: World): Promise<number> {
    if (!this.#deps.isShared(world)) return 0;
    return getOrCreate(this.#acquiring, world, () => this.#acquire(world).finally(() => this.#acquiring.delete(world)));
  }

  async release(world: World): Promise<void> {
    const { owner, isShared } = this.#deps;
    const record = world.store.get(DELIVERY_LEASE.name, KEY);
    if (record?.['owner'] !== owner || !isShared(world)) return;
    await world.store.runAlone((transaction) => {
      if (toTerm(transaction.get(DELIVERY_LEASE.name, KEY)) !== toTerm(record)) return;
      transaction.delete(DELIVERY_LEASE.name, KEY);
      holdTime(transaction, world.clock);
    });
  }

  async #acquire(world: World): Promise<number> {
    const { owner, now } = this.#deps;
    const record = world.store.get(DELIVERY_LEASE.name, KEY);
    if (record === undefined) return this.#take(world, record);
    const term = toTerm(record);
    const known = this.#seen.get(world);
    if (record['owner'] === owner)
      return known?.term === term && this.#allowsTry(known.at) ? 0 : this.#take(world, record);
    const at = known?.term === term ? known.at : now();
    this.#seen.set(world, { term, at });
    const left = at + this.#duration - now();
    return left > 0 ? left : this.#take(world, record);
  }

  /** Stores a new term, unless another process has stored one since `previous` was read. */
  async #take(world: World, previous: StoredRecord | undefined): Promise<number> {
    // Before the write: the others measure from when they see it, which is later.
    const at = this.#deps.now();
    const record = { id: KEY, owner: this.#deps.owner, term: (this.#term += 1) };
    const isTaken = await world.store.runAlone((transaction) => {
      const current = transaction.get(DELIVERY_LEASE.name, KEY);
      if (toTerm(current) !== toTerm(previous)) return false;
      if (current === undefined) transaction.insert(DELIVERY_LEASE.name, record);
      else transaction.replace(DELIVERY_LEASE.name, record);
      holdTime(transaction, world.clock);
      return true;
    });
    if (!isTaken) return this.#duration;
    this.#seen.set(world, { term: toTerm(record), at });
    return this.#allowsTry(at) ? 0 : TAKE_AGAIN;
  }

  /** Whether a term that was taken then lasts for one try, and as long again. */
  #allowsTry(takenAt: number): boolean {
    const { now, maxTime } = this.#deps;
    return takenAt + this.#duration - now() > 2 * maxTime;
  }
}

/** A term of the lease, and when this process saw it first. */
interface SeenTerm {
  readonly term: string;
  readonly at: number;
}

/** Returns a text that no other term of any process has. */
function toTerm(record: StoredRecord | undefined): string {
  return record === undefined ? 'none' : `${String(record['owner'])} ${String(record['term'])}`;
}

/** The key of the only record. */
const KEY = 'lease';
/** The wait in milliseconds after a term that took too long to store. */
const TAKE_AGAIN = 1;
