import type { PrepareControl } from '../context/control.ts';

/** Returns whether the simulator serves requests. */
export const prepareHealth: PrepareControl = ({ health }) => ({
  retrieveHealth: () => ({ kind: 'success', body: health() }),
});
