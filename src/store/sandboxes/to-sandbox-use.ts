import type { SandboxUse } from '../port/worlds.ts';
import type { World } from '../port/world.ts';

/** A sandbox in memory. The times are the machine's, in milliseconds. */
export interface UsedSandbox {
  readonly world: World;
  /** When it was made; undefined when it was loaded. */
  readonly madeAt: number | undefined;
  /** When a request or a fork used it last; undefined when none has. */
  readonly usedAt: number | undefined;
}

/** Returns how a sandbox was used until now. */
export function toSandboxUse({ world, madeAt, usedAt }: UsedSandbox, now: number): SandboxUse {
  return { name: world.name, age: toSeconds(madeAt, now), idle: toSeconds(usedAt, now) };
}

function toSeconds(time: number | undefined, now: number): number | null {
  return time === undefined ? null : Math.max(0, Math.floor((now - time) / 1000));
}
