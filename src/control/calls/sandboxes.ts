import { toTimestamp } from '../../kernel/time/clock.ts';
import type { Sandbox } from '../../store/port/worlds.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';
import { countUses } from '../gathered/sandboxes.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Lists and removes sandboxes. */
export const SANDBOX_CALLS = {
  listSandboxes: {
    state: 'sandboxes',
    handle: async ({ world }, deps) => {
      const { maxSandboxes: limit, worlds } = deps;
      const [all, uses] = [await worlds.loadAll(), await countUses(world, deps)];
      return { kind: 'success', body: { sandboxes: all.map((sandbox) => toBody(sandbox, uses)), limit } };
    },
  },
  retrieveSandbox: {
    state: 'sandboxes',
    handle: async ({ world, path: { sandbox: name } }, deps) => {
      await deps.worlds.load(name);
      const sandbox = deps.worlds.find(name);
      if (sandbox === undefined) return toMissing(name);
      return { kind: 'success', body: toBody(sandbox, await countUses(world, deps)) };
    },
  },
  deleteSandbox: {
    state: 'sandboxes',
    handle: async ({ path: { sandbox: name } }, { worlds }) =>
      (await worlds.remove(name)) ? { kind: 'success' } : toMissing(name),
  },
  deleteSandboxes: {
    state: 'sandboxes',
    handle: async (_call, { worlds }) => {
      for (const { world } of await worlds.loadAll()) await worlds.remove(world.name);
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;

/** Leaves out the machine's time, so that the same requests get the same response. */
function toBody({ world }: Sandbox, uses: ReadonlyMap<string, number>): WireSchema<'Sandbox'> {
  const { collections, position } = world.store.snapshot();
  const records = Object.values(collections).reduce((sum, list) => sum + list.length, 0);
  return {
    name: world.name,
    requests: uses.get(world.name) ?? 0,
    position,
    records,
    time: toTimestamp(world.clock.now()),
  };
}

function toMissing(name: string): ControlRejection {
  const message = `There is no sandbox "${name}". A request that names it creates it.`;
  return { kind: 'not_found', model: 'Sandbox', key: name, message };
}
