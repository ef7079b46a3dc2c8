import type { Clock, MovedClock } from '../api/types.ts';
import { toCount, toLocalTime } from '../ui/format.ts';

/** What is told of a move. */
interface Told {
  readonly text: string;
  readonly detail: string;
}

/** Tells where the clock stands after a move, and which scheduled work ran. */
export function tellMove(body: unknown): Told {
  const move = body as MovedClock;
  return { text: `Moved to ${toLocalTime(move.now)}: ${countWork(move)}.`, detail: listKinds(move) };
}

/** Tells of the latest move of a clock, until its world goes back to an earlier time: by a reset or a snapshot. */
export function tellLastMove(move: MovedClock | undefined, { now_ms: now }: Pick<Clock, 'now_ms'>): Told | undefined {
  if (move === undefined || now < move.now_ms) return undefined;
  return { text: `Last move, to ${toLocalTime(move.now)}: ${countWork(move)}.`, detail: listKinds(move) };
}

function countWork({ ran_work: ran }: MovedClock): string {
  const total = ran.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? 'nothing was due' : `${toCount(total, 'piece')} of scheduled work ran`;
}

/** Lists the kinds of work in plain words, `2 × order send reminder`, with the names of the first records of each. */
function listKinds({ ran_work: ran }: MovedClock): string {
  return ran
    .map(({ kind, count, records }) => {
      const names = [...new Set(records.flatMap(({ name }) => name ?? []))];
      const more = names.length > MAX_NAMED ? ', …' : '';
      const of = names.length === 0 ? '' : ` (${names.slice(0, MAX_NAMED).join(', ')}${more})`;
      return `${count} × ${kind.replaceAll(/[._-]+/g, ' ')}${of}`;
    })
    .join(', ');
}

const MAX_NAMED = 3;
