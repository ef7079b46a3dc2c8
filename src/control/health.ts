import type { PrepareControl } from './control.ts';

/** Whether the simulator serves. */
export const prepareHealth: PrepareControl = ({ health }) => ({
  retrieveHealth: () => ({ kind: 'success', body: health() }),
});
