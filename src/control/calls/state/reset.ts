import type { PrepareControl } from '../../context/control.ts';
import { resetWorld } from '../../world/reset-world.ts';

/** Resets a world to its initial state. */
export const prepareReset: PrepareControl = (deps) => ({
  resetState: async ({ world }) => {
    await resetWorld(world, deps);
    return { kind: 'success' };
  },
});
