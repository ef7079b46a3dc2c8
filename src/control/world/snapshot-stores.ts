import type { SavedSnapshot, SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** The snapshots of each world. A sandbox can also restore snapshots of the baseline. */
export interface SnapshotStores {
  of(world: World): SnapshotStore;
  /** Returns the world's own snapshot of that name, otherwise the baseline's. */
  find(world: World, name: string): Promise<SavedSnapshot | undefined>;
}

/** Dependencies of `createSnapshotStores`. */
export interface SnapshotStoresDeps {
  readonly baseline: World;
  /** Holds the snapshots of the baseline. */
  readonly baselineStore: SnapshotStore;
  /** Creates the snapshots of a sandbox. */
  readonly createStore: (world: World) => SnapshotStore;
}

/** Creates the snapshot stores: the baseline's is given, those of sandboxes are created at their first use. */
export function createSnapshotStores({ baseline, baselineStore, createStore }: SnapshotStoresDeps): SnapshotStores {
  const stores = new WeakMap<World, SnapshotStore>([[baseline, baselineStore]]);
  const of = (world: World): SnapshotStore => getOrCreate(stores, world, () => createStore(world));
  return { of, find: async (world, name) => (await of(world).find(name)) ?? baselineStore.find(name) };
}
