import type { SandboxUse } from '../../store/port/worlds.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';

/** How a sandbox was used: the number of requests that its log has counted, its age, and when it was used last. */
export type SandboxUses = Omit<SandboxUse, 'name'> & { readonly requests: number };

/** How a replica has used each sandbox that it holds. */
export const SANDBOX_USES: Part<Readonly<Record<string, SandboxUses>>> = {
  name: 'sandbox_uses',
  collect: (_world, _input, { worlds, recorder }) => {
    // As many as the log has counted: calls of the control plane are in neither.
    const counts = new Map(worlds.list().map(({ world }) => [world.name, recorder.log.count(world)]));
    return Object.fromEntries(
      worlds.listUses().map(({ name, ...use }) => [name, { ...use, requests: counts.get(name) ?? 0 }]),
    );
  },
};

/**
 * Returns how all replicas together have used each sandbox: the sum of the requests, its age at the replica that has
 * made it, and the time since the last use at any.
 */
export async function gatherUses(world: World, deps: ControlCallDeps): Promise<ReadonlyMap<string, SandboxUses>> {
  const { parts } = await gather(SANDBOX_USES, { world }, deps);
  const uses = new Map<string, SandboxUses>();
  for (const { value } of parts)
    for (const [name, use] of Object.entries(value)) uses.set(name, merge(uses.get(name) ?? NOT_USED, use));
  return uses;
}

function merge(left: SandboxUses, right: SandboxUses): SandboxUses {
  return {
    requests: left.requests + right.requests,
    age: pick(left.age, right.age, Math.max),
    idle: pick(left.idle, right.idle, Math.min),
  };
}

/** Returns one of two lengths of time, or the known one. */
function pick(one: number | null, other: number | null, choose: typeof Math.max): number | null {
  return one === null || other === null ? (one ?? other) : choose(one, other);
}

/** The uses of a sandbox that no replica holds. */
export const NOT_USED: SandboxUses = { requests: 0, age: null, idle: null };
