import type { Clock, MovedClock } from '../api/types.ts';
import type { Told } from '../state/notices/notice.ts';
import { toCount, toLocalTime } from '../ui/format.ts';

/** Tells where the clock stands after a move, and which scheduled work ran. */
export function tellMove(body: unknown): Told {
  const move = body as MovedClock;
  return { text: `Moved to ${toLocalTime(move.now)}: ${countWork(move)}.`, detail: listKinds(move) };
}

/** Tells of a move that this page has made, while nothing else has set the clock since. */
export function tellLastMove(move: MovedClock | undefined, clock: ClockSetting): Told | undefined {
  if (move === undefined || isSetSince(move, clock)) return undefined;
  return { text: `Last move, to ${toLocalTime(move.now)}: ${countWork(move)}.`, detail: listKinds(move) };
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

/** Lists the work in plain words, `2 × reminder of an order`, with the names of the first records of each. */
function listKinds({ ran_work: ran }: MovedClock): string {
  return ran
    .map(({ label, count, records }) => {
      const names = [...new Set(records.flatMap(({ name }) => name ?? []))];
      const more = names.length > MAX_NAMED ? ', …' : '';
      const of = names.length === 0 ? '' : ` (${names.slice(0, MAX_NAMED).join(', ')}${more})`;
      return `${count} × ${label}${of}`;
    })
    .join(', ');
}

const MAX_NAMED = 3;
