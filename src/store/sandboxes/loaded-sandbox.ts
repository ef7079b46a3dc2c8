import type { World } from '../port/world.ts';
import type { Sandbox } from '../port/worlds.ts';
import type { SandboxJournal } from './sandbox-journal.ts';

/** A sandbox in the memory of this replica. */
export interface LoadedSandbox extends Sandbox {
  world: World;
  incarnation: number;
  requests: number;
  /** The number of requests that use it now. */
  users: number;
  /** The machine's time, in milliseconds. */
  lastUsedAt: number;
  /** Creates the sandbox in the log; undefined when it was there. */
  journal: SandboxJournal | undefined;
}

/** The counters of a sandbox that no request has entered. */
export const NOT_USED = { incarnation: 0, requests: 0, users: 0, lastUsedAt: 0, journal: undefined };

/** What a request reports of a sandbox that was there. */
export const NONE: readonly string[] = [];
/** What the request reports that has created it. */
export const CREATED: readonly string[] = ['created'];
