import type { SavedSnapshot, SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';

/** The snapshots of each world. Those of a sandbox go with it; it can go back to those of the baseline, too. */
export interface SnapshotStores {
  of(world: World): SnapshotStore;
  /** The world's own snapshot of that name, else the baseline's. */
  find(world: World, name: string): Promise<SavedSnapshot | undefined>;
}

/** What shelves are made from. */
export interface SnapshotStoresDeps {
  readonly baseline: World;
  /** Of the baseline. */
  readonly baselineStore: SnapshotStore;
  readonly createStore: () => SnapshotStore;
}

/** Empty shelves but for the baseline's. */
export function createSnapshotStores({
  baseline,
  baselineStore: shelf,
  createStore: createShelf,
}: SnapshotStoresDeps): SnapshotStores {
  const shelves = new WeakMap<World, SnapshotStore>([[baseline, shelf]]);
  const of = (world: World): SnapshotStore => {
    const known = shelves.get(world) ?? createShelf();
    shelves.set(world, known);
    return known;
  };
  return { of, find: async (world, name) => (await of(world).find(name)) ?? shelf.find(name) };
}
