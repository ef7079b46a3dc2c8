import type { MovedClock } from '../api/types.ts';
import type { Told } from '../state/console.ts';
import { toCount, toLocalTime } from '../ui/format.ts';

/** Tells where the clock stands after a move, and which scheduled work ran. */
export function tellMove(body: unknown): Told {
  const { now, ran_work: ran } = body as MovedClock;
  const total = ran.reduce((sum, { count }) => sum + count, 0);
  const work = total === 0 ? 'nothing was due' : `${toCount(total, 'piece')} of scheduled work ran`;
  return {
    text: `Moved to ${toLocalTime(now)}: ${work}.`,
    detail: ran.map(({ kind, count }) => `${count} × ${kind}`).join(', '),
  };
}
