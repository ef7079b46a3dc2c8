import type { World } from '../port/world.ts';
import type { SandboxJournal } from './sandbox-journal.ts';
import type { UsedSandbox } from './to-sandbox-use.ts';

/** A sandbox in the memory of this replica. */
export interface LoadedSandbox extends UsedSandbox {
  world: World;
  incarnation: number;
  /** The number of requests that use it now. */
  users: number;
  madeAt: number | undefined;
  usedAt: number | undefined;
  /** When it was loaded, or used last. The machine's time, in milliseconds. */
  keptAt: number;
  /** Creates the sandbox in the log; undefined when it was there. */
  journal: SandboxJournal | undefined;
}

/** The counters of a sandbox that no request has entered. */
export const NOT_USED = {
  incarnation: 0,
  users: 0,
  madeAt: undefined,
  usedAt: undefined,
  keptAt: 0,
  journal: undefined,
};

/** What a request reports of a sandbox that was there. */
export const NONE: readonly string[] = [];
/** What the request reports that has created it. */
export const CREATED: readonly string[] = ['created'];
