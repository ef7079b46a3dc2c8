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
    handle: async ({ world, query: { include } }, deps) => {
      const { maxSandboxes: limit, worlds } = deps;
      const [all, uses] = [await worlds.loadAll(), await gatherUses(world, deps)];
      return { kind: 'success', body: { sandboxes: all.map((sandbox) => toBody(sandbox, uses, include)), limit } };
    },
  },
  retrieveSandbox: {
    state: 'sandboxes',
    handle: async ({ world, path: { sandbox: name }, query: { include } }, deps) => {
      await deps.worlds.load(name);
      const sandbox = deps.worlds.find(name);
      if (sandbox === undefined) return toMissing(name);
      return { kind: 'success', body: toBody(sandbox, await gatherUses(world, deps), include) };
    },
  },
  forkSandbox: {
    state: 'sandboxes',
    handle: async ({ path: { sandbox: name }, body: { to } = {} }, { worlds }) => {
      if (to === BASELINE) return { kind: 'invalid', violations: [RESERVED] };
      const source = await findNamedWorld(name, worlds);
      if (source === undefined) return toMissing(name);
      return { kind: 'success', body: { requests: 0, ...(await forkWorld(source, to, { worlds })) } };
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

/** Leaves out the machine's time unless it is asked for, so that the same requests get the same response. */
function toBody(
  { world }: Sandbox,
  uses: ReadonlyMap<string, SandboxUses>,
  include: 'times' | undefined,
): WireSchema<'Sandbox'> {
  const snapshot = world.store.snapshot();
  const { requests, ...times } = uses.get(world.name) ?? NOT_USED;
  return {
    name: world.name,
    requests,
    ...(include === 'times' ? times : {}),
    position: snapshot.position,
    records: countRecords(snapshot),
    time: toTimestamp(world.clock.now()),
  };
}

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
