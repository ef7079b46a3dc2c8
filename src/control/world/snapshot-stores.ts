import type { SavedSnapshot, SnapshotShelf } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';

/** The snapshots of each world. Those of a sandbox go with it; it can go back to those of the baseline, too. */
export interface Shelves {
  of(world: World): SnapshotShelf;
  /** The world's own snapshot of that name, else the baseline's. */
  find(world: World, name: string): Promise<SavedSnapshot | undefined>;
}

/** What shelves are made from. */
export interface ShelvesOptions {
  readonly baseline: World;
  /** Of the baseline. */
  readonly shelf: SnapshotShelf;
  readonly createShelf: () => SnapshotShelf;
}

/** Empty shelves but for the baseline's. */
export function createShelves({ baseline, shelf, createShelf }: ShelvesOptions): Shelves {
  const shelves = new WeakMap<World, SnapshotShelf>([[baseline, shelf]]);
  const of = (world: World): SnapshotShelf => {
    const known = shelves.get(world) ?? createShelf();
    shelves.set(world, known);
    return known;
  };
  return { of, find: async (world, name) => (await of(world).find(name)) ?? shelf.find(name) };
}
