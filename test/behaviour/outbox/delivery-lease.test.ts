import { describe, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../../src/store/create-store.ts';
import { createSharedLog } from '../../../src/store/journals/shared-log.ts';
import { DELIVERY_LEASE } from '../../../src/store/port/outbox.ts';
import type { World } from '../../../src/store/port/world.ts';
import { createTestTransport, type TestTransport } from '../../store/port/test-transport.ts';
import { COLLECTIONS, createDispatcher, createWorld, note, pendingOf, FAST, settled } from './outbox-world.ts';

/** A replica: a store on the shared log, and a dispatcher with a machine's clock of its own. */
interface Replica {
  readonly world: World;
  readonly transport: TestTransport;
  readonly dispatcher: ReturnType<typeof createDispatcher>;
  /** In milliseconds. */
  readonly machine: { time: number };
}

const MAX_TIME = 1000;

/** Opens replicas of one world. Their machines' clocks show different times. */
async function openReplicas(count: number): Promise<readonly Replica[]> {
  const log = createSharedLog();
  const open = async (index: number): Promise<Replica> => {
    const world = createWorld(
      createStore({ collections: COLLECTIONS, journal: await log.open({ collections: COLLECTIONS }) }),
    );
    const transport = createTestTransport();
    const machine = { time: index * 1_000_000 };
    const dispatcher = createDispatcher(transport, {
      owner: `replica ${index}`,
      isShared: true,
      maxTime: MAX_TIME,
      now: () => machine.time,
    });
    dispatcher.watch(world);
    onTestFinished(() => dispatcher.close());
    return { world, transport, dispatcher, machine };
  };
  return Promise.all(Array.from({ length: count }, (_, index) => open(index)));
}

const ownerOf = ({ world }: Replica): unknown => world.store.get(DELIVERY_LEASE.name, 'lease')?.['owner'];
const acceptedBy = ({ transport }: Replica): readonly string[] =>
  transport.accepted.map(({ payload }) => String(payload['text']));

/** Makes a commit that concerns no delivery. */
const touch = ({ world }: Replica): Promise<void> =>
  world.store.transaction((transaction) => transaction.insert('notes', { id: transaction.next('notes') }));

describe('of several replicas over one log', () => {
  it('one delivers, whichever posts', async () => {
    const [left, right, third] = (await openReplicas(3)) as [Replica, Replica, Replica];
    const texts = Array.from({ length: 60 }, (_, index) => String(index));
    await Promise.all(texts.map((text, index) => note([left, right, third][index % 3]?.world ?? left.world, text)));
    await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
    const all = [left, right, third].map(acceptedBy);
    expect(all.filter((accepted) => accepted.length > 0)).toHaveLength(1);
    expect(all.flat().toSorted()).toEqual(texts.toSorted());
  });

  it('another takes over when the one that delivers has stopped, after three times the longest try', async () => {
    const [left, right] = (await openReplicas(2)) as [Replica, Replica];
    left.transport.next.push('accept', 'hang');
    await note(left.world, 'first');
    await expect.poll(() => acceptedBy(left).concat(acceptedBy(right)), FAST).toEqual(['first']);
    const [holder, other] = ownerOf(left) === 'replica 0' ? [left, right] : [right, left];
    holder.transport.next.splice(0);
    holder.transport.otherwise = 'hang';
    await settled();
    const id = await note(other.world, 'second');
    await expect.poll(() => holder.transport.tries.length, FAST).toBe(2);
    await settled();
    other.machine.time += 3 * MAX_TIME - 1;
    await touch(other);
    await settled();
    expect(other.transport.tries).toEqual([]);
    other.machine.time += 1;
    await touch(other);
    await expect.poll(() => other.transport.accepted, FAST).toMatchObject([{ deliveryId: id }]);
    await expect.poll(() => pendingOf(holder.world), FAST).toEqual([]);
    expect(ownerOf(holder)).toBe(ownerOf(other));
    // What the first one still had in progress was aborted when the entry went.
    await settled();
    expect(acceptedBy(holder)).toEqual(['first']);
  });

  it('the lease is renewed by the one that delivers, so that no other takes over', async () => {
    const [left, right] = (await openReplicas(2)) as [Replica, Replica];
    await note(left.world, '0');
    await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
    const owner = ownerOf(left);
    for (let round = 1; round <= 10; round += 1) {
      for (const { machine } of [left, right]) machine.time += 2 * MAX_TIME;
      await note(right.world, String(round));
      await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
      await settled();
      expect(ownerOf(right)).toBe(owner);
    }
    expect([acceptedBy(left), acceptedBy(right)].map(({ length }) => length)).toEqual(
      owner === 'replica 0' ? [11, 0] : [0, 11],
    );
  });

  it('another takes over immediately from one that is closed', async () => {
    const [left, right] = (await openReplicas(2)) as [Replica, Replica];
    await note(left.world, 'first');
    await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
    const [holder, other] = ownerOf(left) === 'replica 0' ? [left, right] : [right, left];
    await settled();
    await holder.dispatcher.close();
    expect(ownerOf(other)).toBeUndefined();
    await note(holder.world, 'second');
    await expect.poll(() => acceptedBy(other), FAST).toEqual(['second']);
  });

  it('a reset takes the lease away, and one of them takes it again', async () => {
    const [left, right] = (await openReplicas(2)) as [Replica, Replica];
    const empty = left.world.store.checkpoint();
    await note(left.world, 'first');
    await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
    await left.world.store.rewind(empty);
    await settled();
    expect(ownerOf(right)).toBeUndefined();
    await note(right.world, 'second');
    await expect.poll(() => [...acceptedBy(left), ...acceptedBy(right)].toSorted(), FAST).toEqual(['first', 'second']);
  });

  it('the lease takes no logical time', async () => {
    const [left] = (await openReplicas(2)) as [Replica, Replica];
    const start = left.world.clock.now();
    await note(left.world, 'first');
    await expect.poll(() => pendingOf(left.world), FAST).toEqual([]);
    expect(left.world.clock.now()).toBe(start + 1000);
  });
});
