import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';

/** The number of requests that a replica has received for each sandbox that it holds. */
export const SANDBOX_USES: Part<Readonly<Record<string, number>>> = {
  name: 'sandbox_uses',
  collect: (_world, _input, { worlds }) =>
    Object.fromEntries(worlds.list().map(({ world, requests }) => [world.name, requests])),
};

/** Returns the number of requests that all replicas have received for each sandbox. */
export async function countUses(world: World, deps: ControlCallDeps): Promise<ReadonlyMap<string, number>> {
  const { parts } = await gather(SANDBOX_USES, { world }, deps);
  const uses = new Map<string, number>();
  for (const { value } of parts)
    for (const [name, count] of Object.entries(value)) uses.set(name, (uses.get(name) ?? 0) + count);
  return uses;
}
