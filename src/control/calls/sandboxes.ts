import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Sandbox } from '../../store/worlds.ts';
import type { PrepareControl } from '../context/control.ts';

/** Lists and removes sandboxes. */
export const prepareSandboxes: PrepareControl = ({ worlds, maxSandboxes }) => ({
  listSandboxes: () => ({ kind: 'success', body: { sandboxes: worlds.list().map(toBody), limit: maxSandboxes } }),
  retrieveSandbox: ({ path }) => {
    const sandbox = worlds.find(String(path['sandbox']));
    return sandbox === undefined ? toMissing(path) : { kind: 'success', body: toBody(sandbox) };
  },
  deleteSandbox: ({ path }) => (worlds.remove(String(path['sandbox'])) ? { kind: 'success' } : toMissing(path)),
  deleteSandboxes: () => {
    for (const { world } of worlds.list()) worlds.remove(world.name);
    return { kind: 'success' };
  },
});

/** Leaves out the machine's time, so that the same requests get the same response. */
function toBody({ world, requests }: Sandbox): JsonObject {
  const { collections, position } = world.store.snapshot();
  const records = Object.values(collections).reduce((sum, list) => sum + list.length, 0);
  return { name: world.name, requests, position, records, time: toTimestamp(world.clock.now()) };
}

function toMissing({ sandbox }: JsonObject): Outcome {
  const message = `There is no sandbox "${String(sandbox)}". A request that names it creates it.`;
  return { kind: 'not_found', model: 'Sandbox', key: String(sandbox), message };
}
