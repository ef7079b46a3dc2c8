import type { Call } from '../api/call.ts';
import type { MovedClock } from '../api/types.ts';
import type { Console, Done } from '../state/console.ts';
import { tellMove } from './tell-move.ts';

/** A call that changes how the time of the shown world passes, and what is done once it has. */
interface ClockCall {
  readonly call: Call;
  readonly done: Done;
  readonly onDone?: (body: unknown) => void;
}

/** Stops the clock. */
export const FREEZE: ClockCall = {
  call: { method: 'POST', path: '/__admin/clock/freeze' },
  done: 'The clock stands still.',
};

/** Lets the clock run from where it stands. */
export const RESUME: ClockCall = {
  call: { method: 'POST', path: '/__admin/clock/resume' },
  done: 'The clock runs.',
};

/** Moves the clock by a duration in ISO 8601, or by milliseconds, and remembers what ran. */
export function toAdvance(
  { world, keepMove }: Pick<Console, 'world' | 'keepMove'>,
  by: { readonly duration: string } | { readonly ms: number },
): ClockCall {
  return {
    call: { method: 'POST', path: '/__admin/clock/advance', body: by },
    done: tellMove,
    onDone: (body) => keepMove(world, body as MovedClock),
  };
}
