import type { ControlCalls } from '../context/control-call.ts';

/** Returns whether the simulator serves requests. */
export const HEALTH_CALLS = {
  retrieveHealth: { state: 'health', handle: (_call, { health }) => ({ kind: 'success', ...health() }) },
} satisfies Partial<ControlCalls>;
