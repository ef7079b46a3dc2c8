import type { Clock } from './clock.ts';

/** A clock that can be moved and stopped by order. */
export interface ControlledClock extends Clock {
  /** What the time would be had nobody moved it, in milliseconds. */
  unmoved(): number;
}
