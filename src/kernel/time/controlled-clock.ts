import type { Clock } from './clock.ts';

/** A clock that the control plane can move and stop. */
export interface ControlledClock extends Clock {
  /** Returns the time in milliseconds without any move of the control plane. */
  unmoved(): number;
}
