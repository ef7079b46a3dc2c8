import type { ControlCalls } from '../../context/control-call.ts';
import { resetInTurn } from '../../scenarios/reset-in-turn.ts';

/** Resets a world to its initial state. */
export const RESET_CALLS = {
  resetState: {
    state: 'records',
    changes: 'state',
    handle: async ({ world }, deps) => {
      await resetInTurn(world, deps);
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;
