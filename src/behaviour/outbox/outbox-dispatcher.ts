import { getOrCreate } from '../../kernel/get-or-create.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { OUTBOX, type Transport, type Transports } from '../../store/port/outbox.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { createDeliveryLane, type DeliveryLane, type DeliveryLaneDeps } from './delivery-lane.ts';
import { createDeliveryLease } from './delivery-lease.ts';
import { createFindNextEntries, type OutboxEntry } from './outbox-entries.ts';

/** Carries out the side effects of worlds, after the commits that posted them. */
export interface OutboxDispatcher {
  /** Delivers what the world has to deliver, now and after each later commit. */
  watch(world: World): void;
  /** Gives back the lease of a world that is about to be closed here. Never rejects. */
  leave(world: World): Promise<void>;
  /** Whether a world has something to deliver that comes due by itself. */
  isBusy(world: World): boolean;
  /** Aborts the tries in progress. What is not delivered stays in the outbox, and is delivered after a restart. */
  close(): Promise<void>;
}

/** Dependencies of a dispatcher. */
export interface OutboxDispatcherDeps {
  readonly transports: Transports;
  readonly logger: Logger;
  /** Whether a world was not removed. */
  readonly isInUse: (world: World) => boolean;
  /** Whether other processes can write to a world. One of them delivers at a time. */
  readonly isShared: (world: World) => boolean;
  /** Identifies this process among those that share a world. */
  readonly owner: string;
  /** The machine's time, in milliseconds. Only differences are used. */
  readonly now: () => number;
  /** The longest time that one try may take, in milliseconds. Defaults to ten seconds. */
  readonly maxTime?: number;
}

/** Creates a dispatcher. No commit and no request waits for a delivery. */
export function createOutboxDispatcher(deps: OutboxDispatcherDeps): OutboxDispatcher {
  const { isInUse, isShared, transports, maxTime = MAX_TIME } = deps;
  const lease = createDeliveryLease({ ...deps, maxTime });
  const closing = new AbortController();
  const runs = new Set<Promise<void>>();
  const shared = new Set<World>();
  const track = (run: Promise<void>): void => {
    runs.add(run);
    void run.then(() => runs.delete(run));
  };
  const wakeLanes = createLanes({ ...deps, lease, maxTime, closing: closing.signal, track });

  const wake = (world: World): void => {
    if (!closing.signal.aborted && isInUse(world)) wakeLanes(world);
  };
  const hasTransports = Object.keys(transports).length > 0;
  return {
    watch: (world) => {
      if (hasTransports && isShared(world)) shared.add(world);
      if (hasTransports) world.store.onCommit(() => wake(world));
      // Without a transport nothing is delivered, but what stays pending is told.
      wake(world);
    },
    leave: async (world) => {
      if (shared.delete(world)) await lease.release(world).catch(() => {});
    },
    isBusy: ({ store, clock, name }) =>
      hasTransports &&
      clock.flows &&
      store.all(OUTBOX.name).some((entry) => entry['world'] === name && findTransport(transports, entry) !== undefined),
    close: async () => {
      closing.abort();
      await Promise.all(runs);
      // A lease that cannot be given back expires.
      await Promise.allSettled([...shared].map((world) => lease.release(world)));
    },
  };
}

type LanesDeps = Pick<OutboxDispatcherDeps, 'transports' | 'isInUse'> &
  Omit<DeliveryLaneDeps, 'transport' | 'findNext'>;

/** Returns a function that wakes the lanes of a world, and opens those that its outbox needs. */
function createLanes({ transports, isInUse, ...shared }: LanesDeps): (world: World) => void {
  const findNextEntries = createFindNextEntries();
  const lanes = new WeakMap<World, Map<string, DeliveryLane>>();
  /** The lanes that this process may not open, and of which a warning was logged. */
  const told = new Set<string>();

  const open = (world: World, name: string, { kind, receiver, record }: OutboxEntry): void => {
    const transport = findTransport(transports, record);
    if (transport === undefined) {
      if (told.has(name)) return;
      told.add(name);
      return shared.logger.warn({ kind, receiver, world: world.name }, UNSENT);
    }
    const findNext = (): OutboxEntry | undefined => (isInUse(world) ? findNextEntries(world).get(name) : undefined);
    const own = getOrCreate(lanes, world, () => new Map<string, DeliveryLane>());
    getOrCreate(own, name, () => createDeliveryLane(world, { ...shared, transport, findNext }));
  };

  return (world) => {
    // Nearly every commit of nearly every world ends here.
    if (world.store.all(OUTBOX.name).length === 0 && !lanes.has(world)) return;
    for (const [name, entry] of findNextEntries(world)) open(world, name, entry);
    for (const lane of lanes.get(world)?.values() ?? []) lane.wake();
  };
}

/** Returns the transport of an entry; undefined when there is none, or this process may not send to the receiver. */
function findTransport(transports: Transports, { kind, receiver }: StoredRecord): Transport | undefined {
  const transport = findOwn(transports, String(kind));
  return transport?.accepts?.(String(receiver)) === false ? undefined : transport;
}

const UNSENT = 'Deliveries to this receiver stay pending: this process may not send to it. See --allow-outgoing.';
/** In milliseconds. */
const MAX_TIME = 10_000;
