import { expect, it } from 'vitest';
import type { CheckState } from '../../../src/control/world/check-state.ts';
import { restoreSnapshot, saveSnapshot, type SnapshotDeps } from '../../../src/control/world/save-snapshots.ts';
import { createSnapshotStores } from '../../../src/control/world/snapshot-stores.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { createMemorySnapshotStore } from '../../../src/store/snapshots/memory-snapshot-store.ts';
import type { World } from '../../../src/store/port/world.ts';

const PETS = [{ name: 'pets', key: 'id', indexes: [] }];
const NAME = 'before';

/** Saves a snapshot of one pet, and then stores another pet. `onRead` runs while a restore reads the snapshot. */
async function openWorld(onRead: () => Promise<void>): Promise<{ readonly world: World; readonly deps: SnapshotDeps }> {
  const initial = { position: 0, sequences: {}, collections: { pets: [{ id: 1 }] } };
  const store = createStore({ collections: PETS, contract: 'one', journal: createMemoryJournal(), initial });
  const world = { name: 'baseline', store, clock: { now: () => 0 } } as unknown as World;
  const inMemory = createMemorySnapshotStore();
  const find: typeof inMemory.find = async (name) => {
    await onRead();
    return inMemory.find(name);
  };
  const baselineStore = { ...inMemory, find };
  const deps = {
    platform: undefined,
    snapshotStores: createSnapshotStores({ baseline: world, baselineStore, createStore: createMemorySnapshotStore }),
    dueWork: { run: async () => {} } as unknown as SnapshotDeps['dueWork'],
    checkState: accept,
    contract: { hash: 'one' },
  };
  await saveSnapshot(world, { name: NAME }, deps);
  await store.transaction((transaction) => transaction.insert('pets', { id: 2 }));
  return { world, deps };
}

const accept: CheckState = async () => [];

function changeContract({ store }: World): Promise<void> {
  return store.changeSchema({ collections: PETS, contract: 'two', check: async () => {} });
}

it('a restore is rejected when the contract is changed while the snapshot is read', async () => {
  const { world, deps } = await openWorld(() => changeContract(world));
  await expect(restoreSnapshot(world, NAME, deps)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  expect(world.store.all('pets')).toEqual([{ id: 1 }, { id: 2 }]);
});

it('a restore is rejected when the contract was changed before its call, which compares with the previous one', async () => {
  const { world, deps } = await openWorld(async () => {});
  await changeContract(world);
  await expect(restoreSnapshot(world, NAME, deps)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  expect(world.store.all('pets')).toEqual([{ id: 1 }, { id: 2 }]);
});

it('a restore is rejected when the contract is changed while a snapshot of another contract is checked', async () => {
  const { world, deps } = await openWorld(async () => {});
  await changeContract(world);
  const checkState: CheckState = async () => {
    await world.store.changeSchema({ collections: PETS, contract: 'three', check: async () => {} });
    return [];
  };
  const restoring = restoreSnapshot(world, NAME, { ...deps, checkState, contract: { hash: 'two' } });
  await expect(restoring).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  expect(world.store.all('pets')).toEqual([{ id: 1 }, { id: 2 }]);
});

it('a snapshot of another contract is restored when its records fit the present one', async () => {
  const { world, deps } = await openWorld(async () => {});
  await changeContract(world);
  await restoreSnapshot(world, NAME, { ...deps, contract: { hash: 'two' } });
  expect(world.store.all('pets')).toEqual([{ id: 1 }]);
});
