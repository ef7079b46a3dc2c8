import { findSandboxName, type SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/**
 * Returns the worlds that a link in a record may belong to, in the order in which to look: the sandbox that the request
 * names, otherwise the baseline and then every sandbox, since a link does not say by which header or token its world
 * was named. A link creates no sandbox.
 */
export function findWorldsOfLink(request: SandboxNameSource, worlds: Worlds, token: string): readonly World[] {
  const name = findSandboxName(request, token);
  const sandbox = name === undefined ? undefined : worlds.find(name)?.world;
  if (sandbox !== undefined) return [sandbox];
  const others = name === undefined ? worlds.list().map(({ world }) => world) : [];
  return [worlds.baseline, ...others];
}
