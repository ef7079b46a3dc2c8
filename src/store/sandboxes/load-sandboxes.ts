import type { Sandbox, Worlds } from '../port/worlds.ts';
import type { SharedWorldsOptions } from './shared-worlds-options.ts';

type Loading = Pick<Worlds, 'load' | 'find' | 'list'>;

/** Loads all sandboxes of a log, and returns them in order of creation. */
export async function loadAll(
  worlds: Loading,
  { sandboxes }: Pick<SharedWorldsOptions, 'sandboxes'>,
): Promise<readonly Sandbox[]> {
  const all: Sandbox[] = [];
  for (const name of sandboxes.list()) {
    await worlds.load(name);
    const sandbox = worlds.find(name);
    if (sandbox !== undefined) all.push(sandbox);
  }
  return all;
}

/** Reads which sandboxes there are, and loads the wanted one; without one as many as there is room for. */
export async function loadLatest(
  worlds: Loading,
  wanted: string | undefined,
  { sandboxes, maxSandboxes }: Pick<SharedWorldsOptions, 'sandboxes' | 'maxSandboxes'>,
): Promise<void> {
  await sandboxes.catchUp();
  if (wanted !== undefined) return worlds.load(wanted);
  for (const name of sandboxes.list()) {
    if (worlds.list().length >= maxSandboxes) return;
    await worlds.load(name);
  }
}
