import { createOutboxDispatcher, type OutboxDispatcher } from '../../../src/behaviour/outbox/outbox-dispatcher.ts';
import { createControlledClock, CLOCK_CONTROL } from '../../../src/behaviour/time/clock-control.ts';
import { createIds } from '../../../src/kernel/random/ids.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createSeededRandom } from '../../../src/kernel/random/random.ts';
import { createLogicalClock, type Clock } from '../../../src/kernel/time/clock.ts';
import { createPace } from '../../../src/kernel/time/pace.ts';
import {
  DELIVERED,
  DELIVERY_LEASE,
  FAILED_DELIVERIES,
  OUTBOX,
  post,
  type Transports,
} from '../../../src/store/port/outbox.ts';
import type { CollectionSpec, Store } from '../../../src/store/port/store.ts';
import type { World } from '../../../src/store/port/world.ts';
import type { TestTransport } from '../../store/port/test-transport.ts';

export const COLLECTIONS: readonly CollectionSpec[] = [
  { name: 'notes', key: 'id', indexes: [] },
  CLOCK_CONTROL,
  OUTBOX,
  DELIVERED,
  FAILED_DELIVERIES,
  DELIVERY_LEASE,
];

/** Creates a world whose logical time starts at 0. */
export function createWorld(
  store: Store,
  name = 'baseline',
  base: Clock = createLogicalClock(0, () => store.position),
): World {
  const random = createSeededRandom(`1/${name}`);
  const clock = createControlledClock(base, store);
  return { name, store, clock, random, ids: createIds(random), pace: createPace(1) };
}

/** Options of a dispatcher under test. */
export interface DispatcherSettings {
  readonly owner?: string;
  readonly isShared?: boolean;
  readonly isInUse?: (world: World) => boolean;
  readonly maxTime?: number;
  readonly now?: () => number;
  /** By default the transport of the kind `test`. */
  readonly transports?: Transports;
}

/** Creates a dispatcher with one transport, of the kind `test`. `errors` and `warnings` have what it logs. */
export function createDispatcher(
  transport: TestTransport,
  {
    owner = 'one',
    isShared = false,
    isInUse = () => true,
    maxTime,
    now = () => performance.now(),
    transports = { test: transport },
  }: DispatcherSettings = {},
): OutboxDispatcher & { readonly errors: object[]; readonly warnings: object[] } {
  const [errors, warnings]: [object[], object[]] = [[], []];
  const logger = {
    ...silentLogger,
    error: (fields: object) => void errors.push(fields),
    warn: (fields: object) => void warnings.push(fields),
  };
  const dispatcher = createOutboxDispatcher({
    transports,
    logger,
    isInUse,
    isShared: () => isShared,
    owner,
    now,
    ...(maxTime === undefined ? {} : { maxTime }),
  });
  return { ...dispatcher, errors, warnings };
}

/** Stores a note and posts a side effect that tells of it, in one transaction. Returns the delivery id. */
export function note(world: World, text: string, receiver = 'one'): Promise<string> {
  return world.store.transaction((transaction) => {
    transaction.insert('notes', { id: transaction.next('notes'), text });
    return post(transaction, { kind: 'test', receiver, payload: { text } }, world);
  });
}

export const pendingOf = ({ store }: World): readonly unknown[] => store.all(OUTBOX.name);
export const failedOf = ({ store }: World): readonly unknown[] => store.all(FAILED_DELIVERIES.name);
/** Options of `expect.poll`: in short intervals. */
export const FAST = { interval: 2 };
/** Waits until what was started has ended, and what that has started. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
