import { BASELINE } from './call.ts';

/** Returns a world as the control plane names it in a comparison of states. */
export function toStateName(world: string): string {
  return world === BASELINE ? BASELINE : `sandbox:${world}`;
}

/** Returns the world that has a state; undefined for the fixtures and snapshots, whose records cannot be opened. */
export function toWorld(state: string): string | undefined {
  return state === BASELINE ? BASELINE : /^sandbox:(.+)$/.exec(state)?.[1];
}
