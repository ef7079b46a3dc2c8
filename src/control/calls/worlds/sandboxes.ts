import type { FieldViolation } from '../../../kernel/problem.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { toTimestamp } from '../../../kernel/time/clock.ts';
import type { Sandbox } from '../../../store/port/worlds.ts';
import type { ControlCalls, ControlRejection } from '../../context/control-call.ts';
import { countRecords } from '../../world/count-records.ts';
import { findNamedWorld } from '../../world/find-named-world.ts';
import { forkWorld } from '../../world/fork-world.ts';
import { gatherUses, NOT_USED, type SandboxUses } from '../../gathered/sandboxes.ts';
import type { WireSchema } from '../../wire/wire-types.ts';

/** Lists, forks and removes sandboxes. */
export const SANDBOX_CALLS = {
  listSandboxes: {
    state: 'sandboxes',
    handle: async ({ world }, deps) => {
      const { maxSandboxes: limit, worlds } = deps;
      const [all, uses] = [await worlds.loadAll(), await gatherUses(world, deps)];
      return { kind: 'success', body: { sandboxes: all.map((sandbox) => toBody(sandbox, uses)), limit } };
    },
  },
  retrieveSandbox: {
    state: 'sandboxes',
    handle: async ({ world, path: { sandbox: name } }, deps) => {
      await deps.worlds.load(name);
      const sandbox = deps.worlds.find(name);
      if (sandbox === undefined) return toMissing(name);
      return { kind: 'success', body: toBody(sandbox, await gatherUses(world, deps)) };
    },
  },
  forkSandbox: {
    state: 'sandboxes',
    handle: async ({ path: { sandbox: name }, body: { to } = {} }, { worlds }) => {
      if (to === BASELINE) return { kind: 'invalid', violations: [RESERVED] };
      const source = await findNamedWorld(name, worlds);
      if (source === undefined) return toMissing(name);
      return { kind: 'success', body: { ...JUST_MADE, ...(await forkWorld(source, to, { worlds })) } };
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

function toBody({ world }: Sandbox, uses: ReadonlyMap<string, SandboxUses>): WireSchema<'Sandbox'> {
  const snapshot = world.store.snapshot();
  return {
    name: world.name,
    ...(uses.get(world.name) ?? NOT_USED),
    position: snapshot.position,
    records: countRecords(snapshot),
    time: toTimestamp(world.clock.now()),
  };
}

/** The uses of a sandbox that this request makes. */
const JUST_MADE: SandboxUses = { requests: 0, age: 0, idle: 0 };

function toMissing(name: string): ControlRejection {
  const message = `There is no sandbox "${name}". A request that names it creates it.`;
  return { kind: 'not_found', model: 'Sandbox', key: name, message };
}

const RESERVED: FieldViolation = {
  field: 'to',
  message: `"${BASELINE}" cannot name a sandbox. Choose another name, or leave it out.`,
  location: 'body',
  keyword: 'meaning',
};
