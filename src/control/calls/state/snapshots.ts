import type { ControlCalls } from '../../context/control-call.ts';
import { restoreSnapshot, saveSnapshot } from '../../world/save-snapshots.ts';

/** Saves, restores, lists and deletes snapshots. */
export const SNAPSHOT_CALLS = {
  listSnapshots: {
    state: 'snapshots',
    handle: async ({ world }, { snapshotStores }) => ({
      kind: 'success',
      body: { snapshots: (await snapshotStores.of(world).list()).map((label) => ({ ...label })) },
    }),
  },
  saveSnapshot: {
    state: 'snapshots',
    handle: async ({ world, body }, deps) => ({
      kind: 'success',
      body: { ...(await saveSnapshot(world, body, deps)) },
    }),
  },
  restoreSnapshot: {
    state: 'snapshots',
    changes: 'state',
    handle: async ({ world, path: { snapshot: name } }, deps) => ({
      kind: 'success',
      body: { ...(await restoreSnapshot(world, name, deps)) },
    }),
  },
  deleteSnapshot: {
    state: 'snapshots',
    handle: async ({ world, path: { snapshot: name } }, { snapshotStores }) => {
      if (await snapshotStores.of(world).remove(name)) return { kind: 'success' };
      return {
        kind: 'not_found',
        model: 'Snapshot',
        key: name,
        message: `There is no snapshot ${JSON.stringify(name.slice(0, 100))}.`,
      };
    },
  },
} satisfies Partial<ControlCalls>;
