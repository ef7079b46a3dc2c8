import { BASELINE } from '../../kernel/sandbox-name.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/**
 * Returns the baseline or a sandbox by its name, also one that another replica has just created; undefined when there
 * is no such sandbox. Does not count as use.
 */
export async function findNamedWorld(name: string, worlds: Worlds): Promise<World | undefined> {
  if (name === BASELINE) return worlds.baseline;
  return (await load(name, worlds)) ?? worlds.catchUp().then(() => load(name, worlds));
}

async function load(name: string, worlds: Worlds): Promise<World | undefined> {
  await worlds.load(name);
  return worlds.find(name)?.world;
}
