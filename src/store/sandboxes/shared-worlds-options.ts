import type { Logger } from '../../kernel/logger.ts';
import type { Checkpoint, Store } from '../port/store.ts';
import type { World } from '../port/world.ts';
import type { SandboxLog } from './sandbox-log.ts';

/** Options of shared worlds. */
export interface SharedWorldsOptions {
  readonly baseline: World;
  readonly createResetPoint: () => Checkpoint;
  readonly sandboxes: SandboxLog;
  /** Creates a world over a store. */
  readonly createWorld: (name: string, store: Store) => World;
  /** The number of sandboxes that this replica holds in memory. */
  readonly maxSandboxes: number;
  /** The time after which an unused sandbox is unloaded, in milliseconds; 0 disables it. */
  readonly idleTimeout: number;
  /** The machine's time, in milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
  /** Called after a sandbox was created or loaded. */
  readonly onOpened?: ((world: World) => void) | undefined;
  /** Called before the store of a sandbox is closed, which waits for it. It never rejects. */
  readonly onClosing?: ((world: World) => Promise<void>) | undefined;
  /** Whether a sandbox that no request uses must stay in memory. */
  readonly isBusy?: ((world: World) => boolean) | undefined;
}
