import type { JsonObject } from '../../../kernel/json/json.ts';
import type { PrepareControl } from '../../context/control.ts';
import { restoreSnapshot, saveSnapshot } from '../../world/save-snapshots.ts';

/** States of a world that were given a name. */
export const prepareSnapshots: PrepareControl = (tools) => ({
  listSnapshots: async ({ world }) => ({
    kind: 'success',
    body: { snapshots: (await tools.snapshotStores.of(world).list()).map((label) => ({ ...label })) },
  }),
  saveSnapshot: async ({ world, body }) => {
    const { name, replace } = body as JsonObject;
    return {
      kind: 'success',
      body: { ...(await saveSnapshot(world, { name: String(name), replace: replace === true }, tools)) },
    };
  },
  restoreSnapshot: async ({ world, path }) => ({
    kind: 'success',
    body: { ...(await restoreSnapshot(world, String(path['snapshot']), tools)) },
  }),
  deleteSnapshot: async ({ world, path }) => {
    const name = String(path['snapshot']);
    if (await tools.snapshotStores.of(world).remove(name)) return { kind: 'success' };
    return {
      kind: 'not_found',
      model: 'Snapshot',
      key: name,
      message: `There is no snapshot ${JSON.stringify(name.slice(0, 100))}.`,
    };
  },
});
