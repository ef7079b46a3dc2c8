import type { Clock, MovedClock } from '../api/types.ts';
import type { Told } from '../state/notices/notice.ts';
import { toCount, toLocalTime } from '../ui/format.ts';

/** Tells where the clock stands after a move, and how much scheduled work ran. Home lists the work. */
export function tellMove(body: unknown): Told {
  const move = body as MovedClock;
  return { text: `Moved to ${toLocalTime(move.now)}: ${countWork(move)}.` };
}

/** Tells of a move that this page has made, while nothing else has set the clock since. */
export function tellLastMove(move: MovedClock | undefined, clock: ClockSetting): string | undefined {
  if (move === undefined || isSetSince(move, clock)) return undefined;
  return `Last move, to ${toLocalTime(move.now)}: ${countWork(move)}.`;
}

type ClockSetting = Pick<Clock, 'now_ms' | 'offset_ms' | 'frozen' | 'flows'>;

/** Whether a clock was set after a move: by another move, a reset or a snapshot. */
function isSetSince(move: ClockSetting, clock: ClockSetting): boolean {
  if (clock.frozen !== move.frozen || clock.now_ms < move.now_ms) return true;
  if (clock.frozen) return clock.now_ms > move.now_ms;
  // Where time moves with changes, the offset shrinks by those that take no time, such as the delivery of a webhook.
  return clock.flows ? clock.offset_ms !== move.offset_ms : clock.offset_ms > move.offset_ms;
}

function countWork({ ran_work: ran }: MovedClock): string {
  const total = ran.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? 'nothing was due' : `${toCount(total, 'piece')} of scheduled work ran`;
}
