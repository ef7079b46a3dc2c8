import type { PrepareControl } from '../../context/control.ts';
import { resetWorld } from '../../world/reset-world.ts';

/** Back to the state that the world began with. */
export const prepareReset: PrepareControl = (tools) => ({
  resetState: async ({ world }) => {
    await resetWorld(world, tools);
    return { kind: 'success' };
  },
});
