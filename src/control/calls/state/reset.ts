import type { ControlCalls } from '../../context/control-call.ts';
import { resetWorld } from '../../world/reset-world.ts';

/** Resets a world to its initial state. */
export const RESET_CALLS = {
  resetState: {
    state: 'records',
    changes: 'state',
    handle: async ({ world }, deps) => {
      await resetWorld(world, deps);
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;
