import type { JsonObject } from '../../../kernel/json/json.ts';
import type { PrepareControl } from '../../context/control.ts';
import { restoreSnapshot, saveSnapshot } from '../../world/save-snapshots.ts';

/** Saves, restores, lists and deletes snapshots. */
export const prepareSnapshots: PrepareControl = (deps) => ({
  listSnapshots: async ({ world }) => ({
    kind: 'success',
    body: { snapshots: (await deps.snapshotStores.of(world).list()).map((label) => ({ ...label })) },
  }),
  saveSnapshot: async ({ world, body }) => {
    const { name, replace } = body as JsonObject;
    return {
      kind: 'success',
      body: { ...(await saveSnapshot(world, { name: String(name), replace: replace === true }, deps)) },
    };
  },
  restoreSnapshot: async ({ world, path }) => ({
    kind: 'success',
    body: { ...(await restoreSnapshot(world, String(path['snapshot']), deps)) },
  }),
  deleteSnapshot: async ({ world, path }) => {
    const name = String(path['snapshot']);
    if (await deps.snapshotStores.of(world).remove(name)) return { kind: 'success' };
    return {
      kind: 'not_found',
      model: 'Snapshot',
      key: name,
      message: `There is no snapshot ${JSON.stringify(name.slice(0, 100))}.`,
    };
  },
});
