import type { SavedSnapshot, SnapshotStore } from '../port/snapshot-store.ts';

/** Creates a snapshot store in memory. A snapshot uses memory only for what changes after it. */
export function createMemorySnapshotStore(): SnapshotStore {
  const saved = new Map<string, SavedSnapshot>();
  return {
    list: async () =>
      [...saved.values()].map(({ label }) => label).toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    find: async (name) => saved.get(name),
    save: async (snapshot) => void saved.set(snapshot.label.name, snapshot),
    remove: async (name) => saved.delete(name),
  };
}
