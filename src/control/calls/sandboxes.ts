import { toTimestamp } from '../../kernel/time/clock.ts';
import type { Sandbox } from '../../store/worlds.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Lists and removes sandboxes. */
export const SANDBOX_CALLS = {
  listSandboxes: {
    state: 'sandboxes',
    handle: (_call, { worlds, maxSandboxes: limit }) => ({
      kind: 'success',
      body: { sandboxes: worlds.list().map(toBody), limit },
    }),
  },
  retrieveSandbox: {
    state: 'sandboxes',
    handle: ({ path: { sandbox: name } }, { worlds }) => {
      const sandbox = worlds.find(name);
      return sandbox === undefined ? toMissing(name) : { kind: 'success', body: toBody(sandbox) };
    },
  },
  deleteSandbox: {
    state: 'sandboxes',
    handle: ({ path: { sandbox: name } }, { worlds }) => (worlds.remove(name) ? { kind: 'success' } : toMissing(name)),
  },
  deleteSandboxes: {
    state: 'sandboxes',
    handle: (_call, { worlds }) => {
      for (const { world } of worlds.list()) worlds.remove(world.name);
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;

/** Leaves out the machine's time, so that the same requests get the same response. */
function toBody({ world, requests }: Sandbox): WireSchema<'Sandbox'> {
  const { collections, position } = world.store.snapshot();
  const records = Object.values(collections).reduce((sum, list) => sum + list.length, 0);
  return { name: world.name, requests, position, records, time: toTimestamp(world.clock.now()) };
}

function toMissing(name: string): ControlRejection {
  const message = `There is no sandbox "${name}". A request that names it creates it.`;
  return { kind: 'not_found', model: 'Sandbox', key: name, message };
}
