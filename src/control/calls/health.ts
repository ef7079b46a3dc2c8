import type { PrepareControl } from '../context/control.ts';

/** Whether the simulator serves. */
export const prepareHealth: PrepareControl = ({ health }) => ({
  retrieveHealth: () => ({ kind: 'success', body: health() }),
});
