import { Problem } from '../../kernel/problem.ts';
import type { SavedSnapshot, SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** The snapshots of each world. A sandbox can also restore snapshots of the baseline. */
export interface SnapshotStores {
  /** Returns the snapshots that users save. */
  of(world: World): SnapshotStore;
  /** Returns the states in which a world left the steps of its scenario, named by their numbers. */
  stepsOf(world: World): SnapshotStore;
  /** Returns the world's own snapshot of that name, otherwise the baseline's. */
  find(world: World, name: string): Promise<SavedSnapshot | undefined>;
  /** Returns the names that `find` finds, sorted. */
  namesIn(world: World): Promise<readonly string[]>;
  /** Returns these stores with another one for the baseline. Both share the snapshots of sandboxes, also later ones. */
  withBaseline(baselineStore: SnapshotStore): SnapshotStores;
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
  const ofSandboxes = new WeakMap<World, SnapshotStore>();
  const create = (ofBaseline: SnapshotStore): SnapshotStores => {
    const allOf = (world: World): SnapshotStore =>
      world === baseline ? ofBaseline : getOrCreate(ofSandboxes, world, () => createStore(world));
    const of = (world: World): SnapshotStore => withoutSteps(allOf(world));
    return {
      of,
      stepsOf: (world) => stepsIn(allOf(world)),
      find: async (world, name) => (await of(world).find(name)) ?? of(baseline).find(name),
      namesIn: async (world) => {
        const labels = [...(await of(world).list()), ...(await of(baseline).list())];
        return [...new Set(labels.map(({ name }) => name))].toSorted();
      },
      withBaseline: create,
    };
  };
  return create(baselineStore);
}

/** Returns the store without the states of steps: for users there are none. */
function withoutSteps(store: SnapshotStore): SnapshotStore {
  return {
    list: async () => (await store.list()).filter(({ name }) => !isOfStep(name)),
    find: async (name) => (isOfStep(name) ? undefined : store.find(name)),
    save: async (snapshot) => {
      if (isOfStep(snapshot.label.name)) throw new Problem('STATE_CONFLICT', RESERVED);
      await store.save(snapshot);
    },
    remove: async (name) => !isOfStep(name) && store.remove(name),
  };
}

function isOfStep(name: string): boolean {
  return name.startsWith(STEP);
}

function stepsIn(store: SnapshotStore): SnapshotStore {
  return {
    list: async () =>
      (await store.list()).flatMap((label) =>
        isOfStep(label.name) ? { ...label, name: label.name.slice(STEP.length) } : [],
      ),
    find: async (name) => {
      const saved = await store.find(STEP + name);
      return saved === undefined ? undefined : { ...saved, label: { ...saved.label, name } };
    },
    save: (snapshot) => store.save({ ...snapshot, label: { ...snapshot.label, name: STEP + snapshot.label.name } }),
    remove: (name) => store.remove(STEP + name),
  };
}

/** Begins the names of steps. The control plane's contract allows users no control characters in names. */
const STEP = '\u0001step ';
const RESERVED = {
  message: 'Failed to save the snapshot: names that begin like this one are those of steps.',
  remedy: 'Choose another name.',
};
